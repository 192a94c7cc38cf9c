//! Saving a base to another file, and putting a saved one in its place.

mod documents;
pub mod folder;

pub use documents::Giver;

use std::fs::{self, File, OpenOptions};
use std::io;
use std::iter::once;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use nix::fcntl::OFlag;

use super::copy::copy;
use super::place::{self, cannot};
use super::verify::{Report, parted_from, verify};
use super::{Damage, DocumentFolder, FileStore, Head, Reader, Store, StoreError};
use crate::system::outfile::{Target, Workshop};

/// Saves what a reader gives to a file, which is replaced where there is one. The copy is verified before it takes its
/// name.
///
/// A base that is itself damaged is not saved over a good copy: the error says what is wrong. Of a base that others write,
/// save a snapshot.
pub fn backup(base: &dyn Reader, target: &Path, now: DateTime<Utc>) -> Result<Report, StoreError> {
    let place = place::target(target)?;
    let held = hold(target)?;
    copy_to(base, target, &place, held.as_ref(), now)
}

/// Saves a base as [`backup`] does, and beside the copy the documents that it names; says of each that cannot be had why.
///
/// The documents are there before the copy takes its name. Those that an earlier copy of the same folder has are shared with
/// it. A copy whose journal does not go on from a head is none: [`StoreError::Parted`].
pub fn backup_with_documents(
    base: &dyn Reader,
    since: Head,
    give: Giver<'_>,
    target: &Path,
    now: DateTime<Utc>,
) -> Result<(Report, Vec<String>), StoreError> {
    let place = place::target(target)?;
    let held = hold(target)?;
    let earlier: Vec<DocumentFolder> = folder::latest_before(target)
        .iter()
        .map(|earlier| DocumentFolder::beside(earlier))
        .collect();
    let mut lacking = Vec::new();
    let beside = &mut |copied: &FileStore| {
        if let Some(Damage { place, what }) = parted_from(copied, since)? {
            return Err(StoreError::Parted { place, what });
        }
        lacking = documents::bring(copied, &DocumentFolder::beside(target), &earlier, give)?;
        Ok(())
    };
    let report = copy_beside(base, target, &place, held.as_ref(), now, beside)?;
    Ok((report, lacking))
}

/// Gives what a reader gives a file of its own, as [`backup`] does; fails where there is a file of that name.
pub fn lay_down(base: &dyn Reader, target: &Path, now: DateTime<Utc>) -> Result<Report, StoreError> {
    let place = place::target_in_a_folder(target)?;
    copy_to(base, target, &place, None, now)
}

/// Copies a base beside a name, verifies the copy and gives it the name, in place of the file `held` where there is one.
/// The copy of a base that is marked *essai* is marked so.
fn copy_to(
    base: &dyn Reader,
    target: &Path,
    place: &Target,
    held: Option<&File>,
    now: DateTime<Utc>,
) -> Result<Report, StoreError> {
    copy_beside(base, target, place, held, now, &mut |_| Ok(()))
}

/// The same, with what is done once the copy is verified and before it has the name.
fn copy_beside(
    base: &dyn Reader,
    target: &Path,
    place: &Target,
    held: Option<&File>,
    now: DateTime<Utc>,
    beside: &mut dyn FnMut(&FileStore) -> Result<(), StoreError>,
) -> Result<Report, StoreError> {
    let workshop = workshop(place)?;
    let draft = workshop.work();
    let mut written = if base.is_trial() {
        FileStore::create_trial(&draft, now)?
    } else {
        FileStore::create(&draft, now)?
    };
    copy(base, &mut written)?;
    let report = sound(&mut written)?;
    beside(&written)?;
    drop(written);
    put(&draft, target, place, held)?;
    Ok(report)
}

/// What a restoration did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restored {
    /// What the verification of the saved base found.
    pub report: Report,
    /// Where the base that was replaced is kept; none where there was no base.
    pub kept: Option<PathBuf>,
    /// The documents that are neither beside the saved base nor beside the one that is replaced, and why.
    pub lacking: Vec<String>,
}

/// Puts a saved base in the place of a base, which is kept beside it under a dated name.
///
/// The saved base is copied and verified whole before anything is replaced; it is left as it is. The base must not be
/// open in another program; it may be damaged. The documents that the saved base names are brought beside it; those that
/// were there stay. One that is marked *essai* takes the place of no other kind of base.
pub fn restore(saved: &Path, base: &Path, now: DateTime<Utc>) -> Result<Restored, StoreError> {
    let place = place::target_in_a_folder(base)?;
    let workshop = workshop(&place)?;
    let draft = workshop.work();
    take(saved, &draft)?;
    let mut copied = named(saved, FileStore::open(&draft))?;
    let report = sound(&mut copied)?;
    if copied.is_trial() {
        no_other_than_a_trial(base)?;
    }
    let held = hold(base)?;
    let saved_documents = DocumentFolder::beside(saved);
    let give: Giver<'_> = &mut |id, out| saved_documents.give(id, out).map_err(|fault| fault.to_string());
    let lacking = documents::bring(&copied, &DocumentFolder::beside(base), &[], give)?;
    drop(copied);
    let kept = held.is_some().then(|| keep(base, now)).transpose()?;
    put(&draft, base, &place, held.as_ref())?;
    drop(held);
    Ok(Restored {
        report,
        kept,
        lacking,
    })
}

