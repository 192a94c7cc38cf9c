//! `preau importer base`: an exported base into an empty one.

use super::{out, progress};
use crate::cli::args::{Common, Importer};
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::document::count_text;
use crate::domain::journal::hex;
use crate::exchange::source::Source;
use crate::service::Refilled;

/// Fills an empty base from `base.json`.
pub(super) fn refill(common: &Common, args: &Importer, source: &Source) -> Result<u8, Failure> {
    if args.simuler || args.ignorer_rejets.is_some() {
        let why =
            "une base entière se reprend telle quelle\u{a0}: --simuler et --ignorer-rejets n’y servent pas";
        return Err(Failure::new(why));
    }
    let import = open::Import::open(common)?;
    import.may_write()?;
    let step = progress::step("écriture de la base");
    let refilled = import.refill(source)?;
    drop(step);
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
    let documents = open::whole(common)?.desk.documents()?.len();
    if documents > 0 {
        out::complain(&format!(
            "preau\u{a0}: le fichier décrit {}, sans leurs fichiers\u{a0}; copiez ceux de l’ancienne base dans le \
             dossier des pièces, à côté de la nouvelle (preau.base.pieces)\u{a0}; «\u{a0}preau verifier\u{a0}» nomme ceux qui manquent",
            count_text(documents)
        ));
    }
    let base = open::in_words(common)?;
    let head = head(&refilled, source);
    out::unless_closed(out::line(&format!(
        "{entries}, {records}.\nÉcrit dans {base}.\n{head}"
    )))?;
    Ok(0)
}

/// The head of the filled base, and where it came from: the file, and nothing that vouches for it.
fn head(refilled: &Refilled, source: &Source) -> String {
    format!(
        "tête du journal\u{a0}: {head}\n\
         Elle vient de {name} (SHA-256 {sha256}), comme tout le journal. Le fichier s’accorde avec lui-même\u{a0}; qui l’a \
         écrit a pu tout récrire et tout recalculer. Pour le savoir, comparez avec une tête notée ailleurs\u{a0}: preau verifier \
         --depuis NUMERO:EMPREINTE",
        head = refilled.head,
        name = source.name(),
        sha256 = hex(&source.sha256()),
    )
}
