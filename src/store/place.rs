//! The file of a base on the disk: made in a folder of its owner's, opened by one program at a time.

use std::fs::{DirBuilder, File, FileType, OpenOptions, Permissions, TryLockError, read_link};
use std::io::{self, ErrorKind};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;

use super::{Loss, StoreError};
use crate::system::holder::Holder;
use crate::system::outfile::{Fault, Target};

/// The rights of a base: its owner's alone.
const RIGHTS: u32 = 0o600;

/// The rights of the others.
const OTHERS: u32 = 0o077;

/// Opens the file of a base and locks it.
///
/// Nothing of it is changed, its rights no more than its bytes: it may turn out to be no base.
pub fn open(path: &Path) -> Result<File, StoreError> {
    check_kind(path)?;
    let file = OpenOptions::new()
        .read(true)
        .write(true)
        .custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits())
        .open(path)
        .map_err(|cause| cannot("ouvrir", path, cause))?;
    lock(&file, path)?;
    still_there(&file, path)?;
    Ok(file)
}

/// Locks a file for as long as it is open; a second program is told what to do.
pub fn lock(file: &File, path: &Path) -> Result<(), StoreError> {
    locked(file.try_lock(), file, path)
}

/// Makes sure that no program is writing a file for as long as it is open.
pub fn lock_shared(file: &File, path: &Path) -> Result<(), StoreError> {
    locked(file.try_lock_shared(), file, path)
}

fn locked(attempt: Result<(), TryLockError>, file: &File, path: &Path) -> Result<(), StoreError> {
    match attempt {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(StoreError::Busy {
            path: path.to_owned(),
            holder: Holder::of(file).map(Box::new),
        }),
        Err(TryLockError::Error(cause)) => Err(cannot("verrouiller", path, cause)),
    }
}

/// Refuses what is no ordinary file, without opening it.
pub fn check_kind(path: &Path) -> Result<(), StoreError> {
    let metadata = path
        .symlink_metadata()
        .map_err(|cause| cannot("ouvrir", path, cause))?;
    match odd_kind(metadata.file_type()) {
        None if metadata.len() == 0 => Err(not_a_base(path, "le fichier est vide")),
        None => Ok(()),
        Some(kind) => Err(not_a_base(path, kind)),
    }
}

fn odd_kind(kind: FileType) -> Option<&'static str> {
    match kind {
        kind if kind.is_file() => None,
        kind if kind.is_symlink() => Some("c’est un lien symbolique\u{a0}; donnez le fichier lui-même"),
        kind if kind.is_dir() => Some("c’est un dossier"),
        kind if kind.is_fifo() => Some("c’est un tube nommé"),
        kind if kind.is_socket() => Some("c’est une socket"),
        _ => Some("c’est un périphérique"),
    }
}

/// Makes sure that the file locked is still the one under its name: a restoration may have put another there.
fn still_there(file: &File, path: &Path) -> Result<(), StoreError> {
    match loss(file, path) {
        None => Ok(()),
        Some(_) => Err(StoreError::Busy {
            path: path.to_owned(),
            holder: None,
        }),
    }
}

/// What became of a file that a program holds; none where it is still the one under its name.
pub fn loss(held: &File, path: &Path) -> Option<Loss> {
    let held_now = held.metadata().ok()?;
    match path.symlink_metadata() {
        Ok(named) if (named.dev(), named.ino()) == (held_now.dev(), held_now.ino()) => None,
        Ok(_) => Some(Loss::Replaced),
        Err(_) if held_now.nlink() == 0 => Some(Loss::Removed),
        Err(_) => Some(Loss::Moved(name_of(held).filter(|name| name != path))),
    }
}

/// The name that the system knows for an open file, where it tells one.
fn name_of(file: &File) -> Option<PathBuf> {
    read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).ok()
}

/// Takes away the rights that others have on a base, which its first page has shown to be one.
pub fn narrow(file: &File, path: &Path) -> Result<(), StoreError> {
    let mode = file
        .metadata()
        .map_err(|cause| cannot("lire les droits de", path, cause))?
        .mode();
    if mode & OTHERS == 0 {
        return Ok(());
    }
    file.set_permissions(Permissions::from_mode(RIGHTS))
        .map_err(|cause| cannot("restreindre à son propriétaire les droits de", path, cause))
}

/// Makes the folder of a base where there is none, for its owner alone; one that exists is left as it is.
pub fn make_folder(path: &Path) -> Result<PathBuf, StoreError> {
    let folder = folder_of(path);
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .map_err(|cause| cannot("créer le dossier", &folder, cause))?;
    Ok(folder)
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Makes sure that a name given to a file outlasts a power cut.
pub fn sync_folder(path: &Path) -> Result<(), StoreError> {
    sync_names(&folder_of(path))
}

/// Makes sure that the names in a folder outlast a power cut.
pub fn sync_names(folder: &Path) -> Result<(), StoreError> {
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|cause| cannot("enregistrer le dossier", folder, cause))
}

/// The place of a base to come, or of one that is to be replaced.
pub fn target(path: &Path) -> Result<Target, StoreError> {
    Target::at(path).map_err(|fault| refused(path, fault))
}

/// The same, whose folder is made where there is none.
pub fn target_in_a_folder(path: &Path) -> Result<Target, StoreError> {
    match Target::at(path) {
        Err(Fault::System { cause, .. }) if cause.kind() == ErrorKind::NotFound => {
            make_folder(path)?;
            target(path)
        }
        found => found.map_err(|fault| refused(path, fault)),
    }
}

/// The error of a place that does not take the file of a base.
pub fn refused(path: &Path, fault: Fault) -> StoreError {
    match fault {
        Fault::System { cause, .. } => cannot("écrire", path, cause),
        Fault::Exists(_) => cannot("écrire", path, ErrorKind::AlreadyExists.into()),
        other => StoreError::Place(other.to_string()),
    }
}

/// The error of a file that is no base.
pub fn not_a_base(path: &Path, why: &str) -> StoreError {
    StoreError::NotABase {
        path: path.to_owned(),
        why: why.to_owned(),
    }
}

/// The error of something that the system refused to do with a file.
pub fn cannot(verb: &str, path: &Path, cause: io::Error) -> StoreError {
    io_error(&format!("impossible {} {}", elided(verb), path.display()), cause)
}

/// A verb after « de »: `de lire`, `d’ouvrir`.
fn elided(verb: &str) -> String {
    if verb.starts_with(['a', 'e', 'é', 'i', 'o', 'u']) {
        format!("d’{verb}")
    } else {
        format!("de {verb}")
    }
}

/// An error of the system; a full disk, a quota or a limit on the size of files is [`StoreError::Full`].
pub fn io_error(what: &str, cause: io::Error) -> StoreError {
    match cause.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => StoreError::Full,
        _ => StoreError::Io {
            what: what.to_owned(),
            cause,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::elided;

    #[test]
    fn de_is_elided_before_a_vowel() {
        assert_eq!(
            (elided("ouvrir"), elided("écrire"), elided("lire")),
            ("d’ouvrir".into(), "d’écrire".into(), "de lire".into())
        );
    }
}
