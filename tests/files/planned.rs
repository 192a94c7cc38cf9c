//! The plan is what the writing does: over files of every kind, changed at random.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use preau::domain::change::Change;
use preau::domain::command::ImportKind::{self, *};
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::exchange::plan;
use proptest::prelude::*;

use crate::support::chance::Chance;
use crate::world::{Base, FILES, bytes};

/// Cells as clerks and spreadsheets leave them.
const CELLS: [&str; 26] = [
    "ENT",
    "vie scolaire",
    "",
    "#N/A",
    "#REF!",
    "nan",
    "NULL",
    "2,17E+13",
    "\u{fffd}",
    "Ã‰cole",
    "x",
    "-",
    "oui",
    "toutes",
    "aucune",
    "31/02/2026",
    "01.09.2024",
    "2026-11-24",
    "12/10/2026",
    "38185.0",
    "213801855",
    "0381548B",
    "one",
    "en_usage",
    "\u{9c}uvre",
    "l’e\u{301}cole",
];

/// The files that are changed, each read as its kind.
const TABLES: [(ImportKind, &str); 9] = [
    (Annuaire, "demo/annuaire-038.csv"),
    (Solutions, "demo/solutions.csv"),
    (Conventions, "demo/conventions.csv"),
    (Competences, "demo/competences.csv"),
    (Contrats, "demo/contrats.csv"),
    (Deploiements, "demo/deploiements.csv"),
    (Deploiements, "demo/deploiements-suite.csv"),
    (Conseils, "demo/conseils.csv"),
    (Registre, "demo/inscriptions.csv"),
];

/// Lists of JSON records, of which words are changed.
const LISTS: [(ImportKind, &str); 3] = [
    (Communes, "demo/communes-038.json"),
    (Epci, "demo/epci-038.json"),
    (Fiches, "demo/fiches.json"),
];

fn base() -> Base {
    static BASE: OnceLock<preau::domain::registry::Registry> = OnceLock::new();
    let registry = BASE.get_or_init(|| Base::with(&FILES).registry);
    Base {
        registry: registry.clone(),
        ..Base::default()
    }
}

/// Some lines of a table, cells changed, rows repeated, moved and cut short.
fn table(file: &str, chance: &mut Chance) -> Vec<u8> {
    let text = String::from_utf8(bytes(file)).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header = lines.next().unwrap();
    let all: Vec<&str> = lines.collect();
    let mut rows: Vec<String> = (0..=chance.below(12))
        .map(|_| (*chance.pick(&all)).to_owned())
        .collect();
    for _ in 0..chance.below(8) {
        let place = chance.below(rows.len());
        let mut cells: Vec<&str> = rows[place].split(';').collect();
        let cell = chance.below(cells.len());
        match chance.below(4) {
            0 => cells[cell] = chance.pick(&all).split(';').nth(cell).unwrap_or_default(),
            1 => cells.truncate(cell + 1),
            _ => cells[cell] = *chance.pick::<&str>(&CELLS),
        }
        rows[place] = cells.join(";");
    }
    format!("{header}\n{}\n", rows.join("\n")).into_bytes()
}

/// A list of which numbers and words are changed.
fn list(file: &str, chance: &mut Chance) -> Vec<u8> {
    let text = String::from_utf8(bytes(file)).unwrap();
    let mut values: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let from = chance.below(values.len());
    values = values.into_iter().skip(from).take(1 + chance.below(10)).collect();
    for value in &mut values {
        for (_, field) in value.as_object_mut().unwrap() {
            match chance.below(12) {
                0 => *field = serde_json::Value::Null,
                1 => *field = (*chance.pick(&CELLS)).into(),
                2 => *field = 38185.into(),
                _ => {}
            }
        }
    }
    serde_json::to_vec(&values).unwrap()
}

/// Changes by what they are of; of an entry and of what became of a key only of which, since their author is who writes
/// them.
fn told<'c>(changes: impl Iterator<Item = &'c Change>) -> BTreeMap<RecordId, Option<Change>> {
    let of = |change: &Change| {
        let id = change.id().unwrap();
        let whole = !matches!(id, RecordId::Entry(_) | RecordId::FormerKey(_));
        (id, whole.then(|| change.clone()))
    };
    changes.map(of).collect()
}

fn holds(kind: ImportKind, file: &[u8]) -> Result<(), TestCaseError> {
    let mut base = base();
    let Ok(reading) = base.read(kind, file) else {
        return Ok(());
    };
    let shown = plan(&base.registry, &reading);
    let rejected = reading.rejects.len();
    let accounted = rejected + reading.out_of_scope_count();
    prop_assert!(accounted <= reading.rows);
    match (shown, base.decided(&reading.into_order())) {
        (Ok(plan), Ok(changes)) => prop_assert_eq!(told(plan.changes()), told(changes.iter())),
        (Ok(plan), Err(Refusal::Nothing)) => prop_assert!(plan.is_empty()),
        (Ok(plan), Err(refusal)) => {
            prop_assert!(false, "{} planned, then: {refusal}", plan.changes().count());
        }
        (Err(shown), Err(refusal)) => {
            prop_assert_eq!(shown, refusal);
            return Ok(());
        }
        (Err(shown), Ok(_)) => prop_assert!(false, "refused, then written: {shown}"),
    }
    base.import(kind, file);
    let again = base
        .read(kind, file)
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(again.rejects.len(), rejected);
    let again = plan(&base.registry, &again).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
    let left: Vec<_> = again.changes().collect();
    prop_assert!(left.is_empty(), "a second time: {left:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_a_plan_shows_is_written_and_a_second_time_nothing_is(seed in any::<u64>()) {
        let mut chance = Chance::seeded(seed);
        for (kind, file) in TABLES {
            let file = table(file, &mut chance);
            holds(kind, &file).map_err(|error| TestCaseError::fail(format!("{}\n{}\n{error}", kind.code(), String::from_utf8_lossy(&file))))?;
        }
        for (kind, file) in LISTS {
            let file = list(file, &mut chance);
            holds(kind, &file).map_err(|error| TestCaseError::fail(format!("{}\n{}\n{error}", kind.code(), String::from_utf8_lossy(&file))))?;
        }
    }
}
