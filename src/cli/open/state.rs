//! How the base is, and the service where one holds it.

use std::path::PathBuf;

use super::copies::CopiesState;
use super::place::{Place, is_missing, place};
use super::shared::client;
use crate::cli::args::Common;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::domain::journal::Head;
use crate::domain::upkeep::Upkeep;
use crate::service::state::State;
use crate::store::{FileStore, Reader, StoreError, UpkeepFile, held_by};

/// How a base is.
pub(in crate::cli) enum BaseState {
    /// Behind a service, at a socket.
    Served(PathBuf, Box<State>),
    /// In a file.
    File(Box<FileState>),
    /// Copies of it, which another server sends.
    Copies(CopiesState),
}

/// How the file of a base is.
pub(in crate::cli) struct FileState {
    pub(in crate::cli) path: PathBuf,
    /// The end of the journal, and whether it bears the mark *essai*; who has the base open, where that is another program.
    pub(in crate::cli) read: Result<(Head, bool), String>,
    pub(in crate::cli) upkeep: Upkeep,
}

/// Looks at the base where it is; none is made.
pub(in crate::cli) fn state(common: &Common) -> Result<BaseState, Failure> {
    match place(common)? {
        Place::Service(socket) => {
            let state = client(common, &socket)?.desk.state()?;
            Ok(BaseState::Served(socket.path, Box::new(state)))
        }
        Place::File(path) if is_missing(&path) => Err(Failure::new(format!(
            "il n’y a pas de base à {}\u{a0}; désignez-la avec --base",
            path.display()
        ))),
        Place::File(path) => {
            let read = match FileStore::open(&path) {
                Ok(base) => Ok((base.head().map_err(Failure::of)?, base.is_trial())),
                Err(StoreError::Busy { holder, .. }) => Err(held_by(holder.as_deref())),
                Err(error) => return Err(Failure::of(error)),
            };
            Ok(BaseState::File(Box::new(FileState {
                read,
                upkeep: UpkeepFile::beside(&path).read(),
                path,
            })))
        }
    }
}

/// The instant against which what was done is dated.
pub(in crate::cli) fn now(state: &BaseState) -> chrono::DateTime<chrono::Utc> {
    match state {
        BaseState::Served(_, state) => state.now,
        BaseState::File(_) | BaseState::Copies(_) => clock::now(),
    }
}
