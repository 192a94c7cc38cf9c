//! The base as a file: verified, restored.

use std::path::Path;

use super::base_path;
use crate::cli::args::Common;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::exchange::inert::inert_lines;
use crate::store::{self, StoreError};

/// What an operation on the file says, and whether the base is sound.
pub(in crate::cli) struct Kept {
    /// What to show.
    pub(in crate::cli) text: String,
    /// True when nothing is wrong.
    pub(in crate::cli) sound: bool,
}

/// Verifies the base. Damage that keeps it from being opened is a finding, not an error.
pub(in crate::cli) fn verify(common: &Common) -> Result<Kept, Failure> {
    let path = base_path(common)?;
    let report = store::verify_file(&path).map_err(Failure::of)?;
    Ok(Kept {
        text: inert_lines(&format!("{}\u{a0}: {report}", path.display())),
        sound: report.is_sound(),
    })
}

/// Puts a saved base in place.
pub(in crate::cli) fn restore(common: &Common, saved: &Path) -> Result<Kept, Failure> {
    let path = base_path(common)?;
    let done = store::backup::restore(saved, &path, clock::now()).map_err(|error| of(saved, &error))?;
    let kept = done.kept.map_or_else(String::new, |kept| {
        format!("\nL’ancienne base est gardée\u{a0}: {}", kept.display())
    });
    Ok(Kept {
        text: format!("{}\u{a0}: {}{kept}", path.display(), done.report),
        sound: true,
    })
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
