//! All the records in memory, with the indexes that the rules and the panes need.

mod apply;
mod former;
mod get;
mod holder;
mod index;
mod lineage;
mod lookup;
mod naming;
mod resting;
mod succession;
mod table;
mod twins;

pub use holder::{Hold, Holder, Transfer, TransferNature};
pub use resting::Resting;
pub use table::{Held, Table};

use super::collectivite::{Collectivite, Competence, CompetenceId, Locality, LocalityId};
use super::contract::Contract;
use super::convention::Convention;
use super::council::{CouncilId, CouncilMeeting};
use super::deployment::{Deployment, DeploymentId};
use super::document::DocumentId;
use super::follow_up::FollowUp;
use super::id::{ContractReference, ConventionNumber, Siren, SolutionCode, Uai};
use super::provider::{Provider, Sheet, SheetId, Solution};
use super::record::{Document, FormerKey, Note, NoteNumber, Record, RecordId};
use super::register::{EntryNumber, RegisterEntry};
use super::reminder::{Reminder, ReminderNumber};
use super::school::School;
use super::vacances::{Vacances, VacancesId};
use super::view::{View, ViewNumber};

use index::Indexes;

/// All the records of a base at one revision. Only [`Registry::apply`] changes it.
///
/// A clone costs little: it shares every table until one of the two changes it.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    /// The journal entry that was applied last; 0 for an empty base.
    revision: u64,
    collectivites: Table<Siren, Collectivite>,
    localities: Table<LocalityId, Locality>,
    competences: Table<CompetenceId, Competence>,
    schools: Table<Uai, School>,
    providers: Table<Siren, Provider>,
    solutions: Table<SolutionCode, Solution>,
    sheets: Table<SheetId, Sheet>,
    conventions: Table<ConventionNumber, Convention>,
    contracts: Table<ContractReference, Contract>,
    deployments: Table<DeploymentId, Deployment>,
    councils: Table<CouncilId, CouncilMeeting>,
    entries: Table<EntryNumber, RegisterEntry>,
    reminders: Table<ReminderNumber, Reminder>,
    notes: Table<NoteNumber, Note>,
    follow_ups: Table<Uai, FollowUp>,
    vacances: Table<VacancesId, Vacances>,
    views: Table<ViewNumber, View>,
    documents: Table<DocumentId, Document>,
    former_keys: Table<RecordId, FormerKey>,
    indexes: Indexes,
}

impl Registry {
    /// Builds a registry from stored records, each with the journal entry that last changed it.
    ///
    /// `revision` is the place of the last journal entry.
    pub fn from_records(records: impl IntoIterator<Item = (Record, u64)>, revision: u64) -> Self {
        let mut registry = Self {
            revision,
            ..Self::default()
        };
        for (record, version) in records {
            registry.put(record, version);
        }
        registry
    }

    /// The place of the last journal entry that was applied; 0 for an empty base.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
