//! The base as a file: verified, restored.

use std::path::{Path, PathBuf};

use super::listed::without;
use super::place::{Place, Socket, place, same_file};
use super::shared::client;
use super::upkeep::noted_in_file;
use crate::cli::args::Common;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::domain::decide::may_write;
use crate::domain::journal::Head;
use crate::domain::upkeep::Task;
use crate::service::{DeskError, Verified};
use crate::store::backup::folder;
use crate::store::{self, Damage, FileStore, StoreError, held_by, io_error, parted_from};
use crate::system::holder::Holder;
use crate::text::{escaped_lines, shell_word};

/// What an operation on the file says, and whether the base is sound.
pub(in crate::cli) struct Kept {
    /// What to show.
    pub(in crate::cli) text: String,
    /// True when nothing is wrong.
    pub(in crate::cli) sound: bool,
}

/// Verifies the base. Damage that keeps it from being opened is a finding, not an error.
pub(in crate::cli) fn verify(common: &Common, since: Option<Head>) -> Result<Kept, Failure> {
    let (path, Verified { text, sound }) = match place(common)? {
        Place::File(path) => {
            let report = store::verify_file(&path, since).map_err(Failure::of)?;
            // A copy of a folder of copies is no base that somebody works on.
            if folder::moment_of(&path).is_none() {
                noted_in_file(&path, Task::Verify, report.head, report.is_sound());
            }
            let verified = Verified {
                text: report.to_string(),
                sound: report.is_sound(),
            };
            (path, verified)
        }
        Place::Service(socket) => {
            let verified = client(common, &socket)?.desk.verify(since)?;
            (socket.path, verified)
        }
    };
    Ok(Kept {
        text: escaped_lines(&format!("{}\u{a0}: {text}", path.display())),
        sound,
    })
}

/// Restores a saved base, or the last one of a folder, in a folder that goes with the program, and verifies it there; says
/// whether it is a copy of the base.
pub(in crate::cli) fn try_saved(common: &Common, saved: &Path) -> Result<Kept, Failure> {
    let saved = dated(saved)?;
    let work = tempfile::tempdir()
        .map_err(|cause| Failure::of(io_error("dossier de travail de l’essai de restauration", cause)))?;
    let tried = work.path().join("essai.base");
    let done = store::backup::restore(&saved, &tried, clock::now()).map_err(|error| of(&saved, &error))?;
    let report = if done.lacking.is_empty() {
        store::verify_file(&tried, None).map_err(Failure::of)?
    } else {
        done.report
    };
    let sound = report.is_sound() && done.lacking.is_empty();
    let what = match of_this_base(common, report.head, sound)? {
        None => "c’est une copie de la base".to_owned(),
        Some(why) => {
            let lacking = without("la base restaurée", &done.lacking);
            return Ok(tried_as(&saved, &format!("{report}\n{why}{lacking}"), false));
        }
    };
    let lacking = without("la base restaurée", &done.lacking);
    Ok(tried_as(&saved, &format!("{report}\n{what}{lacking}"), sound))
}

fn tried_as(saved: &Path, what: &str, sound: bool) -> Kept {
    let text = format!(
        "{}\u{a0}: restaurée à part et vérifiée\u{a0}: {what}",
        saved.display()
    );
    Kept {
        text: escaped_lines(&text),
        sound,
    }
}

/// The backup that is named, or the last one of the folder that is.
fn dated(saved: &Path) -> Result<PathBuf, Failure> {
    if saved.is_dir() {
        return last(saved);
    }
    Ok(saved.to_owned())
}

/// The last backup of a folder.
fn last(folder: &Path) -> Result<PathBuf, Failure> {
    folder::last(folder).map_err(Failure::of)?.ok_or_else(|| {
        Failure::new(format!(
            "il n’y a aucune sauvegarde datée dans {}\u{a0}: «\u{a0}preau sauvegarder {}\u{a0}» en fait une",
            folder.display(),
            shell_word(&folder.display().to_string())
        ))
    })
}

