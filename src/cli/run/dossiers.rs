//! What `preau importer` does for dossiers of Démarches Simplifiées beside reading a file.

use super::out;
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::cli::open;
use crate::domain::command::ImportKind;
use crate::domain::record::{Kind, Record};
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

/// The codes and the names of the solutions of the base; none where there is no base.
fn solutions(common: &Common) -> Result<Vec<(String, String)>, Failure> {
    let records = open::Import::open(common)?.records(&[Kind::Solution])?;
    let solutions = records.into_iter().filter_map(|record| match record {
        Record::Solution(solution) => Some((solution.code.to_string(), solution.name)),
        _ => None,
    });
    Ok(solutions.collect())
}
