//! A registry and its journal, one decided command after another.

use chrono::{NaiveDate, TimeZone, Utc};
use preau::domain::change::Change;
use preau::domain::command::{Command, Order};
use preau::domain::decide::{Context, decide, edition};
use preau::domain::deployment::{Deployment, DeploymentId};
use preau::domain::document::Measured;
use preau::domain::journal::{Actor, Entry};
use preau::domain::provider::Category;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;

use crate::support::seeing::seeing;
use crate::support::values::{day, uai};
use crate::support::world::{SCHOOL, TODAY, World};

/// A base in memory: what was decided is applied, and kept in a journal.
pub struct Desk {
    pub registry: Registry,
    pub journal: Vec<Entry>,
    pub today: NaiveDate,
    /// The clock's day; J where none is said.
    pub calendar: Option<NaiveDate>,
    pub actor: Actor,
    pub policy: Policy,
    /// What was read of the documents whose bytes are kept.
    pub kept: Vec<Measured>,
}

impl Desk {
    pub fn of(world: World) -> Self {
        Self {
            registry: world.build(),
            journal: Vec::new(),
            today: day(TODAY),
            calendar: None,
            actor: jdupont(),
            policy: Policy::default(),
            kept: Vec::new(),
        }
    }

    pub fn eligible() -> Self {
        Self::of(World::eligible())
    }

    pub fn decide(&self, order: &Order) -> Result<Vec<Change>, Refusal> {
        let past = match order.command {
            Command::Undo { entry } => self.journal.iter().find(|past| past.seq == entry),
            _ => None,
        };
        let now = Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap();
        let context = Context {
            actor: &self.actor,
            now,
            today: self.today,
            calendar: self.calendar.unwrap_or(self.today),
            policy: &self.policy,
            past,
            kept: &self.kept,
            overwritten: &[],
        };
        decide(&self.registry, order, &context)
    }

    pub fn refuses(&self, command: Command) -> Refusal {
        self.decide(&self.seeing(command)).unwrap_err()
    }

    /// Decides and applies; returns the entry's place.
    pub fn does(&mut self, command: Command) -> u64 {
        self.orders(self.seeing(command)).unwrap()
    }

    /// The order of a command; what is saved over a record rests on its version.
    pub fn seeing(&self, command: Command) -> Order {
        seeing(&self.registry, command)
    }

    pub fn orders(&mut self, order: Order) -> Result<u64, Refusal> {
        let changes = self.decide(&order)?;
        let entry = Entry {
            seq: self.registry.revision() + 1,
            at: Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap(),
            actor: self.actor.clone(),
            command: order.command,
            order: None,
            edition: edition(&changes),
            changes,
        };
        self.registry.apply(&entry);
        self.journal.push(entry);
        Ok(self.registry.revision())
    }

    pub fn deployment(&self) -> &Deployment {
        self.registry.deployments().get(&ent()).unwrap()
    }

    pub fn version(&self, id: &RecordId) -> u64 {
        self.registry.version(id).unwrap()
    }
}

pub fn jdupont() -> Actor {
    Actor {
        uid: 1001,
        name: "jdupont".to_owned(),
    }
}

pub fn mmartin() -> Actor {
    Actor {
        uid: 1002,
        name: "mmartin".to_owned(),
    }
}

/// The deployment of the school of [`World::eligible`].
pub fn ent() -> DeploymentId {
    DeploymentId::first(uai(SCHOOL), Category::Ent)
}

/// The code of each rule that a refusal gives.
pub fn rules(refusal: &Refusal) -> Vec<&'static str> {
    match refusal {
        Refusal::Blocked { reasons, .. } | Refusal::AccountsClosed { reasons, .. } => {
            reasons.iter().map(|reason| reason.rule.as_str()).collect()
        }
        other => panic!("not a refusal by rules: {other:?}"),
    }
}
