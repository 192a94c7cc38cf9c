//! `preau importer base`: an exported base into an empty one.

use super::out;
use crate::cli::args::{Common, Importer};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::exchange::source::Source;

/// Fills an empty base from `base.json`.
pub(super) fn refill(common: &Common, args: &Importer, source: &Source) -> Result<u8, Failure> {
    if args.simuler || args.ignorer_rejets.is_some() {
        let why =
            "une base entière se reprend telle quelle\u{a0}: --simuler et --ignorer-rejets n’y servent pas";
        return Err(Failure::new(why));
    }
    let import = open::Import::open(common)?;
    import.may_write()?;
    let refilled = import.refill(source)?;
    if refilled.trial {
        out::complain(
            "preau\u{a0}: ce fichier est celui d’une base d’essai\u{a0}; la base où il entre ne porte pas cette marque pour autant",
        );
    }
    let entries = match refilled.entries {
        count @ (0 | 1) => format!("{count} opération reprise"),
        count => format!("{count} opérations reprises"),
    };
    let records = match refilled.records {
        count @ (0 | 1) => format!("{count} enregistrement"),
        count => format!("{count} enregistrements"),
    };
    let base = open::in_words(common)?;
    out::told(out::line(&format!("{entries}, {records}.\nÉcrit dans {base}.")))?;
    Ok(0)
}