/// Refuses to replace a base that is not known to be marked *essai*.
fn no_other_than_a_trial(base: &Path) -> Result<(), StoreError> {
    if base.symlink_metadata().is_err() {
        return Ok(());
    }
    match FileStore::open(base) {
        Ok(held) if held.is_trial() => Ok(()),
        Err(busy @ StoreError::Busy { .. }) => Err(busy),
        _ => Err(StoreError::Trial(base.to_owned())),
    }
}

/// A folder beside a place, on the same disk, that goes with what is left in it.
fn workshop(place: &Target) -> Result<Workshop, StoreError> {
    let folder = place.folder();
    Workshop::within(folder).map_err(|fault| cannot("écrire dans le dossier", folder, fault.into_io()))
}

/// Copies the bytes of a saved base that no program is writing.
fn take(saved: &Path, draft: &Path) -> Result<(), StoreError> {
    place::check_kind(saved)?;
    let cannot_read = |cause| cannot("lire", saved, cause);
    let mut source = File::open(saved).map_err(cannot_read)?;
    place::lock_shared(&source, saved)?;
    let mut copied = File::create_new(draft).map_err(cannot_read)?;
    io::copy(&mut source, &mut copied).map(drop).map_err(cannot_read)
}

/// Locks the file that is about to be replaced, where there is one: no program may have it open.
fn hold(target: &Path) -> Result<Option<File>, StoreError> {
    match target.symlink_metadata() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(cannot("lire", target, cause)),
        Ok(metadata) if !metadata.is_file() => {
            return Err(place::not_a_base(target, "ce n’est pas un fichier ordinaire"));
        }
        Ok(_) => {}
    }
    let held = OpenOptions::new()
        .read(true)
        .custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits())
        .open(target)
        .map_err(|cause| cannot("ouvrir", target, cause))?;
    place::lock(&held, target)?;
    Ok(Some(held))
}

/// Keeps the base that is about to be replaced under a second, dated name that is free.
fn keep(base: &Path, now: DateTime<Utc>) -> Result<PathBuf, StoreError> {
    let mut names =
        once(dated(base, now, "")).chain((2..=MOST_KEPT).map(|again| dated(base, now, &format!("-{again}"))));
    let kept = names.find_map(|name| match fs::hard_link(base, &name) {
        Ok(()) => Some(Ok(name)),
        Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => None,
        // A disk without second names.
        Err(_) => match copied(base, &name) {
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => None,
            copied => Some(copied.map(|()| name)),
        },
    });
    let none_free = || Err(io::Error::from(io::ErrorKind::AlreadyExists));
    let kept = kept
        .unwrap_or_else(none_free)
        .map_err(|cause| cannot("garder une copie de", base, cause))?;
    place::sync_folder(&kept)?;
    Ok(kept)
}

/// How many bases replaced within one second are kept.
const MOST_KEPT: u32 = 100;

/// Copies a base to a name that is free, durably.
fn copied(base: &Path, to: &Path) -> io::Result<()> {
    let mut copy = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(to)?;
    io::copy(&mut File::open(base)?, &mut copy)?;
    copy.sync_all()
}

/// `base.preau.avant-restauration-20261123-083000`.
fn dated(base: &Path, now: DateTime<Utc>, again: &str) -> PathBuf {
    let mut name = base.as_os_str().to_owned();
    name.push(now.format(".avant-restauration-%Y%m%d-%H%M%S").to_string());
    name.push(again);
    name.into()
}

/// Verifies a copy; its first damage becomes the error.
fn sound(store: &mut dyn Store) -> Result<Report, StoreError> {
    let mut report = verify(store);
    if report.is_sound() {
        return Ok(report);
    }
    Err(report.damages.swap_remove(0).into())
}

/// Gives an error about the copy of a file the name that the operator gave.
fn named<T>(path: &Path, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
    outcome.map_err(|error| match error {
        StoreError::NotABase { why, .. } => place::not_a_base(path, &why),
        other => other,
    })
}

/// Gives a file its name for good: its bytes first, then the name. What is replaced is the file `held`, and where there
/// was none, nothing that came meanwhile.
fn put(draft: &Path, target: &Path, place: &Target, held: Option<&File>) -> Result<(), StoreError> {
    File::open(draft)
        .and_then(|file| file.sync_all())
        .map_err(|cause| cannot("écrire", target, cause))?;
    place
        .take(draft, held.is_some())
        .map_err(|fault| place::refused(target, fault))?;
    place::sync_folder(target)
}
