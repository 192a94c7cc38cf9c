//! What `preau importer` does for dossiers of Démarches Simplifiées beside reading a file.

use std::thread;

use super::out;
use crate::cli::api::{Site, pages, token};
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::config::USUAL_ADDRESS;
use crate::domain::command::ImportKind;
use crate::domain::record::{Kind, Record};
use crate::exchange::site::graphql::dossiers_of;
use crate::exchange::source::Source;
use crate::exchange::{Given, is_mapped, site};

/// Writes the section of the configuration that an export proposes.
pub(super) fn propose(common: &Common, kind: ImportKind, given: Given) -> Result<u8, Failure> {
    if !is_mapped(kind) {
        let why = format!(
            "--proposer lit un export de dossiers, pas «\u{a0}{}\u{a0}»",
            kind.code()
        );
        return Err(Failure::new(why));
    }
    let proposed = site::proposed(given, &solutions(common)?).map_err(Failure::of)?;
    out::print(proposed.as_bytes())?;
    Ok(0)
}

/// Asks the site for the dossiers of the démarche of the configuration: the table of them.
pub(super) fn asked(common: &Common, kind: ImportKind) -> Result<Source, Failure> {
    if !is_mapped(kind) {
        let why = format!("--api demande des dossiers, pas «\u{a0}{}\u{a0}»", kind.code());
        return Err(Failure::new(why));
    }
    let settings = open::config(common)?.dossiers;
    let number = settings.number.ok_or_else(|| {
        Failure::new("il manque le numéro de la démarche\u{a0}: «\u{a0}numero\u{a0}» dans [demarches]")
    })?;
    let address = settings.address.as_deref().unwrap_or(USUAL_ADDRESS);
    let site = Site::at(address, token(settings.token.as_deref())?)?;
    let pages = pages(number, &mut |body| site.ask(body), &mut thread::sleep)?;
    let deleted = pages.first().map_or(0, |page| page.deleted);
    if deleted > 0 {
        out::complain(&format!(
            "preau\u{a0}: le site dit {deleted} dossiers supprimés ou sur le point de l’être\u{a0}: rien n’en est retiré ici"
        ));
    }
    let name = format!("démarche {number}");
    let dossiers = dossiers_of(&name, pages, &settings.mapping).map_err(Failure::of)?;
    Ok(site::table(&name, None, &dossiers))
}

/// The codes and the names of the solutions of the base; none where there is no base.
fn solutions(common: &Common) -> Result<Vec<(String, String)>, Failure> {
    let records = open::Import::open(common)?.records(&[Kind::Solution])?;
    let solutions = records.into_iter().filter_map(|record| match record {
        Record::Solution(solution) => Some((solution.code.to_string(), solution.name)),
        _ => None,
    });
    Ok(solutions.collect())
}
