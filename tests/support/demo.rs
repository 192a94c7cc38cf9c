//! Loads the demo base as its README says: file after file, the register among them.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate};
use preau::domain::command::{Command, ImportKind};
use preau::domain::decide::{Context, decide, edition};
use preau::domain::journal::{Actor, Entry};
use preau::domain::registry::Registry;
use preau::domain::rule::Policy;
use preau::domain::school::SchoolState;
use preau::exchange::read;
use preau::exchange::source::Source;

use crate::support::seeing::seeing;
use crate::support::values::{day, uai};

const FILES: [(ImportKind, &str); 16] = [
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
    (ImportKind::Mouvements, "mouvements-038.csv"),
    (ImportKind::Banatic, "banatic-038.csv"),
];

/// A school that closed, the one that took its place, and the first day without it.
const REPLACED: [&str; 3] = ["0380124D", "0382476K", "2026-09-01"];

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
    replace_school(&mut registry);
    registry
}

fn replace_school(registry: &mut Registry) {
    let [school, next, on] = REPLACED;
    let mut closed = registry.schools().get(&uai(school)).expect("the school").clone();
    (closed.state, closed.closed) = (SchoolState::Closed, Some(day(on)));
    closed.successors = vec![uai(next)];
    commit(
        registry,
        Command::Save {
            record: closed.into(),
        },
    );
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
    let order = seeing(registry, command);
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
