//! Loads the demo base as its README says: file after file, the register among them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use preau::domain::command::{Command, ImportKind, Order};
use preau::domain::decide::{Context, decide, edition};
use preau::domain::journal::{Actor, Entry};
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::exchange::read;
use preau::exchange::source::Source;

use crate::support::values::day;

const FILES: [(ImportKind, &str); 14] = [
    (ImportKind::Communes, "communes-038.json"),
    (ImportKind::Epci, "epci-038.json"),
    (ImportKind::Epci, "syndicats-038.json"),
    (ImportKind::Annuaire, "annuaire-038.csv"),
    (ImportKind::Solutions, "solutions.csv"),
    (ImportKind::Fiches, "fiches.json"),
    (ImportKind::Conventions, "conventions.csv"),
    (ImportKind::Competences, "competences.csv"),
    (ImportKind::Contrats, "contrats.csv"),
    (ImportKind::Deploiements, "deploiements.csv"),
    (ImportKind::Conseils, "conseils.csv"),
    (ImportKind::Registre, "inscriptions.csv"),
    (ImportKind::Deploiements, "deploiements-suite.csv"),
    (ImportKind::Conventions, "conventions-suite.csv"),
];

/// The day J of the demo base.
pub fn today() -> NaiveDate {
    day(text("jour.txt").trim())
}

/// The demo base.
pub fn demo() -> Registry {
    let mut registry = Registry::default();
    for (kind, name) in FILES {
        import(&mut registry, kind, name);
    }
    registry
}

fn import(registry: &mut Registry, kind: ImportKind, name: &str) {
    let source = Source::open(&path(name)).expect(name);
    let reading = read(kind, &source, registry, today(), &[]).expect(name);
    assert_eq!(reading.rejects, [], "{name}");
    commit(registry, Command::Import(reading.import));
}

fn commit(registry: &mut Registry, command: Command) {
    let actor = Actor {
        uid: 1000,
        name: "jdupont".into(),
    };
    let context = Context {
        actor: &actor,
        now: DateTime::default(),
        today: today(),
        calendar: today(),
        policy: &Policy::default(),
        past: None,
        kept: &[],
        overwritten: &[],
    };
    let what = format!("{command:?}").chars().take(120).collect::<String>();
    let order = Order::blind(command);
    let changes = decide(registry, &order, &context);
    let changes = changes.unwrap_or_else(|refusal| panic!("{what}: {refusal}"));
    registry.apply(&Entry {
        seq: registry.revision() + 1,
        at: context.now,
        actor: actor.clone(),
        command: order.command.journaled(),
        order: None,
        edition: edition(&changes),
        changes,
    });
}

fn text(name: &str) -> String {
    std::fs::read_to_string(path(name)).expect(name)
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/demo")
        .join(name)
}
