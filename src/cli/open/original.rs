//! The base of which a copy is made, in its file or behind its service, with its documents.

use std::path::Path;

use super::place::{Place, place};
use super::received::Received;
use super::shared::client;
use super::upkeep::{noted_in_file, unless_noted};
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::domain::journal::Head;
use crate::domain::upkeep::Task;
use crate::service::Desk;
use crate::store::backup::Giver;
use crate::store::{DocumentFolder, FileStore, Reader};

/// What a copy comes to, which is noted where the base is.
pub(super) struct Copied<T> {
    pub(super) task: Task,
    /// The end of the journal that it reached.
    pub(super) head: Head,
    /// Nothing is missing.
    pub(super) sound: bool,
    pub(super) outcome: T,
}

/// Has a copy of the base made; what a service tells of it is kept in `folder` until then.
pub(super) fn copied<T>(
    common: &Common,
    folder: &Path,
    make: impl FnOnce(&dyn Reader, Giver<'_>) -> Result<Copied<T>, Failure>,
) -> Result<T, Failure> {
    match place(common)? {
        Place::File(path) => {
            let base = FileStore::open(&path).map_err(Failure::of)?;
            let documents = DocumentFolder::beside(&path);
            let copied = make(&base, &mut |id, out| {
                documents.give(id, out).map_err(|fault| fault.to_string())
            })?;
            noted_in_file(&path, copied.task, copied.head, copied.sound);
            Ok(copied.outcome)
        }
        Place::Service(socket) => {
            let client = client(common, &socket)?.desk;
            let journal = Received::from(&client, folder)?;
            let copied = make(&journal, &mut |id, out| {
                client.document(id, out).map_err(|error| error.to_string())
            })?;
            unless_noted(client.note_upkeep(copied.task, copied.head, copied.sound));
            Ok(copied.outcome)
        }
    }
}
