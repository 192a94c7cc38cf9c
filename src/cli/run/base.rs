//! `preau importer base`: an exported base into an empty one.

use super::out;
use crate::cli::args::{Common, Importer};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::exchange::source::Source;
use crate::service::Archive;

/// Fills an empty base from `base.json`.
pub(super) fn refill(common: &Common, args: &Importer, source: &Source) -> Result<u8, Failure> {
    if args.simuler || args.ignorer_rejets.is_some() {
        let why =
            "une base entière se reprend telle quelle\u{a0}: --simuler et --ignorer-rejets n’y servent pas";
        return Err(Failure::new(why));
    }
    let (mut desk, kept) = open::or_blank(common)?;
    let mut refilled = desk.refill(source).map_err(Failure::of)?;
    if !kept {
        // Taken into memory without a fault: only now is a file made for it.
        refilled = open::or_new(common)?.desk.refill(source).map_err(Failure::of)?;
    }
    out::told(out::line(&format!(
        "{} opérations reprises, {} fiches.",
        refilled.entries, refilled.records
    )))?;
    Ok(0)
}
