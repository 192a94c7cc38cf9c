//! The base as of its last entry, for work that takes longer than others may be kept waiting.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::Local;
use crate::domain::id::DepartementCode;
use crate::domain::journal::Entry;
use crate::domain::query::day_index::{DayIndex, Effects, InTurn};
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;
use crate::exchange::Plan;
use crate::service::{DeskError, Operator};
use crate::store::{Damage, DocumentFolder, Head, Link, Loaded, Reader, Store, StoreError, UpkeepFile};

/// The base as of its last entry, whatever is written from then on, and for whom it is read.
pub struct Aside {
    base: Box<dyn Reader>,
    operator: Operator,
    now: DateTime<Utc>,
    day: NaiveDate,
    policy: Policy,
    departements: Vec<DepartementCode>,
    documents: Arc<DocumentFolder>,
    upkeep: UpkeepFile,
}

impl Local {
    /// Sets the base of now aside. The store keeps what may be read of it until it is dropped.
    ///
    /// # Errors
    ///
    /// [`DeskError::Store`] where the store cannot be read.
    pub fn aside(&self) -> Result<Aside, DeskError> {
        Ok(Aside {
            base: self.journal.store.snapshot()?,
            operator: Operator {
                actor: self.actor.clone(),
                rights: self.rights.clone(),
            },
            now: self.clocks.now(),
            day: self.today(),
            policy: self.policy,
            departements: self.departements.clone(),
            documents: self.document_folder().0,
            upkeep: self.upkeep(),
        })
    }
}

impl Aside {
    /// Day J, as it was then.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// The départements that are worked for; none where nobody said.
    pub fn departements(&self) -> &[DepartementCode] {
        &self.departements
    }

    /// Where the bytes of documents are.
    pub fn documents(&self) -> &DocumentFolder {
        &self.documents
    }

    /// Where what is done for the safety of the base is noted.
    pub fn upkeep(&self) -> &UpkeepFile {
        &self.upkeep
    }

    /// When it was set aside.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// What is stored.
    pub fn base(&self) -> &dyn Reader {
        self.base.as_ref()
    }

    /// The records.
    ///
    /// # Errors
    ///
    /// [`DeskError::Store`] where they cannot be read.
    pub fn registry(&self) -> Result<Registry, DeskError> {
        let loaded = self.base.load()?;
        Ok(Registry::from_records(loaded.records, loaded.head.seq))
    }

    /// What a plan made of these records brings about for the schools, as of then.
    pub fn effects(&self, registry: &Registry, plan: &Plan) -> Effects {
        let day_index = DayIndex::build(registry, self.day, self.policy, &InTurn);
        day_index.effects(registry, plan.changes())
    }

    /// A desk that answers every question as of then, and refuses every order.
    ///
    /// # Errors
    ///
    /// [`DeskError::Store`] where the records cannot be read.
    pub fn desk(self) -> Result<Local, DeskError> {
        let now = self.now;
        let store = Box::new(Past(self.base));
        let desk = Local::new(store, self.operator.actor, move || now, self.day, self.policy)?;
        Ok(desk.with_rights(self.operator.rights))
    }
}

/// A store that nothing is written to.
struct Past(Box<dyn Reader>);

impl Reader for Past {
    fn head(&self) -> Result<Head, StoreError> {
        self.0.head()
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        self.0.load()
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        self.0.journal(from, each)
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        self.0.history(record)
    }

    fn is_trial(&self) -> bool {
        self.0.is_trial()
    }
}

impl Store for Past {
    fn commit(&mut self, _: &[Entry]) -> Result<Head, StoreError> {
        Err(only_read())
    }

    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        Err(only_read())
    }

    fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
        Ok(Vec::new())
    }
}

fn only_read() -> StoreError {
    StoreError::Engine("ce passé de la base ne fait que se lire".to_owned())
}