/// Notes that a copy that ends at a head was restored on trial; why not, where it is no copy of the base.
fn of_this_base(common: &Common, head: Head, sound: bool) -> Result<Option<String>, Failure> {
    match place(common)? {
        Place::Service(socket) => {
            let desk = client(common, &socket)?.desk;
            match desk.note_upkeep(Task::Restore, head, sound) {
                Ok(()) => Ok(None),
                Err(DeskError::TurnedAway(why)) => Ok(Some(why)),
                Err(error) => Err(error.into()),
            }
        }
        Place::File(path) => {
            let base = FileStore::open(&path).map_err(Failure::of)?;
            if let Some(Damage { place, what }) = parted_from(&base, head).map_err(Failure::of)? {
                let why = format!("ce n’est pas une copie de cette base\u{a0}: {place}\u{a0}: {what}");
                return Ok(Some(why));
            }
            noted_in_file(&path, Task::Restore, head, sound);
            Ok(None)
        }
    }
}

/// Puts a saved base in place, or the last one of a folder.
pub(in crate::cli) fn restore(common: &Common, saved: &Path) -> Result<Kept, Failure> {
    let named = saved;
    let saved = &dated(named)?;
    let path = match place(common)? {
        Place::File(path) => path,
        Place::Service(socket) => return Err(served(&socket)),
    };
    if let Some(day) = common.date {
        may_write(day, clock::today())?;
    }
    if same_file(saved, &path) {
        return Err(Failure::new(format!(
            "{} est la base elle-même\u{a0}: donnez la sauvegarde à remettre à sa place, ou désignez une autre base avec --base",
            saved.display()
        )));
    }
    let done = store::backup::restore(saved, &path, clock::now()).map_err(|error| match error {
        StoreError::Busy { path: held, holder } if held == path => busy(&held, holder.as_deref()),
        error => of(saved, &error),
    })?;
    let kept = done.kept.map_or_else(String::new, |kept| {
        format!("\nL’ancienne base est gardée\u{a0}: {}", kept.display())
    });
    let lacking = without("la base restaurée", &done.lacking);
    let from = if saved == named {
        String::new()
    } else {
        format!("\nSauvegarde remise en place\u{a0}: {}", saved.display())
    };
    let text = format!("{}\u{a0}: {}{from}{kept}{lacking}", path.display(), done.report);
    Ok(Kept {
        text: escaped_lines(&text),
        sound: done.lacking.is_empty(),
    })
}

/// A service holds the base: nothing is put in its place under those who work on it.
fn served(socket: &Socket) -> Failure {
    if let Some(base) = &socket.file {
        return Failure::new(format!(
            "une restauration remplace le fichier de la base, et {} est ouverte dans un autre terminal de ce compte\u{a0}: fermez-y \
             Préau, et recommencez",
            base.display()
        ));
    }
    let socket = &socket.path;
    Failure::new(format!(
        "une restauration remplace le fichier de la base, que le service de {} tient ouvert\u{a0}; arrêtez-le \
         (systemctl stop preau.socket preau.service), puis désignez le fichier avec --base",
        socket.display()
    ))
}

/// A program holds the base.
fn busy(base: &Path, holder: Option<&Holder>) -> Failure {
    Failure::new(format!(
        "la base {} est ouverte par un autre programme, {}\u{a0}: rien n’a été restauré\u{a0}; arrêtez le service \
         («\u{a0}preau servir\u{a0}»\u{a0}: systemctl stop preau.socket preau.service) ou fermez l’autre Préau, et recommencez",
        base.display(),
        held_by(holder)
    ))
}

/// What is wrong with a file, which is named where the error does not.
pub(super) fn of(path: &Path, error: &StoreError) -> Failure {
    match error {
        StoreError::Damaged { .. } | StoreError::TooNew { .. } => {
            Failure::new(format!("{}\u{a0}: {error}", path.display()))
        }
        other => Failure::of(other),
    }
}
