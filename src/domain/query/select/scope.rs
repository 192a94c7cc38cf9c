//! The scope: what is tied to all the pinned records.
//!
//! A school is tied to who holds its competence, to its solutions' prestataires, and to the conventions that name
//! it. A record of another list is tied to a pinned record by itself (a convention and its party), or by a school
//! that is tied to all that is pinned.

use super::condition::LineTest;
use super::sorted_set::SortedSet;
use crate::domain::convention::Party;
use crate::domain::id::{Siren, Uai};
use crate::domain::query::Pane;
use crate::domain::query::day_index::{AssessedLine, Named, SchoolEntry};
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::rule::departement;

/// The pinned records, resolved.
pub(super) struct Scope<'a> {
    source: Source<'a>,
    pins: Vec<RecordId>,
}

/// The parties of the lines that are tied to all that is pinned.
#[derive(Default)]
pub(super) struct Parties {
    /// Who holds the competence over them.
    pub(super) holders: SortedSet<Siren>,
    /// Who sells their solutions.
    pub(super) providers: SortedSet<Siren>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(source: Source<'a>, pins: &[RecordId]) -> Self {
        Self {
            source,
            pins: pins.to_vec(),
        }
    }

    /// True when nothing is pinned.
    pub(super) fn is_empty(&self) -> bool {
        self.pins.is_empty()
    }

    /// One condition on lines for each pinned record.
    pub(super) fn line_tests(&self) -> Vec<LineTest<'a>> {
        self.pins.iter().map(|pin| line_test(self.source, pin)).collect()
    }

    /// True when a record is tied to all that is pinned, given the parties of the lines that are.
    pub(super) fn ties(&self, named: &Named, pane: Pane, parties: &Parties) -> bool {
        if self.is_empty() {
            return true;
        }
        let party = self.party(&named.id);
        let by_school = match party {
            Some(Party::Collectivite(siren)) => parties.holders.contains(&siren),
            Some(Party::Provider(siren)) => parties.providers.contains(&siren),
            None => false,
        };
        let direct = |pin: &RecordId| self.is_direct(pin, &named.id, party);
        let some_direct = self.pins.iter().any(direct);
        let by_school = by_school && (some_direct || pane != Pane::Conventions);
        self.pins.iter().all(|pin| by_school || direct(pin))
    }

    /// The party that a record is, or that it has.
    fn party(&self, id: &RecordId) -> Option<Party> {
        match id {
            RecordId::Collectivite(siren) => Some(Party::Collectivite(*siren)),
            RecordId::Provider(siren) => Some(Party::Provider(*siren)),
            RecordId::Convention(number) => {
                let conventions = self.source.registry.conventions();
                conventions.get(number).map(|convention| convention.party)
            }
            _ => None,
        }
    }

    /// True when a record and a pinned one are the same, or have the same party, or are a school and the parties
    /// of its conventions.
    fn is_direct(&self, pin: &RecordId, id: &RecordId, party: Option<Party>) -> bool {
        let serves = |school: Uai| {
            let entry = self.source.day_index.entry(school);
            entry.is_some_and(|entry| match party {
                Some(Party::Collectivite(siren)) => entry.holder() == Some(siren),
                Some(Party::Provider(siren)) => entry.lines().iter().any(|line| line.provider == Some(siren)),
                None => false,
            })
        };
        match pin {
            RecordId::School(uai) => serves(*uai),
            RecordId::Deployment(deployment) => serves(deployment.school),
            _ => pin == id || (party.is_some() && self.party(pin) == party),
        }
    }
}

/// The condition for a line to be tied to a pinned record.
fn line_test<'a>(source: Source<'a>, pin: &RecordId) -> LineTest<'a> {
    match pin {
        RecordId::Collectivite(siren) => {
            let siren = *siren;
            Box::new(move |entry, _| entry.holder() == Some(siren))
        }
        RecordId::Provider(siren) => {
            let siren = *siren;
            Box::new(move |_, line| line.provider == Some(siren))
        }
        RecordId::School(uai) => is_school(*uai),
        RecordId::Deployment(deployment) => is_school(deployment.school),
        RecordId::Solution(code) => {
            let code = code.clone();
            Box::new(move |_, line| line.assessment.solution.as_ref() == Some(&code))
        }
        RecordId::Convention(number) => match source.registry.conventions().get(number) {
            Some(convention) => Box::new(move |entry, line| covers(source, convention, entry, line)),
            None => Box::new(|_, _| false),
        },
        RecordId::Contract(reference) => match source.registry.contracts().get(reference) {
            Some(contract) => Box::new(move |entry, line| {
                entry.holder() == Some(contract.collectivite)
                    && line.assessment.solution.as_ref() == Some(&contract.solution)
                    && contract.schools.covers(entry.uai)
            }),
            None => Box::new(|_, _| false),
        },
        RecordId::Entry(number) => match source.registry.entries().get(number) {
            Some(entered) => is_school(entered.school),
            None => Box::new(|_, _| false),
        },
        _ => Box::new(|_, _| true),
    }
}

fn is_school<'a>(uai: Uai) -> LineTest<'a> {
    Box::new(move |entry, _| entry.uai == uai)
}

/// True when a convention names a school and its solution, whatever its status.
pub(super) fn covers(
    source: Source<'_>,
    convention: &crate::domain::convention::Convention,
    entry: &SchoolEntry,
    line: &AssessedLine,
) -> bool {
    let solution = line.assessment.solution.as_ref();
    match convention.party {
        Party::Collectivite(siren) => {
            entry.holder() == Some(siren)
                && convention.covers_choice(entry.uai, solution, source.day_index.day())
        }
        Party::Provider(siren) => {
            let school = source.registry.schools().get(&entry.uai);
            let departement = school.and_then(departement);
            line.provider == Some(siren)
                && solution.is_some_and(|code| convention.covers_solution(code))
                && departement.is_some_and(|code| convention.covers_departement(code))
        }
    }
}
