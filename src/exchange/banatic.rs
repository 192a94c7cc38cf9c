//! What BANATIC publishes: the extract of one competence, a row for each commune and group, or the table of groups, a column
//! for each competence.
//!
//! It says neither since when nor whether the service of the schools is meant: each row proposes a competence, which is to
//! be confirmed and leaves the holder as it was. A group that the base lacks is made with its kind, by its own name where
//! the base knows none such. In the table of groups, `OUI` proposes the competence over the communes that are members of the
//! group, and `avec intérêt communautaire` asks it school by school.

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
use crate::text::{fold, fold_name};

columns! {
    CODE = Column::optional("Code Insee Commune");
    GROUP = Column::required("Siren Groupement").or(&["N° SIREN", "Siren"]);
    NAME = Column::required("Nom Groupement").or(&["Nom du groupement"]);
    KIND = Column::required("Nature Juridique Groupement").or(&["Nature juridique"]);
}

/// The legal natures and the kind of each, the words of BANATIC before its codes; another keeps its name.
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
    ("pôle d’équilibre territorial et rural", CollectiviteKind::Petr),
    ("PETR", CollectiviteKind::Petr),
    ("pôle métropolitain", CollectiviteKind::PoleMetropolitain),
    ("POLEM", CollectiviteKind::PoleMetropolitain),
    ("établissement public territorial", CollectiviteKind::Ept),
    ("EPT", CollectiviteKind::Ept),
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
    if !table.has(CODE) {
        let column = table
            .headers()
            .iter()
            .find(|header| is_of_schools(header))
            .cloned();
        let Some(column) = column else {
            table.require_named(CODE.name)?;
            return Ok(Gather::default());
        };
        return Ok(Gather::rows_of(&table, against, |cells| {
            of_group(cells, against, &column)
        }));
    }
    let mut proposed = HashSet::new();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, against, &mut proposed)
    }))
}

/// True of the column of the competence 5010, by its code or by what it is about.
fn is_of_schools(header: &str) -> bool {
    let folded = fold(header);
    let mut words = folded.split(' ');
    words.clone().any(|word| word == "5010") || words.any(|word| word == "ecoles" || word == "scolaire")
}

/// Reads a row of the table of groups.
fn of_group(cells: &mut Cells<'_>, against: Against<'_>, column: &str) -> Outcome {
    let siren = cells.required(GROUP, cell::siren);
    let name = cells.required(NAME, cell::text);
    let (Some(siren), Some(name)) = (siren, name) else {
        return Outcome::Refuse;
    };
    let said = fold(cells.row().named(column).unwrap_or_default());
    let by_school = match said.as_str() {
        "oui" => false,
        "avec interet communautaire" => true,
        "non" | "" => return Outcome::OutOfScope("groupement sans la compétence".to_owned()),
        other => {
            let why = format!("{other} n’est ni OUI, ni NON, ni «\u{a0}avec intérêt communautaire\u{a0}»");
            cells.reject(GROUP, &why);
            return Outcome::Refuse;
        }
    };
    let Some(group) = known_group(cells, (siren, name), against) else {
        return Outcome::Refuse;
    };
    let registry = against.registry;
    let members = group
        .members
        .iter()
        .filter_map(|member| registry.collectivites().get(member)?.insee);
    let mut perimeters: Vec<Perimeter> = members.map(Perimeter::Commune).collect();
    if perimeters.is_empty() {
        return Outcome::OutOfScope(
            "groupement dont la base n’a pas les membres\u{a0}: importez d’abord les EPCI".to_owned(),
        );
    }
    if by_school {
        let schools = perimeters.iter().flat_map(|perimeter| match perimeter {
            Perimeter::Commune(code) => registry.schools_in(*code).map(|school| school.uai).collect(),
            Perimeter::School(uai) => vec![*uai],
        });
        perimeters = schools.map(Perimeter::School).collect();
        perimeters.sort_unstable();
        perimeters.dedup();
    }
    let proposals = perimeters
        .into_iter()
        .filter_map(|perimeter| proposal(perimeter, siren, against));
    let proposals: Vec<Record> = proposals.map(Record::from).collect();
    Outcome::Take([Record::from(group)].into_iter().chain(proposals).collect())
}

/// The group of a row: that of the base, or a new one; none, and rejected, where the base has a commune under its SIREN.
fn known_group(
    cells: &mut Cells<'_>,
    (siren, name): (Siren, String),
    against: Against<'_>,
) -> Option<Collectivite> {
    let known = against.registry.collectivites().get(&siren);
    if known.is_some_and(|known| known.kind == CollectiviteKind::Commune) {
        cells.reject(GROUP, "la base a sous ce SIREN une commune");
        return None;
    }
    let made = || group(siren, name, cells.row().get(KIND));
    Some(known.cloned().unwrap_or_else(made))
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
    let Some(group) = known_group(cells, (siren, name), against) else {
        return Outcome::Refuse;
    };
    let is_new = proposed.insert((code, siren));
    let proposal = is_new
        .then(|| proposal(Perimeter::Commune(code), siren, against))
        .flatten();
    let records = [Record::from(group)].into_iter();
    Outcome::Take(records.chain(proposal.map(Record::from)).collect())
}

/// A group of which the file says the name and the kind.
fn group(siren: Siren, name: String, kind: &str) -> Collectivite {
    let folded = fold_name(kind);
    let found = KINDS.iter().find(|(named, _)| fold_name(named) == folded);
    let known = found.map(|(_, kind)| *kind);
    let mut group = Collectivite::new(siren, known.unwrap_or(CollectiviteKind::Other), name);
    if known.is_none() {
        kind.trim().clone_into(&mut group.kind_name);
    }
    group
}

/// The competence that a row proposes; the one of the base that says as much, where there is one.
fn proposal(perimeter: Perimeter, collectivite: Siren, against: Against<'_>) -> Option<Competence> {
    let registry = against.registry;
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
