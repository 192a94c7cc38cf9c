//! One way in for every format.

use chrono::NaiveDate;

use super::against::Against;
use super::as_known::as_known;
use super::format::{Format, Written};
use super::gather::Gather;
use super::source::Source;
use super::table::{Column, TableError};
use super::{ExchangeError, Reading};
use crate::domain::command::{ImportKind, Seen, import_kinds};
use crate::domain::id::DepartementCode;
use crate::domain::record::{Kind, Record};
use crate::domain::registry::Registry;

/// Sends each kind to the module of its code.
macro_rules! formats {
    ($($(#[$doc:meta])* $kind:ident $code:ident [$($right:ident)+] [$($record:ident)+];)*) => {
        /// How the files of a kind are read.
        pub(super) fn format(kind: ImportKind) -> &'static Format {
            match kind {
                $(ImportKind::$kind => &super::$code::FORMAT,)*
            }
        }
    };
}

import_kinds!(formats);

/// The code and the model of each kind whose files the program's own operators write.
pub fn models() -> Vec<(&'static str, String)> {
    let kinds = ImportKind::ALL.iter();
    kinds
        .filter_map(|kind| Some((kind.code(), format(*kind).model()?)))
        .collect()
}

/// The columns of the tables of a kind; none where its files are lists of JSON records.
pub(super) fn columns(kind: ImportKind) -> &'static [Column] {
    format(kind).columns
}

/// True of a kind whose columns are those of a form, which the configuration explains.
pub fn is_mapped(kind: ImportKind) -> bool {
    format(kind).mapped
}

/// The kind whose columns are those of a form; none where no kind is.
pub fn mapped() -> Option<ImportKind> {
    ImportKind::ALL.iter().copied().find(|kind| is_mapped(*kind))
}

/// What is said of an own table without any row.
const NO_ROW: &str = "aucune ligne dans ce fichier\u{a0}: rien ne change";

/// True of a kind whose files the program writes too.
fn is_own(kind: ImportKind) -> bool {
    !matches!(format(kind).written, Written::Elsewhere)
}

/// Reads a file against a base: pure over the bytes and the records.
///
/// Where a file does not carry a field that a known record has, the record keeps it. `today` is the last day that is not
/// to come: a row whose fact is of a later one is rejected, unless the base has that fact. Of an annuaire the
/// schools of `departements` are kept; where there are none, those of the base's own.
pub fn read(
    kind: ImportKind,
    source: &Source,
    registry: &Registry,
    today: NaiveDate,
    departements: &[DepartementCode],
) -> Result<Reading, ExchangeError> {
    let against = Against {
        registry,
        today,
        effective: source.effective_day(),
        departements,
    };
    let gathered = (format(kind).read)(source, against);
    if let Some(over) = source.over() {
        let name = source.name().to_owned();
        return Err(ExchangeError::Over { name, over });
    }
    let mut gathered = match gathered {
        // What the export of an own table without any row writes.
        Err(ExchangeError::Table(TableError::NoRow { .. })) if is_own(kind) => Gather {
            remarks: vec![NO_ROW.to_owned()],
            ..Gather::default()
        },
        gathered => gathered?,
    };
    if is_own(kind) || is_mapped(kind) {
        for record in &mut gathered.records {
            if let Some(known) = registry.get(&record.id()).filter(|known| known != record) {
                as_known(record, &known);
            }
        }
    }
    let mut reading = gathered.finish(kind, source);
    // A day to come is that of what the file is for, not of when it was made.
    reading.import.site = reading.import.site.map(|run| Box::new(run.plausible(today)));
    reading.import.dated = reading.import.dated.filter(|day| *day <= today);
    let ids = reading.import.records.iter().map(Record::id);
    let seen = ids
        .map(|id| Seen {
            version: registry.version(&id).unwrap_or(0),
            id,
        })
        // The number of a new entry is given as it is written: another one may take it meanwhile.
        .filter(|seen| seen.version > 0 || seen.id.kind() != Kind::Entry);
    Ok(Reading {
        seen: seen.collect(),
        ..reading
    })
}
