//! The dossiers that are left to a person, and the record on which each goes on.

use super::columns::{APPLICANT, NAME, NUMBER};
use super::row::of_dossier;
use crate::domain::convention::Convention;
use crate::domain::id::Siren;
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::exchange::case::Case;
use crate::exchange::cell::Severity;
use crate::exchange::table::{Reject, Table};
use crate::text::quoted;

/// The cases of the rejected rows.
pub(super) fn cases(table: &Table<'_>, rejects: &[Reject], registry: &Registry) -> Vec<Case> {
    rejects
        .iter()
        .map(|reject| case(table, reject, registry))
        .collect()
}

/// The case of a row: it goes on with the convention that bears the dossier, else with the collectivité.
fn case(table: &Table<'_>, reject: &Reject, registry: &Registry) -> Case {
    let number = table.cell(&reject.cells, NUMBER);
    let siren = Siren::parse(table.cell(&reject.cells, APPLICANT)).ok();
    let known = siren.filter(|siren| registry.collectivites().get(siren).is_some());
    let name = known.map_or_else(
        || quoted(table.cell(&reject.cells, NAME)),
        |siren| registry.collectivite_name(siren).to_owned(),
    );
    let bears = |convention: &&Convention| convention.dossiers.iter().any(|dossier| dossier == number);
    let convention = registry.conventions().iter().find(bears);
    let record = convention.map(|convention| RecordId::Convention(convention.number.clone()));
    let about = match name.as_str() {
        "" => format!("dossier {}", quoted(number)),
        name => format!("dossier {} · {name}", quoted(number)),
    };
    Case {
        about,
        why: match &reject.without {
            Some(without) => format!("{without}\u{a0}: {}", why(reject, number)),
            None => why(reject, number),
        },
        imported: reject.without.is_some(),
        record: record.or(known.map(RecordId::Collectivite)),
    }
}

/// What is wrong with a row, without the column and the dossier, which are said beside it.
fn why(reject: &Reject, number: &str) -> String {
    let prefix = of_dossier(number);
    let refusing = reject
        .problems
        .iter()
        .filter(|one| one.severity == Severity::Rejected);
    let reasons = refusing.map(|problem| {
        let reason = problem.reason.strip_prefix(&prefix).unwrap_or(&problem.reason);
        match problem.value.as_str() {
            "" => reason.to_owned(),
            value => format!("{value}\u{a0}: {reason}"),
        }
    });
    reasons.collect::<Vec<_>>().join("\u{a0}; ")
}
