//! One way in for every format.

use chrono::NaiveDate;

use super::against::Against;
use super::source::Source;
use super::{ExchangeError, Reading};
use super::{annuaire, communes, competences, conseils, contrats, conventions};
use super::{deploiements, epci, fiches, registre, solutions};
use crate::domain::command::{ImportKind, Seen};
use crate::domain::record::Record;
use crate::domain::registry::Registry;

/// Reads a file against a base: pure over the bytes and the records.
///
/// Where a file does not carry a field that a known record has, the record keeps it. `today` is the last day that is not
/// to come: a row whose fact is of a later one is rejected, unless the base has that fact.
pub fn read(
    kind: ImportKind,
    source: &Source,
    registry: &Registry,
    today: NaiveDate,
) -> Result<Reading, ExchangeError> {
    let reading = read_kind(kind, source, Against { registry, today });
    if let Some(over) = source.over() {
        let name = source.name().to_owned();
        return Err(ExchangeError::Over { name, over });
    }
    let reading = reading?;
    let ids = reading.import.records.iter().map(Record::id);
    let seen = ids
        .map(|id| Seen {
            version: registry.version(&id).unwrap_or(0),
            id,
        })
        // The number of a new entry is given as it is written: another one may take it meanwhile.
        .filter(|seen| seen.version > 0 || kind != ImportKind::Registre);
    Ok(Reading {
        seen: seen.collect(),
        ..reading
    })
}

/// Sends a file to the reader of its kind.
fn read_kind(kind: ImportKind, source: &Source, against: Against<'_>) -> Result<Reading, ExchangeError> {
    match kind {
        ImportKind::Annuaire => annuaire::read(source, against),
        ImportKind::Communes => communes::read(source, against),
        ImportKind::Epci => epci::read(source, against),
        ImportKind::Solutions => solutions::read(source, against),
        ImportKind::Fiches => fiches::read(source, against),
        ImportKind::Conventions => conventions::read(source, against),
        ImportKind::Contrats => contrats::read(source, against),
        ImportKind::Deploiements => deploiements::read(source, against),
        ImportKind::Competences => competences::read(source, against),
        ImportKind::Conseils => conseils::read(source, against),
        ImportKind::Registre => registre::read(source, against),
    }
}
