//! One item of a JSON list, read while gathering what is wrong in it; the counterpart of the cells of a row.

use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::ExchangeError;
use super::against::Against;
use super::cell::{CellError, CellResult, Problem, Severity};
use super::gather::Gather;
use super::json;
use super::source::{Place, Source};
use super::table::{Reject, TableError};
use crate::domain::record::Record;

/// The header of the one column that a rejected item fills: its JSON text.
const HEADER: &str = "enregistrement";

/// An item being read.
#[derive(Debug)]
pub(super) struct Item<'t> {
    place: Place,
    text: &'t str,
    problems: Vec<Problem>,
    records: Vec<Record>,
}

/// Reads every item of a list with `read`; one of another shape than `T` is rejected with its line and column.
pub(super) fn items<T: DeserializeOwned>(
    source: &Source,
    against: Against<'_>,
    mut read: impl FnMut(&mut Item<'_>, T),
) -> Result<Gather, ExchangeError> {
    let list = json::list::<T>(source)?;
    if list.is_empty() {
        let name = source.name().to_owned();
        return Err(TableError::NoRow { name }.into());
    }
    let mut gather = Gather {
        headers: vec![HEADER.to_owned()],
        ..Gather::default()
    };
    for listed in list {
        if !source.goes_on(gather.rejects.len(), 0) {
            break;
        }
        let mut item = Item::new(listed.place, listed.text);
        match listed.value {
            Ok(value) => read(&mut item, value),
            Err(error) => item.reject("", "", &error),
        }
        item.reject_facts_to_come(against);
        item.reject_gone(against);
        item.into_gather(&mut gather);
    }
    Ok(gather)
}

impl<'t> Item<'t> {
    fn new(place: Place, text: &'t str) -> Self {
        Self {
            place,
            text,
            problems: Vec::new(),
            records: Vec::new(),
        }
    }

    /// Reads a value that must be filled and right; else the item is refused.
    pub(super) fn required<T>(
        &mut self,
        field: &str,
        value: &str,
        parse: impl FnOnce(&str) -> CellResult<T>,
    ) -> Option<T> {
        let text = value.trim();
        let read = if text.is_empty() {
            Err(CellError::Empty)
        } else {
            parse(text)
        };
        match read {
            Ok(cell) => {
                if let Some(note) = cell.note {
                    self.say(field, value, note.severity(), &note);
                }
                Some(cell.value)
            }
            Err(error) => {
                self.reject(field, value, &error);
                None
            }
        }
    }

    /// Refuses the item.
    pub(super) fn reject(&mut self, field: &str, value: &str, reason: &(impl ToString + ?Sized)) {
        self.say(field, value, Severity::Rejected, reason);
    }

    /// Gives the record of the item; it is dropped when the item is refused.
    pub(super) fn take(&mut self, record: impl Into<Record>) {
        self.records.push(record.into());
    }

    /// Refuses the item for each fact of its records that is of a day to come.
    fn reject_facts_to_come(&mut self, against: Against<'_>) {
        let to_come: Vec<_> = self
            .records
            .iter()
            .flat_map(|record| against.facts_to_come(record))
            .collect();
        for fact in to_come {
            self.reject(fact.spec.path, "", &fact.to_come());
        }
    }

    /// Refuses the item for each of its records whose key was given up.
    fn reject_gone(&mut self, against: Against<'_>) {
        let gone: Vec<String> = self
            .records
            .iter()
            .filter_map(|record| against.gone(record))
            .collect();
        for why in gone {
            self.reject("", "", &why);
        }
    }

    fn say(&mut self, field: &str, value: &str, severity: Severity, reason: &(impl ToString + ?Sized)) {
        self.problems
            .push(Problem::new(self.place, field, value, severity, reason));
    }

    fn into_gather(self, gather: &mut Gather) {
        let refused = self
            .problems
            .iter()
            .any(|problem| problem.severity == Severity::Rejected);
        if refused {
            gather.reject(Reject {
                cells: Arc::new([self.text].into_iter().collect()),
                problems: self.problems,
                without: None,
            });
        } else {
            gather.take(self.records, self.problems);
        }
    }
}
