//! The days of a convention.

use chrono::NaiveDate;

use super::columns::{
    DROPPED, EFFECT, END, PROMISED, PUBLISHED, REFUSED, SENT, SIGNED_DASEN, SIGNED_PARTY, TERMINATED,
};
use crate::domain::convention::Convention;
use crate::exchange::cell::{CellResult, date, last_day};
use crate::exchange::order;
use crate::exchange::table::{Cells, Column};

/// Reads the days; an end before the effect is refused. An effect before a signature is a fact that the rules say.
pub(super) fn read(cells: &mut Cells<'_>, convention: &mut Convention) {
    let days: [(Column, &mut Option<NaiveDate>); 10] = [
        (SENT, &mut convention.sent),
        (SIGNED_DASEN, &mut convention.signed_dasen),
        (SIGNED_PARTY, &mut convention.signed_party),
        (EFFECT, &mut convention.effect),
        (END, &mut convention.end),
        (TERMINATED, &mut convention.terminated),
        (PUBLISHED, &mut convention.published),
        (PROMISED, &mut convention.deliberation_promised),
        (REFUSED, &mut convention.refused),
        (DROPPED, &mut convention.dropped),
    ];
    for (column, day) in days {
        *day = cells.optional(column, parse_of(column)).over_value(*day);
    }
    order::check(cells, (EFFECT, convention.effect), (END, convention.end));
}

/// The parser of a column of days.
fn parse_of(column: Column) -> fn(&str) -> CellResult<Option<NaiveDate>> {
    if column.name == END.name {
        last_day
    } else {
        |cell| Ok(date(cell)?.map(Some))
    }
}
