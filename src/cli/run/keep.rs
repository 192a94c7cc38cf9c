//! `preau verifier`, `sauvegarder`, `restaurer`, `transmettre` and `recevoir`.

use std::path::Path;

use super::out;
use crate::cli::args::{Common, Recevoir, Sauvegarder, Transmettre, Verifier};
use crate::cli::failure::{Failure, REFUSED};
use crate::cli::open;

/// Verifies the base, or a copy of it that is restored on trial; status 1 where it is damaged, does not go on from the head
/// that was noted, or the copy is of another base.
pub(super) fn verify(common: &Common, args: &Verifier) -> Result<u8, Failure> {
    let kept = match &args.sauvegarde {
        Some(saved) => open::try_saved(common, saved)?,
        None => open::verify(common, args.depuis)?,
    };
    out::unless_closed(out::line(&kept.text))?;
    Ok(if kept.sound { 0 } else { REFUSED })
}

/// Saves the base; the backups that are not kept go once it is saved. Status 1 where a document is missing from the copy.
pub(super) fn back_up(common: &Common, args: &Sauvegarder) -> Result<u8, Failure> {
    let kept = open::back_up(common, args)?;
    out::unless_closed(out::line(&kept.text))?;
    Ok(if kept.sound { 0 } else { REFUSED })
}

/// Restores a saved base; status 1 where a document of it is missing.
pub(super) fn restore(common: &Common, saved: &Path) -> Result<u8, Failure> {
    let kept = open::restore(common, saved)?;
    out::unless_closed(out::line(&kept.text))?;
    Ok(if kept.sound { 0 } else { REFUSED })
}

/// Sends a copy to another server; status 1 where it is not in force there, or lacks documents.
pub(super) fn send(common: &Common, args: &Transmettre) -> Result<u8, Failure> {
    let kept = open::send(common, args)?;
    out::unless_closed(out::line(&kept.text))?;
    Ok(if kept.sound { 0 } else { REFUSED })
}

/// Receives a copy; status 1 where it is kept apart, or lacks documents.
pub(super) fn receive(args: &Recevoir) -> Result<u8, Failure> {
    Ok(if open::receive(args)? { 0 } else { REFUSED })
}
