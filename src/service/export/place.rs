//! The place of a file that screens write.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::ExportError;
use crate::exchange::source::Foreign;
use crate::system::outfile::{Fault, why_not_written};

/// The whole path of a place, from the folder in which the program was started; `~` is the operator's own, as in a shell.
pub(in crate::service) fn whole(path: &Path) -> PathBuf {
    let home = path.strip_prefix("~").ok().zip(std::env::home_dir());
    let path = home.map_or_else(|| path.to_owned(), |(rest, home)| home.join(rest));
    std::path::absolute(&path).unwrap_or(path)
}

/// Refuses a folder, a base, and a file that is there unless it may be replaced.
pub(in crate::service) fn free(path: &Path, replace: bool) -> Result<(), ExportError> {
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
    } else if path.is_file() && begins_as_base(path) {
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

/// Why a place does not take the file. A folder or a device is told before.
pub(in crate::service) fn refused(fault: Fault) -> ExportError {
    match fault {
        Fault::Exists(path) => ExportError::Exists(path),
        Fault::System { path, cause } => ExportError::Place(why_not_written(&path, &cause)),
        other => ExportError::Place(other.to_string()),
    }
}
