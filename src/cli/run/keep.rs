//! `preau verifier`, `sauvegarde` and `restaurer`.

use std::path::Path;

use super::out;
use crate::cli::args::Common;
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;

/// Verifies the base; status 1 where it is damaged.
pub(super) fn verify(common: &Common) -> Result<u8, Failure> {
    let kept = open::verify(common)?;
    out::told(out::line(&kept.text))?;
    Ok(if kept.sound { 0 } else { REFUSED })
}

/// Saves the base.
pub(super) fn back_up(common: &Common, target: &Path) -> Result<u8, Failure> {
    out::told(out::line(&open::back_up(common, target)?.text))?;
    Ok(0)
}

/// Restores a saved base.
pub(super) fn restore(common: &Common, saved: &Path) -> Result<u8, Failure> {
    out::told(out::line(&open::restore(common, saved)?.text))?;
    Ok(0)
}
