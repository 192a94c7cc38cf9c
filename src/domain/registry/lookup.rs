//! Records by what they name.

use super::Registry;
use crate::domain::collectivite::{Collectivite, Competence, Perimeter};
use crate::domain::contract::Contract;
use crate::domain::convention::{Convention, Party};
use crate::domain::council::{CouncilId, CouncilMeeting};
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::id::{ConventionNumber, DepartementCode, InseeCode, Siren, SolutionCode, Uai};
use crate::domain::provider::{Category, Sheet, Solution};
use crate::domain::record::{Note, RecordId};
use crate::domain::register::RegisterEntry;
use crate::domain::reminder::Reminder;
use crate::domain::school::School;

use chrono::NaiveDate;

impl Registry {
    /// The commune that a code names or stands for (arrondissement, commune déléguée or associée).
    pub fn commune(&self, code: InseeCode) -> Option<&Collectivite> {
        let code = self
            .localities
            .get(&code)
            .map_or(code, |locality| locality.commune);
        self.indexes
            .communes
            .get(&code)
            .find_map(|siren| self.collectivites.get(siren))
    }

    /// The groups of which a collectivité is a member.
    pub fn groups_of(&self, member: Siren) -> impl Iterator<Item = &Collectivite> {
        self.indexes
            .groups
            .get(&member)
            .filter_map(|siren| self.collectivites.get(siren))
    }

    /// The recorded competences over a perimeter, earliest first.
    pub fn competences_over(&self, perimeter: Perimeter) -> impl DoubleEndedIterator<Item = &Competence> {
        self.indexes
            .competences
            .get(&perimeter)
            .filter_map(|id| self.competences.get(id))
    }

    /// The recorded competences of a holder.
    pub fn competences_of(&self, holder: Siren) -> impl Iterator<Item = &Competence> {
        self.indexes
            .held
            .get(&holder)
            .filter_map(|id| self.competences.get(id))
    }

    /// The schools that carry a code.
    pub fn schools_at(&self, code: InseeCode) -> impl Iterator<Item = &School> {
        self.indexes
            .schools
            .get(&code)
            .filter_map(|uai| self.schools.get(uai))
    }

    /// The schools of a commune, those that carry one of its other codes included.
    pub fn schools_in(&self, commune: InseeCode) -> impl Iterator<Item = &School> {
        let others = self.indexes.localities.get(&commune).copied();
        std::iter::once(commune)
            .chain(others)
            .flat_map(|code| self.schools_at(code))
    }

    /// The schools of an RPI dispersé.
    pub fn schools_of_rpi(&self, rpi: &str) -> impl Iterator<Item = &School> {
        self.indexes.rpi.get(rpi).filter_map(|uai| self.schools.get(uai))
    }

    /// The solutions of a prestataire.
    pub fn solutions_of(&self, provider: Siren) -> impl Iterator<Item = &Solution> {
        self.indexes
            .solutions
            .get(&provider)
            .filter_map(|code| self.solutions.get(code))
    }

    /// The versions of a solution's fiche, in the order of their numbers.
    pub fn sheets_of<'a>(&'a self, solution: &'a SolutionCode) -> impl Iterator<Item = &'a Sheet> {
        self.sheets
            .iter()
            .filter(move |sheet| sheet.solution == *solution)
    }

    /// The conventions with a party, in the order of their numbers.
    pub fn conventions_with(&self, party: Party) -> impl Iterator<Item = &Convention> {
        self.indexes
            .conventions
            .get(&party)
            .filter_map(|number| self.conventions.get(number))
    }

    /// The conventions 28 of a prestataire that name a département, in the order of their numbers.
    pub fn conventions_serving(
        &self,
        provider: Siren,
        departement: DepartementCode,
    ) -> impl Iterator<Item = &Convention> {
        self.indexes
            .served
            .get(&(provider, departement))
            .filter_map(|number| self.conventions.get(number))
    }

    /// The contracts of a collectivité.
    pub fn contracts_of(&self, collectivite: Siren) -> impl Iterator<Item = &Contract> {
        self.indexes
            .contracts
            .get(&collectivite)
            .filter_map(|reference| self.contracts.get(reference))
    }

    /// The deployments of a school, one per category.
    pub fn deployments_of(&self, school: Uai) -> impl Iterator<Item = &Deployment> {
        let id = |category| DeploymentId { school, category };
        self.deployments
            .range(id(Category::Ent)..=id(Category::VieScolaire))
    }

    /// The deployments of a solution.
    pub fn deployments_with<'a>(&'a self, solution: &SolutionCode) -> impl Iterator<Item = &'a Deployment> {
        self.indexes
            .deployments
            .get(solution)
            .filter_map(|id| self.deployments.get(id))
    }

    /// The meetings of a school's conseil d'école, earliest first.
    pub fn councils_of(&self, school: Uai) -> impl DoubleEndedIterator<Item = &CouncilMeeting> {
        let id = |date| CouncilId { school, date };
        self.councils.range(id(NaiveDate::MIN)..=id(NaiveDate::MAX))
    }

    /// The next meeting of a school's conseil d'école, one on the day itself included.
    pub fn next_council(&self, school: Uai, day: NaiveDate) -> Option<&CouncilMeeting> {
        let id = |date| CouncilId { school, date };
        self.councils.range(id(day)..=id(NaiveDate::MAX)).next()
    }

    /// The register entries of a school, closed ones included.
    pub fn entries_of(&self, school: Uai) -> impl DoubleEndedIterator<Item = &RegisterEntry> {
        self.indexes
            .entries
            .get(&school)
            .filter_map(|number| self.entries.get(number))
    }

    /// The active register entry of a school for a category.
    pub fn active_entry(&self, deployment: DeploymentId) -> Option<&RegisterEntry> {
        self.entries_of(deployment.school)
            .find(|entry| entry.is_active() && entry.category == deployment.category)
    }

    /// True when an active entry registers a deployment with the solution that it has.
    pub fn is_entered(&self, deployment: &Deployment) -> bool {
        self.active_entry(deployment.id())
            .is_some_and(|entry| Some(&entry.solution) == deployment.solution.as_ref())
    }

    /// The relances about a convention.
    pub fn reminders_of(&self, convention: &ConventionNumber) -> impl Iterator<Item = &Reminder> {
        self.indexes
            .reminders
            .get(convention)
            .filter_map(|number| self.reminders.get(number))
    }

    /// The latest relance about a convention.
    pub fn last_reminder(&self, convention: &ConventionNumber) -> Option<&Reminder> {
        self.reminders_of(convention)
            .max_by_key(|reminder| (reminder.date, reminder.number))
    }

    /// The notes on a record.
    pub fn notes_on(&self, record: &RecordId) -> impl Iterator<Item = &Note> {
        self.indexes
            .notes
            .get(record)
            .filter_map(|number| self.notes.get(number))
    }
}
