//! A base in memory that files are imported into, as the program would.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate};
use preau::domain::change::Change;
use preau::domain::command::ImportKind::{self, *};
use preau::domain::command::{Command, Order};
use preau::domain::decide::{Context, decide};
use preau::domain::demarche::Mapping;
use preau::domain::id::DepartementCode;
use preau::domain::journal::{Actor, Entry};
use preau::domain::refusal::Refusal;
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::exchange::table::Reject;
use preau::exchange::{ExchangeError, Given, Plan, Reading, plan, read, taken};

use crate::support::seeing::seeing;

/// The files before the inscriptions.
pub const FILES: [(ImportKind, &str); 11] = [
    (Communes, "demo/communes-038.json"),
    (Epci, "demo/epci-038.json"),
    (Epci, "demo/syndicats-038.json"),
    (Annuaire, "demo/annuaire-038.csv"),
    (Solutions, "demo/solutions.csv"),
    (Fiches, "demo/fiches.json"),
    (Conventions, "demo/conventions.csv"),
    (Competences, "demo/competences.csv"),
    (Contrats, "demo/contrats.csv"),
    (Deploiements, "demo/deploiements.csv"),
    (Conseils, "demo/conseils.csv"),
];

/// A base in memory.
#[derive(Default)]
pub struct Base {
    /// Its records.
    pub registry: Registry,
    /// The départements of its configuration.
    pub departements: Vec<DepartementCode>,
    /// The labels of its configuration.
    pub mapping: Mapping,
}

/// The path of a fixture.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures")
        .join(name)
}

/// The bytes of a fixture.
pub fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

impl Base {
    /// A base into which files of the demo were imported.
    pub fn with(files: &[(ImportKind, &str)]) -> Self {
        let mut base = Self::default();
        for (kind, file) in files {
            base.import_file(*kind, file);
        }
        base
    }

    /// Reads bytes against the base.
    pub fn read(&self, kind: ImportKind, bytes: impl AsRef<[u8]>) -> Result<Reading, ExchangeError> {
        self.read_from(kind, None, bytes)
    }

    /// Reads bytes against the base; what they say is so from a day on.
    pub fn read_from(
        &self,
        kind: ImportKind,
        effective: Option<NaiveDate>,
        bytes: impl AsRef<[u8]>,
    ) -> Result<Reading, ExchangeError> {
        let given = Given::from_bytes("essai.csv", bytes.as_ref().to_vec())?;
        let source = taken(given, kind, None, &self.mapping)?;
        let source = source.effective(effective);
        read(
            kind,
            &source,
            &self.registry,
            "2026-11-23".parse().unwrap(),
            &self.departements,
        )
    }

    /// Reads bytes, makes the plan, and decides and applies the import.
    pub fn import(&mut self, kind: ImportKind, bytes: impl AsRef<[u8]>) -> Plan {
        self.take(self.read(kind, bytes).unwrap())
    }

    /// The same, of what is so from a day on.
    pub fn import_from(&mut self, kind: ImportKind, effective: &str, bytes: impl AsRef<[u8]>) -> Plan {
        let effective = Some(effective.parse().unwrap());
        self.take(self.read_from(kind, effective, bytes).unwrap())
    }

    fn take(&mut self, reading: Reading) -> Plan {
        let plan = plan(&self.registry, &reading).unwrap();
        self.carry_out(reading.into_order(), "2026-11-23");
        plan
    }

    /// The plan of bytes, which are not imported.
    pub fn planned(&self, kind: ImportKind, bytes: impl AsRef<[u8]>) -> Plan {
        plan(&self.registry, &self.read(kind, bytes).unwrap()).unwrap()
    }

    /// Imports a fixture; none of its rows may be rejected.
    pub fn import_file(&mut self, kind: ImportKind, file: &str) -> Plan {
        let plan = self.import(kind, bytes(file));
        assert!(plan.rejected.is_empty(), "{file}: {:?}", &plan.rejected[..1]);
        plan
    }

    /// Imports a fixture a second time, which must change nothing.
    pub fn again(&mut self, kind: ImportKind, bytes: impl AsRef<[u8]>) {
        let before = self.registry.revision();
        let plan = self.import(kind, bytes);
        assert!(
            plan.is_empty(),
            "{}",
            plan.text(preau::exchange::Detail::First(5))
        );
        assert_eq!(self.registry.revision(), before);
    }

    /// Takes the demo's register over.
    pub fn register(&mut self) {
        self.import_file(Registre, "demo/inscriptions.csv");
    }

    /// Decides a command on the demo's day and applies it; nothing to do is well.
    pub fn order(&mut self, command: Command) {
        self.order_on(command, "2026-11-23");
    }

    /// Decides a command on a day and applies it; nothing to do is well.
    pub fn order_on(&mut self, command: Command, day: &str) {
        let order = seeing(&self.registry, command);
        self.carry_out(order, day);
    }

    /// Decides an order on the demo's day; nothing is applied.
    pub fn decided(&self, order: &Order) -> Result<Vec<Change>, Refusal> {
        decided(&self.registry, order, "2026-11-23")
    }

    fn carry_out(&mut self, order: Order, day: &str) {
        let changes = match decided(&self.registry, &order, day) {
            Err(Refusal::Nothing) => return,
            decided => decided.unwrap(),
        };
        self.registry.apply(&Entry {
            seq: self.registry.revision() + 1,
            at: DateTime::UNIX_EPOCH,
            actor: actor(),
            command: order.command,
            changes,
            order: None,
            edition: Entry::FIRST_EDITION,
        });
    }
}

fn actor() -> Actor {
    Actor {
        uid: 1000,
        name: "jdupont".to_owned(),
    }
}

fn decided(registry: &Registry, order: &Order, day: &str) -> Result<Vec<Change>, Refusal> {
    let context = Context {
        actor: &actor(),
        now: DateTime::UNIX_EPOCH,
        today: day.parse::<NaiveDate>().unwrap(),
        calendar: day.parse::<NaiveDate>().unwrap(),
        policy: &Policy::default(),
        past: None,
        kept: &[],
        overwritten: &[],
    };
    decide(registry, order, &context)
}

/// The motive of each rejected row.
pub fn motives(plan: &Plan) -> Vec<String> {
    plan.rejected.iter().map(Reject::motive).collect()
}
