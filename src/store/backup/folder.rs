//! A folder of dated backups: their names, what is there, and those that are no longer kept.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use chrono::{NaiveDateTime, TimeDelta, Timelike};

use crate::domain::retention::{Retention, Span};
use crate::store::place::{self, cannot};
use crate::store::{DocumentFolder, FileStore, StoreError};
use crate::system::answer;

/// What a name starts with, how its moment is written, and what it ends with.
const PREFIX: &str = "preau-";
const MOMENT: &str = "%Y-%m-%dT%H%M%S";
const SUFFIX: &str = ".base";

/// What became of the backups of a folder, the oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Those kept, and the spans of which each is the last.
    pub kept: Vec<(PathBuf, BTreeSet<Span>)>,
    pub removed: Vec<PathBuf>,
    /// Those named as a backup that are none, or that a program has open, and why they are left.
    pub left: Vec<(PathBuf, String)>,
}

/// The file of a backup made at a moment: `preau-2026-11-23T213000.base`.
pub fn dated(folder: &Path, moment: NaiveDateTime) -> PathBuf {
    folder.join(name(moment))
}

fn name(moment: NaiveDateTime) -> String {
    format!("{PREFIX}{}{SUFFIX}", moment.format(MOMENT))
}

/// The moment in a name; none where the name is not one that [`dated`] gives.
fn moment(name: &str) -> Option<NaiveDateTime> {
    let digits = name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?;
    let moment = NaiveDateTime::parse_from_str(digits, MOMENT)
        .ok()?
        .with_nanosecond(0)?;
    (self::name(moment) == name).then_some(moment)
}

/// The moment in the name of a backup; none where it is not one that [`dated`] gives.
pub fn moment_of(path: &Path) -> Option<NaiveDateTime> {
    path.file_name().and_then(OsStr::to_str).and_then(moment)
}

/// The last backup of a folder, by the moment in its name; none where there is none.
///
/// # Errors
///
/// [`StoreError`] where the folder cannot be read.
pub fn last(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
    Ok(named(folder)?.pop().map(|(_, path)| path))
}

/// Removes the backups that a retention does not keep, beside the one just made.
///
/// What is removed has the name of a backup and is one: the file of a base that no program has open. Anything else is
/// left, and takes no backup's place.
pub fn prune(folder: &Path, retention: &Retention, made: &Path) -> Result<Pruned, StoreError> {
    let mut pruned = Pruned::default();
    let mut backups = Vec::new();
    for (moment, path) in named(folder)? {
        match ours(&path) {
            Ok(held) => backups.push((moment, path, held)),
            Err(error) => pruned.left.push((path, error.to_string())),
        }
    }
    let moments: Vec<NaiveDateTime> = backups.iter().map(|(moment, ..)| *moment).collect();
    let mut keeps = retention.keeps(&moments);
    for (moment, path, held) in backups {
        match keeps.remove(&moment) {
            Some(spans) => pruned.kept.push((path, spans)),
            None if path == made => pruned.kept.push((path, BTreeSet::new())),
            None => {
                fs::remove_file(&path).map_err(|cause| cannot("supprimer", &path, cause))?;
                without_documents(&path, &mut pruned);
                pruned.removed.push(path);
            }
        }
        drop(held);
    }
    alone(folder, made, &mut pruned)?;
    place::sync_folder(made)?;
    Ok(pruned)
}

/// Removes the documents of a backup that is gone.
fn without_documents(backup: &Path, pruned: &mut Pruned) {
    if let Err(error) = DocumentFolder::beside(backup).remove() {
        let folder = DocumentFolder::path_beside(backup);
        pruned.left.push((folder, answer(&error)));
    }
}

/// Removes the documents of backups that were not finished, a day after they were begun: until then they may still be.
fn alone(folder: &Path, made: &Path, pruned: &mut Pruned) -> Result<(), StoreError> {
    let unread = |cause| cannot("lire le dossier", folder, cause);
    let Some(now) = made.file_name().and_then(OsStr::to_str).and_then(moment) else {
        return Ok(());
    };
    for entry in fs::read_dir(folder).map_err(unread)? {
        let name = entry.map_err(unread)?.file_name();
        let Some(backup) = name.to_str().and_then(|name| name.strip_suffix(".pieces")) else {
            continue;
        };
        let path = folder.join(backup);
        let is_old = moment(backup).is_some_and(|begun| now - begun > TimeDelta::days(1));
        if is_old && path.symlink_metadata().is_err() {
            without_documents(&path, pruned);
        }
    }
    Ok(())
}

/// The last backup of the folder of a file that has the name of one, itself left out.
pub(super) fn latest_before(target: &Path) -> Option<PathBuf> {
    let name = target.file_name()?.to_str()?;
    moment(name)?;
    let all = named(&place::folder_of(target)).ok()?;
    all.into_iter()
        .map(|(_, path)| path)
        .rfind(|path| path.file_name() != target.file_name())
}

/// The files named as a backup, the oldest first.
fn named(folder: &Path) -> Result<Vec<(NaiveDateTime, PathBuf)>, StoreError> {
    let unread = |cause| cannot("lire le dossier", folder, cause);
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unread)? {
        let entry = entry.map_err(unread)?;
        let moment = entry.file_name().to_str().and_then(moment);
        found.extend(moment.map(|moment| (moment, folder.join(entry.file_name()))));
    }
    found.sort_unstable();
    Ok(found)
}

/// Opens a file that is a base and that no program has open, and holds it.
fn ours(path: &Path) -> Result<File, StoreError> {
    place::check_kind(path)?;
    let file = File::open(path).map_err(|cause| cannot("ouvrir", path, cause))?;
    place::lock(&file, path)?;
    FileStore::recognise(&file, path)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_that_are_given_are_read() {
        let at: NaiveDateTime = "2026-11-23T21:30:00".parse().unwrap();
        assert_eq!(name(at), "preau-2026-11-23T213000.base");
        assert_eq!(moment(&name(at)), Some(at));
        let foreign = [
            "preau.base",
            "preau-2026-11-23.base",
            "preau-2026-11-23T2130.base",
            "preau-2026-11-23T213000.base.avant-restauration-20261123-083000",
            "preau-2026-02-30T213000.base",
            "preau-2026-11-23T213060.base",
            "preau-+026-11-23T213000.base",
            "preau-2026-1-23T213000.base",
            "copie-2026-11-23T213000.base",
            " preau-2026-11-23T213000.base",
        ];
        for foreign in foreign {
            assert_eq!(moment(foreign), None, "{foreign}");
        }
    }
}
