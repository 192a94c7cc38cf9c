//! What names a record, by the indexes: the keys of the records to look at, without a walk through the base.

use std::collections::BTreeSet;

use super::Registry;
use crate::domain::collectivite::Perimeter;
use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party};
use crate::domain::id::{Siren, SolutionCode, Uai};
use crate::domain::provider::{Provider, Succession};
use crate::domain::record::RecordId;
use crate::domain::register::{Part, RegisterEntry};

impl Registry {
    /// The keys of the other records that name one, in the order of the records; those of what became of keys are not among
    /// them.
    pub fn naming(&self, id: &RecordId) -> BTreeSet<RecordId> {
        let mut found = BTreeSet::new();
        match id {
            RecordId::Collectivite(siren) => self.naming_collectivite(*siren, &mut found),
            RecordId::School(uai) => self.naming_school(*uai, &mut found),
            RecordId::Provider(siren) => {
                let solutions = self.solutions_of(*siren).map(|one| one.code.clone());
                found.extend(solutions.map(RecordId::Solution));
                found.extend(self.conventions_with(Party::Provider(*siren)).map(convention));
                found.extend(self.taken_over_by(*siren).map(provider));
            }
            RecordId::Solution(code) => self.naming_solution(code, &mut found),
            RecordId::Sheet(sheet) => {
                let uses = self.deployments_with(&sheet.solution);
                found.extend(uses.map(|used| RecordId::Deployment(used.id())));
                let rests =
                    |one: &&RegisterEntry| one.solution == sheet.solution && one.sheet == sheet.version;
                found.extend(self.entries_with(&sheet.solution).filter(rests).map(entry));
            }
            RecordId::Convention(number) => {
                let part = Part::Convention(number.clone());
                let covers = |one: &&RegisterEntry| {
                    let parts = one.reviewed.iter().flat_map(|review| &review.parts);
                    one.conventions.contains(number) || parts.into_iter().any(|held| held.part == part)
                };
                found.extend(self.entries.iter().filter(covers).map(entry));
                let reminders = self.reminders_of(number).map(|one| one.number);
                found.extend(reminders.map(RecordId::Reminder));
            }
            _ => {}
        }
        found.extend(self.notes_on(id).map(|note| RecordId::Note(note.number)));
        found.extend(self.documents_of(id).map(|one| RecordId::Document(one.sha256)));
        // A sheet is a part of a use or an entry that another version may be too.
        let names = |other: &RecordId| self.get(other).is_some_and(|record| record.names().contains(id));
        found.retain(|other| other != id && names(other));
        found
    }

    /// The keys of the records that have the key of one in their own.
    pub fn within(&self, id: &RecordId) -> Vec<RecordId> {
        match id {
            RecordId::School(uai) => {
                let uses = self.deployments_of(*uai);
                let councils = self.councils_of(*uai);
                let competences = self.competences_over(Perimeter::School(*uai));
                let follow_up = self.follow_ups.get(uai).map(|_| RecordId::FollowUp(*uai));
                uses.map(|used| RecordId::Deployment(used.id()))
                    .chain(councils.map(|one| RecordId::Council(one.id())))
                    .chain(competences.map(|one| RecordId::Competence(one.id())))
                    .chain(follow_up)
                    .collect()
            }
            RecordId::Solution(code) => self
                .sheets_of(code)
                .map(|sheet| RecordId::Sheet(sheet.id()))
                .collect(),
            _ => Vec::new(),
        }
    }

    fn naming_collectivite(&self, siren: Siren, found: &mut BTreeSet<RecordId>) {
        let after = |one: &&crate::domain::collectivite::Collectivite| one.successors.contains(&siren);
        let groups = self
            .groups_of(siren)
            .chain(self.collectivites.iter().filter(after));
        found.extend(groups.map(|one| RecordId::Collectivite(one.siren)));
        found.extend(
            self.competences_of(siren)
                .map(|one| RecordId::Competence(one.id())),
        );
        found.extend(self.conventions_with(Party::Collectivite(siren)).map(convention));
        found.extend(self.contracts_of(siren).map(contract));
        let noted = |one: &&Convention| one.substitutions.iter().any(|noted| noted.to == siren);
        found.extend(self.conventions.iter().filter(noted).map(convention));
    }

    fn naming_school(&self, uai: Uai, found: &mut BTreeSet<RecordId>) {
        found.extend(self.within(&RecordId::School(uai)));
        let before = self.replaced_by(uai);
        found.extend(before.map(|one| RecordId::School(one.uai)));
        found.extend(self.annexes_listing(uai).map(convention));
        found.extend(self.contracts_listing(uai).map(contract));
        found.extend(self.entries_of(uai).map(entry));
    }

    fn naming_solution(&self, code: &SolutionCode, found: &mut BTreeSet<RecordId>) {
        found.extend(self.within(&RecordId::Solution(code.clone())));
        let names = |one: &&Convention| {
            let lines = one.annexe.lines().iter();
            one.solutions.contains(code) || lines.into_iter().any(|line| line.solution.as_ref() == Some(code))
        };
        found.extend(self.conventions.iter().filter(names).map(convention));
        let contracts = self.contracts.iter().filter(|one| one.solution == *code);
        found.extend(contracts.map(contract));
        let passed = |one: &&Succession| one.solutions.iter().flatten().any(|passed| passed == code);
        let sold = |one: &&Provider| one.successors.iter().any(|after| passed(&after));
        found.extend(self.providers.iter().filter(sold).map(provider));
        let uses = self.deployments_with(code);
        found.extend(uses.map(|used| RecordId::Deployment(used.id())));
        found.extend(self.entries_with(code).map(entry));
    }
}

fn convention(one: &Convention) -> RecordId {
    RecordId::Convention(one.number.clone())
}

fn provider(one: &Provider) -> RecordId {
    RecordId::Provider(one.siren)
}

fn contract(one: &Contract) -> RecordId {
    RecordId::Contract(one.reference.clone())
}

fn entry(one: &RegisterEntry) -> RecordId {
    RecordId::Entry(one.number)
}
