//! Records by key: the tables, any record under one type, and versions.

use super::{Held, Registry, Table};
use crate::domain::collectivite::{Collectivite, Competence, CompetenceId, Locality, LocalityId};
use crate::domain::contract::Contract;
use crate::domain::convention::Convention;
use crate::domain::council::{CouncilId, CouncilMeeting};
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::document::DocumentId;
use crate::domain::follow_up::FollowUp;
use crate::domain::id::{ContractReference, ConventionNumber, Siren, SolutionCode, Uai};
use crate::domain::provider::{Provider, Sheet, SheetId, Solution};
use crate::domain::record::{Document, FormerKey, Note, NoteNumber, Record, RecordId};
use crate::domain::register::{EntryNumber, RegisterEntry};
use crate::domain::reminder::{Reminder, ReminderNumber};
use crate::domain::school::School;
use crate::domain::vacances::{Vacances, VacancesId};
use crate::domain::view::{View, ViewNumber};

/// Declares a reading method for each table.
macro_rules! tables {
    ($($table:ident: $key:ty => $record:ty, $doc:literal;)*) => {
        impl Registry {
            $(#[doc = $doc]
            pub fn $table(&self) -> &Table<$key, $record> {
                &self.$table
            })*
        }
    };
}

tables! {
    collectivites: Siren => Collectivite, "The collectivités.";
    localities: LocalityId => Locality, "The codes that stand for a commune.";
    competences: CompetenceId => Competence, "The recorded holders of the school competence.";
    schools: Uai => School, "The schools.";
    providers: Siren => Provider, "The prestataires.";
    solutions: SolutionCode => Solution, "The solutions.";
    sheets: SheetId => Sheet, "The fiches de traitement.";
    conventions: ConventionNumber => Convention, "The conventions.";
    contracts: ContractReference => Contract, "The contracts.";
    deployments: DeploymentId => Deployment, "The deployments.";
    councils: CouncilId => CouncilMeeting, "The meetings of conseils d’école.";
    entries: EntryNumber => RegisterEntry, "The register entries, closed ones included.";
    reminders: ReminderNumber => Reminder, "The relances.";
    notes: NoteNumber => Note, "The notes.";
    follow_ups: Uai => FollowUp, "The schools to look at again on a day.";
    vacances: VacancesId => Vacances, "The holidays of schools.";
    views: ViewNumber => View, "The saved views.";
    documents: DocumentId => Document, "The documents.";
    former_keys: RecordId => FormerKey, "The keys that stand for no record any more.";
}

impl Registry {
    /// The record of a key, copied.
    pub fn get(&self, id: &RecordId) -> Option<Record> {
        match id {
            RecordId::Collectivite(key) => copied(self.collectivites.held(key)),
            RecordId::Locality(key) => copied(self.localities.held(key)),
            RecordId::Competence(key) => copied(self.competences.held(key)),
            RecordId::School(key) => copied(self.schools.held(key)),
            RecordId::Provider(key) => copied(self.providers.held(key)),
            RecordId::Solution(key) => copied(self.solutions.held(key)),
            RecordId::Sheet(key) => copied(self.sheets.held(key)),
            RecordId::Convention(key) => copied(self.conventions.held(key)),
            RecordId::Contract(key) => copied(self.contracts.held(key)),
            RecordId::Deployment(key) => copied(self.deployments.held(key)),
            RecordId::Council(key) => copied(self.councils.held(key)),
            RecordId::Entry(key) => copied(self.entries.held(key)),
            RecordId::Reminder(key) => copied(self.reminders.held(key)),
            RecordId::Note(key) => copied(self.notes.held(key)),
            RecordId::FollowUp(key) => copied(self.follow_ups.held(key)),
            RecordId::Vacances(key) => copied(self.vacances.held(key)),
            RecordId::View(key) => copied(self.views.held(key)),
            RecordId::Document(key) => copied(self.documents.held(key)),
            RecordId::FormerKey(key) => copied(self.former_keys.held(key)),
        }
    }

    /// The journal entry that last changed a record; none where there is no such record.
    pub fn version(&self, id: &RecordId) -> Option<u64> {
        match id {
            RecordId::Collectivite(key) => version(self.collectivites.held(key)),
            RecordId::Locality(key) => version(self.localities.held(key)),
            RecordId::Competence(key) => version(self.competences.held(key)),
            RecordId::School(key) => version(self.schools.held(key)),
            RecordId::Provider(key) => version(self.providers.held(key)),
            RecordId::Solution(key) => version(self.solutions.held(key)),
            RecordId::Sheet(key) => version(self.sheets.held(key)),
            RecordId::Convention(key) => version(self.conventions.held(key)),
            RecordId::Contract(key) => version(self.contracts.held(key)),
            RecordId::Deployment(key) => version(self.deployments.held(key)),
            RecordId::Council(key) => version(self.councils.held(key)),
            RecordId::Entry(key) => version(self.entries.held(key)),
            RecordId::Reminder(key) => version(self.reminders.held(key)),
            RecordId::Note(key) => version(self.notes.held(key)),
            RecordId::FollowUp(key) => version(self.follow_ups.held(key)),
            RecordId::Vacances(key) => version(self.vacances.held(key)),
            RecordId::View(key) => version(self.views.held(key)),
            RecordId::Document(key) => version(self.documents.held(key)),
            RecordId::FormerKey(key) => version(self.former_keys.held(key)),
        }
    }

    /// Every record with its version, by kind and then by key.
    pub fn records(&self) -> impl Iterator<Item = (Record, u64)> {
        all(&self.collectivites)
            .chain(all(&self.localities))
            .chain(all(&self.competences))
            .chain(all(&self.schools))
            .chain(all(&self.providers))
            .chain(all(&self.solutions))
            .chain(all(&self.sheets))
            .chain(all(&self.conventions))
            .chain(all(&self.contracts))
            .chain(all(&self.deployments))
            .chain(all(&self.councils))
            .chain(all(&self.entries))
            .chain(all(&self.reminders))
            .chain(all(&self.notes))
            .chain(all(&self.follow_ups))
            .chain(all(&self.vacances))
            .chain(all(&self.views))
            .chain(all(&self.documents))
            .chain(all(&self.former_keys))
    }
}

fn copied<T: Clone + Into<Record>>(held: Option<&Held<T>>) -> Option<Record> {
    held.map(|held| held.record.clone().into())
}

fn version<T>(held: Option<&Held<T>>) -> Option<u64> {
    held.map(|held| held.version)
}

fn all<K: Ord, T: Clone + Into<Record>>(table: &Table<K, T>) -> impl Iterator<Item = (Record, u64)> {
    table.all().map(|held| (held.record.clone().into(), held.version))
}
