//! Days that must follow each other.

use chrono::NaiveDate;

use super::table::{Cells, Column};
use crate::domain::date::day_fr;

/// Refuses a row whose second day is before the first.
pub(super) fn check(
    cells: &mut Cells<'_>,
    (before, first): (Column, Option<NaiveDate>),
    (after, second): (Column, Option<NaiveDate>),
) {
    if let (Some(first), Some(second)) = (first, second)
        && second < first
    {
        let reason = format!(
            "ce jour précède «\u{a0}{}\u{a0}», le {}",
            before.name,
            day_fr(first)
        );
        cells.reject(after, &reason);
    }
}
