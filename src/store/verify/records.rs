//! The records and the history of a store, held against what its journal yields.

use std::collections::HashSet;

use super::replay::Replay;
use crate::domain::record::{Record, RecordId};
use crate::store::{Damage, Loaded, Reader, StoreError};

/// Says what differs between a store and its journal.
pub fn compare(store: &dyn Reader, replay: &Replay, damages: &mut Vec<Damage>) {
    match store.load() {
        Ok(loaded) => {
            damages.extend(loaded.records.iter().filter_map(|held| wrong(held, replay)));
            damages.extend(missing(&loaded, replay));
            damages.extend(
                loaded
                    .records
                    .iter()
                    .flat_map(|(record, _)| dangling(record, replay)),
            );
        }
        // The store's own check has named the damages already.
        Err(StoreError::Damaged { .. }) if !damages.is_empty() => {}
        Err(error) => damages.push(error.into()),
    }
    damages.extend(
        replay
            .histories()
            .iter()
            .filter_map(|(id, seqs)| wrong_history(store, id, seqs)),
    );
}

/// What is wrong with a record that the store holds.
fn wrong((record, version): &(Record, u64), replay: &Replay) -> Option<Damage> {
    let id = record.id();
    let what = match (replay.registry().get(&id), replay.registry().version(&id)) {
        (Some(known), Some(at)) if known == *record && at == *version => return None,
        (Some(known), Some(at)) if known == *record => {
            format!("la base le dit changé par l’opération {version}, le journal par la {at}")
        }
        (_, Some(at)) => format!("il n’est pas ce que l’opération {at} du journal en a fait"),
        (_, None) => "le journal ne le connaît pas, ou l’a supprimé".to_owned(),
    };
    Some(damage(&id, what))
}

/// The records that the journal yields and the store has not.
fn missing(loaded: &Loaded, replay: &Replay) -> Vec<Damage> {
    let held: HashSet<RecordId> = loaded.records.iter().map(|(record, _)| record.id()).collect();
    let known = replay.registry().records();
    known
        .filter(|(record, _)| !held.contains(&record.id()))
        .map(|(record, at)| {
            damage(
                &record.id(),
                format!("il manque\u{a0}; l’opération {at} du journal l’a écrit"),
            )
        })
        .collect()
}

/// The records that a record names and that do not exist.
fn dangling(record: &Record, replay: &Replay) -> Vec<Damage> {
    let unknown = |id: &RecordId| replay.registry().version(id).is_none();
    let named = record.references().into_iter();
    named
        .filter(unknown)
        .map(|id| {
            damage(
                &record.id(),
                format!("il renvoie à {}, qui n’existe pas", id.label()),
            )
        })
        .collect()
}

/// What is wrong with the history that the store gives of a record.
fn wrong_history(store: &dyn Reader, id: &RecordId, seqs: &[u64]) -> Option<Damage> {
    match store.history(id) {
        Ok(history) if history == seqs => None,
        Ok(_) => Some(damage(
            id,
            "son historique n’est pas celui que donne le journal".into(),
        )),
        Err(error) => Some(error.into()),
    }
}

fn damage(id: &RecordId, what: String) -> Damage {
    Damage {
        place: id.label(),
        what,
    }
}
