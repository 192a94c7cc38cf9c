//! The folder of the copies that another server sends: those in force, and those that were kept apart.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta};

use super::keep::of;
use super::received::Received;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::domain::upkeep::Done;
use crate::store::backup::{backup, folder};
use crate::store::{FileStore, StoreError, UpkeepFile, io_error};
use crate::system::outfile::{Fault, Over, Target};

/// The folder, among the copies, of those that were kept apart.
const ASIDE: &str = "ecartees";

/// What ends the name of a journal that no base could be made of.
const JOURNAL: &str = "journal";

/// Beside what name, among the copies, the last one is noted.
pub(super) fn noted(copies: &Path) -> PathBuf {
    copies.join("copies")
}

/// How the copies are that a folder receives.
pub(in crate::cli) struct CopiesState {
    pub(in crate::cli) folder: PathBuf,
    /// The last one that came and is in force, as it was noted; in French, why it is not the one that is there.
    pub(in crate::cli) last: Result<Option<Done>, String>,
    /// Those that were kept apart, the oldest first.
    pub(in crate::cli) aside: Vec<PathBuf>,
    /// No copy was taken since the last of those.
    pub(in crate::cli) refused: bool,
}

/// Looks at the copies that a folder receives from another server.
pub(in crate::cli) fn copies(received: &Path) -> Result<CopiesState, Failure> {
    let aside = kept_aside(received)?;
    let last = folder::last(received).map_err(Failure::of)?;
    let in_force = last.as_deref().and_then(folder::moment_of);
    Ok(CopiesState {
        folder: received.to_owned(),
        last: looked_at(last.as_deref(), UpkeepFile::beside(&noted(received)).read().saved),
        refused: aside.last().is_some_and(|(moment, _)| Some(*moment) > in_force),
        aside: aside.into_iter().map(|(_, path)| path).collect(),
    })
}

/// Holds the last copy that is there against the one that was noted.
fn looked_at(last: Option<&Path>, told: Option<Done>) -> Result<Option<Done>, String> {
    let Some(path) = last else {
        return told.map_or(Ok(None), |done| {
            let seq = done.head.seq;
            Err(format!("celle qui est arrivée à l’opération {seq} n’est plus là"))
        });
    };
    let head = FileStore::acknowledged(path).map_err(|error| of(path, &error).to_string())?;
    match told {
        Some(done) if done.head == head => Ok(Some(done)),
        Some(done) => Err(format!(
            "{} est à l’opération {}, et la dernière qui est arrivée à la {}",
            path.display(),
            head.seq,
            done.head.seq
        )),
        None => Err(format!(
            "{} est là, et rien ne dit quand elle est arrivée",
            path.display()
        )),
    }
}

/// The moment of a copy that comes: after that of each that came, even where the clock on the wall went back.
pub(super) fn next_moment(copies: &Path) -> Result<NaiveDateTime, Failure> {
    let last = folder::last(copies).map_err(Failure::of)?;
    let in_force = last.as_deref().and_then(folder::moment_of);
    let aside = kept_aside(copies)?.pop().map(|(moment, _)| moment);
    let next = in_force.max(aside).map(|last| last + TimeDelta::seconds(1));
    Ok(next.map_or_else(clock::local, |next| clock::local().max(next)))
}

/// Keeps a copy apart: its base without documents, or the lines as they came where no base can be made of them. The first
/// that was kept apart stays, the later ones take each other's place.
pub(super) fn put_aside(
    copies: &Path,
    moment: NaiveDateTime,
    journal: &Received,
    why: &StoreError,
) -> Result<(), Failure> {
    let former = kept_aside(copies)?;
    let folder = copies.join(ASIDE);
    let failed = |cause| Failure::of(io_error(&format!("le dossier {}", folder.display()), cause));
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        made => made.and_then(|()| synced(copies)).map_err(failed)?,
    }
    let target = folder::dated(&folder, moment);
    if !matches!(why, StoreError::Parted { .. }) || backup(journal, &target, clock::now()).is_err() {
        as_it_came(journal, &target.with_extension(JOURNAL))?;
    }
    for (_, former) in former.iter().skip(1) {
        fs::remove_file(former).map_err(failed)?;
    }
    synced(&folder).map_err(failed)
}

/// Keeps the lines of a journal.
fn as_it_came(journal: &Received, target: &Path) -> Result<(), Failure> {
    let fault = |cause| Failure::of(Fault::system(target, cause));
    let place = Target::at(target).map_err(Failure::of)?;
    let mut draft = place.draft().map_err(Failure::of)?;
    io::copy(&mut journal.lines().map_err(fault)?, &mut draft).map_err(fault)?;
    draft.put(Over::Own).map_err(Failure::of)
}

/// Makes sure that the names in a folder outlast a power cut.
fn synced(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// The copies that were kept apart, with the moments in their names, the oldest first; none where there is no such folder.
fn kept_aside(copies: &Path) -> Result<Vec<(NaiveDateTime, PathBuf)>, Failure> {
    let failed = |cause| {
        let what = format!("le dossier des copies {}", copies.display());
        Failure::of(io_error(&what, cause))
    };
    let entries = match fs::read_dir(copies.join(ASIDE)) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(failed)?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        let is_ours = path
            .extension()
            .is_some_and(|end| end == "base" || end == JOURNAL);
        let moment = folder::moment_of(&path.with_extension("base")).filter(|_| is_ours);
        found.extend(moment.map(|moment| (moment, path)));
    }
    found.sort_unstable();
    Ok(found)
}
