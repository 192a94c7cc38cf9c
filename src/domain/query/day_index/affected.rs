//! Which schools a changed record may bear on.

use std::collections::BTreeSet;

use crate::domain::collectivite::{Competence, Perimeter};
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::convention::{Annexe, Convention, Party};
use crate::domain::id::{ConventionNumber, InseeCode, Siren, SolutionCode, Uai};
use crate::domain::record::Record;
use crate::domain::registry::Registry;
use crate::domain::school::{Rpi, School};
use crate::text::fold;

/// The schools that changed records may bear on. It may name too many, never too few.
pub(super) struct AffectedSchools<'a> {
    registry: &'a Registry,
    /// The schools to be assessed again.
    schools: BTreeSet<Uai>,
}

impl<'a> AffectedSchools<'a> {
    /// Nothing yet. `registry` has the changes in it.
    pub(super) fn new(registry: &'a Registry) -> Self {
        Self {
            registry,
            schools: BTreeSet::new(),
        }
    }

    /// The schools, and those that share an RPI with one of them.
    pub(super) fn with_rpi(mut self) -> BTreeSet<Uai> {
        let schools = self.schools.clone();
        for school in schools.iter().filter_map(|uai| self.registry.schools().get(uai)) {
            self.of_rpi(school);
        }
        self.schools
    }

    /// Adds the schools that a record bears on, as it was or as it is.
    pub(super) fn add(&mut self, record: &Record) {
        match record {
            Record::School(school) => self.school(school),
            Record::Deployment(r) => self.one(r.school),
            Record::Council(r) => self.one(r.school),
            Record::Entry(r) => self.one(r.school),
            Record::Competence(r) => self.competence(r),
            Record::Locality(r) => {
                self.commune(r.code);
                self.commune(r.commune);
            }
            Record::Collectivite(r) => {
                self.collectivite(r.siren);
                let named = self.registry.collectivites_named(&r.name);
                named.for_each(|other| self.collectivite(other.siren));
                if let Some(code) = r.insee {
                    self.commune(code);
                }
            }
            Record::Provider(r) => {
                self.provider(r.siren);
                // As it was, others may have taken its place.
                r.successors
                    .iter()
                    .for_each(|after| self.provider(after.provider));
            }
            Record::Solution(r) => self.solution(&r.code),
            Record::Sheet(r) => self.solution(&r.solution),
            Record::Convention(r) => self.convention(r),
            Record::Contract(r) => self.contract(r),
            Record::Reminder(r) => self.convention_number(&r.convention),
            Record::Note(_)
            | Record::FollowUp(_)
            | Record::Vacances(_)
            | Record::View(_)
            | Record::Document(_)
            | Record::FormerKey(_) => {}
        }
    }

    fn one(&mut self, school: Uai) {
        self.schools.insert(school);
    }

    fn all<'s>(&mut self, schools: impl Iterator<Item = &'s School>) {
        self.schools.extend(schools.map(|school| school.uai));
    }

    /// A school, those of its place, those that share its RPI, and those that it took the place of or that took its own.
    fn school(&mut self, school: &School) {
        self.one(school.uai);
        self.schools.extend(&school.successors);
        self.all(self.registry.replaced_by(school.uai));
        self.of_rpi(school);
        // Its namesakes are sought at each of its codes: one of them may be where it was, or where it is.
        let near = school.insee.into_iter().chain(school.territoire);
        let near = near.flat_map(|code| self.registry.schools_at(code));
        self.all(near.filter(|other| fold(&other.name) == fold(&school.name)));
    }

    fn of_rpi(&mut self, school: &School) {
        if let Some(Rpi::Disperse(rpi)) = &school.rpi {
            self.all(self.registry.schools_of_rpi(rpi));
        }
    }

    /// The schools that carry a code, or a code that stands for it.
    fn commune(&mut self, code: InseeCode) {
        self.all(self.registry.schools_in(code));
    }

    fn competence(&mut self, competence: &Competence) {
        match competence.perimeter {
            Perimeter::Commune(code) => self.commune(code),
            Perimeter::School(uai) => self.one(uai),
        }
    }

    /// The schools of which a collectivité holds the competence, has held it, or would by default. Of what it held only before
    /// the changes, the record that said so is among them.
    fn collectivite(&mut self, siren: Siren) {
        self.all(self.registry.schools_held_by(siren));
    }

    fn provider(&mut self, siren: Siren) {
        let registry = self.registry;
        for after in registry.successors_of(siren) {
            registry
                .solutions_of(after)
                .for_each(|solution| self.solution(&solution.code));
        }
    }

    /// The schools that chose a solution, or are in the register with it.
    fn solution(&mut self, code: &SolutionCode) {
        let chosen = self.registry.deployments_with(code);
        self.schools.extend(chosen.map(|deployment| deployment.school));
        let entered = self.registry.entries_with(code);
        self.schools.extend(entered.map(|entry| entry.school));
    }

    fn convention(&mut self, convention: &Convention) {
        match convention.party {
            Party::Provider(siren) => self.provider(siren),
            Party::Collectivite(siren) => self.collectivite(siren),
        }
        if let Annexe::Listed(lines) = &convention.annexe {
            self.schools.extend(lines.iter().map(|line| line.uai));
        }
        let resting = self.registry.entries_on(&convention.number);
        self.schools.extend(resting.map(|entry| entry.school));
    }

    fn convention_number(&mut self, number: &ConventionNumber) {
        if let Some(convention) = self.registry.conventions().get(number) {
            self.convention(convention);
        }
    }

    fn contract(&mut self, contract: &Contract) {
        self.collectivite(contract.collectivite);
        if let ContractSchools::Listed(schools) = &contract.schools {
            self.schools.extend(schools);
        }
    }
}
