//! The extract of one competence from BANATIC: which group holds it over which commune, as the State publishes it.
//!
//! It says neither since when nor whether the service of the schools is meant: each row proposes a competence, which is to
//! be confirmed and leaves the holder as it was. A group that the base lacks is made with its kind.

use std::collections::HashSet;

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::collectivite::{
    Collectivite, CollectiviteKind, Competence, CompetenceId, CompetenceNature, Perimeter,
};
use crate::domain::date::Period;
use crate::domain::id::{InseeCode, Siren};
use crate::domain::record::Record;
use crate::text::fold_name;

columns! {
    CODE = Column::required("Code Insee Commune");
    GROUP = Column::required("Siren Groupement");
    NAME = Column::required("Nom Groupement");
    KIND = Column::required("Nature Juridique Groupement").or(&["Nature juridique"]);
}

/// The legal natures and the kind of each, the words of BANATIC before its codes; another is *autre*.
const KINDS: &[(&str, CollectiviteKind)] = &[
    ("communauté de communes", CollectiviteKind::CommunauteDeCommunes),
    ("CC", CollectiviteKind::CommunauteDeCommunes),
    (
        "communauté d’agglomération",
        CollectiviteKind::CommunauteAgglomeration,
    ),
    ("CA", CollectiviteKind::CommunauteAgglomeration),
    ("communauté urbaine", CollectiviteKind::CommunauteUrbaine),
    ("CU", CollectiviteKind::CommunauteUrbaine),
    ("métropole", CollectiviteKind::Metropole),
    ("METRO", CollectiviteKind::Metropole),
    ("MET69", CollectiviteKind::Metropole),
    ("syndicat intercommunal à vocation unique", CollectiviteKind::Sivu),
    ("SIVU", CollectiviteKind::Sivu),
    (
        "syndicat intercommunal à vocation multiple",
        CollectiviteKind::Sivom,
    ),
    ("SIVOM", CollectiviteKind::Sivom),
    ("syndicat mixte fermé", CollectiviteKind::SyndicatMixte),
    ("syndicat mixte ouvert", CollectiviteKind::SyndicatMixte),
    ("SMF", CollectiviteKind::SyndicatMixte),
    ("SMO", CollectiviteKind::SyndicatMixte),
];

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Published,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// Reads an extract.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let mut proposed = HashSet::new();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, against, &mut proposed)
    }))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, against: Against<'_>, proposed: &mut HashSet<(InseeCode, Siren)>) -> Outcome {
    let code = cells.required(CODE, cell::insee);
    let siren = cells.required(GROUP, cell::siren);
    let name = cells.required(NAME, cell::text);
    let (Some(code), Some(siren), Some(name)) = (code, siren, name) else {
        return Outcome::Refuse;
    };
    if against.registry.commune(code, against.today).is_none() {
        return Outcome::OutOfScope("commune que la base n’a pas".to_owned());
    }
    let known = against.registry.collectivites().get(&siren);
    if known.is_some_and(|known| known.kind == CollectiviteKind::Commune) {
        cells.reject(GROUP, "la base a sous ce SIREN une commune");
    }
    let group = known
        .cloned()
        .unwrap_or_else(|| group(siren, name, cells.row().get(KIND)));
    let is_new = proposed.insert((code, siren));
    let proposal = is_new.then(|| proposal(code, siren, against)).flatten();
    let records = [Record::from(group)].into_iter();
    Outcome::Take(records.chain(proposal.map(Record::from)).collect())
}

/// A group of which the file says the name and the kind.
fn group(siren: Siren, name: String, kind: &str) -> Collectivite {
    let folded = fold_name(kind);
    let found = KINDS.iter().find(|(named, _)| fold_name(named) == folded);
    let kind = found.map_or(CollectiviteKind::Other, |(_, kind)| *kind);
    Collectivite::new(siren, kind, name)
}

/// The competence that a row proposes; the one of the base that says as much, where there is one.
fn proposal(code: InseeCode, collectivite: Siren, against: Against<'_>) -> Option<Competence> {
    let registry = against.registry;
    let perimeter = Perimeter::Commune(code);
    let says_it = |found: &&Competence| {
        found.collectivite == collectivite && (found.to_confirm || found.period.contains(against.today))
    };
    if let Some(found) = registry.competences_over(perimeter).find(says_it) {
        return Some(found.clone());
    }
    let is_taken = |from| {
        let id = CompetenceId { perimeter, from };
        registry.competences().get(&id).is_some()
    };
    // Since when is not known; a record since ever keeps its key.
    let from = [None, Some(against.today)]
        .into_iter()
        .find(|from| !is_taken(*from))?;
    Some(Competence {
        nature: CompetenceNature::Unknown,
        to_confirm: true,
        ..Competence::confirmed(perimeter, collectivite, Period { from, to: None })
    })
}
