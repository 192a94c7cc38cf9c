//! The indexes: from what a record names to the records that name it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::collectivite::{CollectiviteKind, CompetenceId, LocalityId, Perimeter};
use crate::domain::contract::ContractSchools;
use crate::domain::convention::{Convention, Party};
use crate::domain::deployment::DeploymentId;
use crate::domain::document::DocumentId;
use crate::domain::id::{
    ContractReference, ConventionNumber, DepartementCode, InseeCode, Siren, SolutionCode, Uai,
};
use crate::domain::record::{NoteNumber, Record, RecordId};
use crate::domain::register::EntryNumber;
use crate::domain::reminder::ReminderNumber;
use crate::domain::school::Rpi;
use crate::text::fold;

/// A set of keys under another key; a set that becomes empty is dropped. Copies share as those of a table do.
#[derive(Debug, Clone)]
pub(super) struct Index<K, V>(Arc<BTreeMap<K, BTreeSet<V>>>);

impl<K, V> Default for Index<K, V> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<K: Ord, V: Ord> Index<K, V> {
    /// The keys under a key, in order.
    pub(super) fn get<Q>(&self, key: &Q) -> impl DoubleEndedIterator<Item = &V> + use<'_, K, V, Q>
    where
        K: std::borrow::Borrow<Q>,
        Q: Ord + ?Sized,
    {
        self.0.get(key).into_iter().flatten()
    }
}

impl<K: Ord + Clone, V: Ord + Clone> Index<K, V> {
    fn set(&mut self, on: bool, key: K, value: V) {
        let sets = Arc::make_mut(&mut self.0);
        if on {
            sets.entry(key).or_default().insert(value);
        } else if let Some(values) = sets.get_mut(&key) {
            values.remove(&value);
            if values.is_empty() {
                sets.remove(&key);
            }
        }
    }
}

/// Every index of the registry.
#[derive(Debug, Clone, Default)]
pub(super) struct Indexes {
    pub(super) communes: Index<InseeCode, Siren>,
    pub(super) groups: Index<Siren, Siren>,
    pub(super) competences: Index<Perimeter, CompetenceId>,
    pub(super) held: Index<Siren, CompetenceId>,
    /// Schools by the code they carry, and by that of their territoire.
    pub(super) schools: Index<InseeCode, Uai>,
    /// Codes by the commune they stand for from some day on.
    pub(super) localities: Index<InseeCode, LocalityId>,
    /// Collectivités by their folded name.
    pub(super) names: Index<String, Siren>,
    /// Collectivités by each other one of the same folded name.
    pub(super) namesakes: Index<Siren, Siren>,
    /// Schools by each one that took their place.
    pub(super) replaced: Index<Uai, Uai>,
    /// Schools by RPI dispersé.
    pub(super) rpi: Index<String, Uai>,
    /// Prestataires by each one that took their place.
    pub(super) taken_over: Index<Siren, Siren>,
    pub(super) solutions: Index<Siren, SolutionCode>,
    pub(super) conventions: Index<Party, ConventionNumber>,
    /// Conventions 28 by prestataire and each département named.
    pub(super) served: Index<(Siren, DepartementCode), ConventionNumber>,
    pub(super) contracts: Index<Siren, ContractReference>,
    /// Contracts by each school that they name.
    pub(super) contract_schools: Index<Uai, ContractReference>,
    /// Conventions 26 by each school of which their annexe has a line.
    pub(super) annexes: Index<Uai, ConventionNumber>,
    pub(super) deployments: Index<SolutionCode, DeploymentId>,
    /// Register entries by school.
    pub(super) entries: Index<Uai, EntryNumber>,
    /// Register entries by solution.
    pub(super) entered: Index<SolutionCode, EntryNumber>,
    /// Register entries by each convention that they rest on.
    pub(super) resting: Index<ConventionNumber, EntryNumber>,
    pub(super) reminders: Index<ConventionNumber, ReminderNumber>,
    pub(super) notes: Index<RecordId, NoteNumber>,
    /// Documents by what they are attached to.
    pub(super) documents: Index<RecordId, DocumentId>,
}

impl Indexes {
    /// Adds what a record names.
    pub(super) fn add(&mut self, record: &Record) {
        self.set(true, record);
    }

    /// Takes away what a record named.
    pub(super) fn drop(&mut self, record: &Record) {
        self.set(false, record);
    }

    fn set(&mut self, on: bool, record: &Record) {
        match record {
            Record::Collectivite(r) => {
                if let (CollectiviteKind::Commune, Some(insee)) = (r.kind, r.insee) {
                    self.communes.set(on, insee, r.siren);
                }
                self.set_name(on, fold(&r.name), r.siren);
                r.members
                    .iter()
                    .for_each(|member| self.groups.set(on, *member, r.siren));
            }
            Record::Competence(r) => {
                self.competences.set(on, r.perimeter, r.id());
                self.held.set(on, r.collectivite, r.id());
            }
            Record::Locality(r) => self.localities.set(on, r.commune, r.id()),
            Record::School(r) => {
                for code in r.insee.into_iter().chain(r.territoire) {
                    self.schools.set(on, code, r.uai);
                }
                r.successors
                    .iter()
                    .for_each(|successor| self.replaced.set(on, *successor, r.uai));
                if let Some(Rpi::Disperse(rpi)) = &r.rpi {
                    self.rpi.set(on, rpi.clone(), r.uai);
                }
            }
            Record::Solution(r) => self.solutions.set(on, r.provider, r.code.clone()),
            Record::Convention(r) => self.set_convention(on, r),
            Record::Contract(r) => {
                self.contracts.set(on, r.collectivite, r.reference.clone());
                if let ContractSchools::Listed(schools) = &r.schools {
                    for school in schools {
                        self.contract_schools.set(on, *school, r.reference.clone());
                    }
                }
            }
            Record::Deployment(r) => {
                if let Some(solution) = &r.solution {
                    self.deployments.set(on, solution.clone(), r.id());
                }
            }
            Record::Entry(r) => {
                self.entries.set(on, r.school, r.number);
                self.entered.set(on, r.solution.clone(), r.number);
                for convention in &r.conventions {
                    self.resting.set(on, convention.clone(), r.number);
                }
            }
            Record::Reminder(r) => self.reminders.set(on, r.convention.clone(), r.number),
            Record::Note(r) => self.notes.set(on, r.about.clone(), r.number),
            Record::Document(r) => r
                .about
                .iter()
                .for_each(|about| self.documents.set(on, about.clone(), r.sha256)),
            Record::Provider(r) => r
                .successors
                .iter()
                .for_each(|after| self.taken_over.set(on, after.provider, r.siren)),
            Record::Sheet(_)
            | Record::Council(_)
            | Record::FollowUp(_)
            | Record::Vacances(_)
            | Record::View(_)
            | Record::FormerKey(_) => {}
        }
    }

    fn set_name(&mut self, on: bool, name: String, siren: Siren) {
        let others: Vec<Siren> = self.names.get(&name).copied().collect();
        for other in others.into_iter().filter(|other| *other != siren) {
            self.namesakes.set(on, siren, other);
            self.namesakes.set(on, other, siren);
        }
        self.names.set(on, name, siren);
    }

    fn set_convention(&mut self, on: bool, convention: &Convention) {
        self.conventions
            .set(on, convention.party, convention.number.clone());
        for line in convention.annexe.lines() {
            self.annexes.set(on, line.uai, convention.number.clone());
        }
        if let Party::Provider(provider) = convention.party {
            for departement in &convention.departements {
                self.served
                    .set(on, (provider, *departement), convention.number.clone());
            }
        }
    }
}
