//! What every list, filter and figure is drawn from.

use chrono::{DateTime, NaiveDate, Utc};

use super::day_index::DayIndex;
use crate::domain::register::EntryNumber;
use crate::domain::registry::Registry;

/// What a list is drawn from: the records, and the day index made of them.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub registry: &'a Registry,
    /// The day index, of the same revision.
    pub day_index: &'a DayIndex,
    /// The days of the journal's entries.
    pub dates: &'a dyn Dates,
    /// The name of the operator's account.
    pub operator: &'a str,
}

/// When the entries of the journal were written.
pub trait Dates {
    /// The day of an entry, by its place in the journal; none where it is not known.
    fn day_of(&self, seq: u64) -> Option<NaiveDate>;

    /// When a register entry was made, or last made active again; none where it is not known.
    fn recorded_at(&self, entry: EntryNumber) -> Option<DateTime<Utc>>;
}
