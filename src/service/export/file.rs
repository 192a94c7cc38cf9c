//! The file of an export: written beside its place and renamed there, so that nothing half written is left.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::ExportError;
use crate::exchange::source::Foreign;
use crate::system;

/// The whole path of a place, from the folder in which the program was started; `~` is the operator's own, as in a shell.
pub(super) fn whole(path: &Path) -> PathBuf {
    let home = path.strip_prefix("~").ok().zip(std::env::home_dir());
    let path = home.map_or_else(|| path.to_owned(), |(rest, home)| home.join(rest));
    std::path::absolute(&path).unwrap_or(path)
}

/// Refuses a folder, a base, and a file that is there unless it may be replaced.
pub(super) fn free(path: &Path, replace: bool) -> Result<(), ExportError> {
    let Ok(found) = fs::symlink_metadata(path) else {
        return Ok(());
    };
    let refused = |why: &str| {
        let text = format!("{} est {why}\u{a0}; donnez un autre nom", path.display());
        Err(ExportError::Place(text))
    };
    if path.is_dir() {
        refused("un dossier")
    } else if !(found.is_file() || found.is_symlink()) {
        refused("un fichier spécial")
    } else if begins_as_base(path) {
        refused("une base de Préau")
    } else if replace {
        Ok(())
    } else {
        Err(ExportError::Exists(path.to_owned()))
    }
}

fn begins_as_base(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut head));
    read.is_ok() && Foreign::of(&head) == Some(Foreign::Base)
}

/// A new file in the folder of a place, which its owner alone reads. It goes away unless it is put in place.
pub(super) fn beside(path: &Path) -> Result<NamedTempFile, ExportError> {
    NamedTempFile::new_in(folder(path)).map_err(|error| ExportError::Place(why_not_written(path, &error)))
}

/// Puts the file in its place, once the disk has it.
pub(super) fn put(fresh: NamedTempFile, path: &Path, replace: bool) -> Result<(), ExportError> {
    let failed = |error: &io::Error| match error.kind() {
        ErrorKind::AlreadyExists => ExportError::Exists(path.to_owned()),
        _ => ExportError::Place(why_not_written(path, error)),
    };
    fresh.as_file().sync_all().map_err(|error| failed(&error))?;
    let put = if replace {
        fresh.persist(path)
    } else {
        fresh.persist_noclobber(path)
    };
    put.map_err(|error| failed(&error.error))?;
    // The file is there: a folder that cannot be synchronised makes it no less so.
    let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    Ok(())
}

fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new("/"))
}

/// Why a place takes no file, and what to do. The name of a file made beside it is left out.
pub fn why_not_written(path: &Path, error: &io::Error) -> String {
    let path = &whole(path);
    let folder = folder(path).display();
    match error.kind() {
        ErrorKind::NotFound => {
            format!("le dossier {folder} n’existe pas\u{a0}; créez-le, ou donnez un autre chemin")
        }
        ErrorKind::NotADirectory => format!("{folder} n’est pas un dossier\u{a0}; donnez un autre chemin"),
        ErrorKind::PermissionDenied => {
            format!("vous n’avez pas le droit d’écrire dans {folder}\u{a0}; donnez un autre dossier")
        }
        ErrorKind::ReadOnlyFilesystem => {
            format!("{folder} est en lecture seule\u{a0}; donnez un autre dossier")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            format!("le disque est plein\u{a0}: faites de la place, ou donnez un autre dossier que {folder}")
        }
        ErrorKind::InvalidFilename => "ce nom de fichier est trop long\u{a0}; donnez-en un autre".to_owned(),
        _ => format!(
            "{} ne s’écrit pas\u{a0}: {}",
            path.display(),
            system::answer(error)
        ),
    }
}
