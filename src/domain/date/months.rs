//! Adding months to a day.

use chrono::{Months, NaiveDate};

/// Returns the same day of the month `months` later (earlier when negative), or the last day of that month when
/// it is shorter: 31 January and one month are 28 or 29 February.
///
/// A day once clamped has forgotten its origin, so adding one month after another drifts: 31 January, 28
/// February, 28 March. Compute the `k`th renewal from the first day: `add_months(origin, k * months)` gives 31
/// January, 28 February, 31 March.
///
/// Beyond the calendar of `chrono` the answer is its first or last day.
pub fn add_months(day: NaiveDate, months: i32) -> NaiveDate {
    let distance = Months::new(months.unsigned_abs());
    if months < 0 {
        day.checked_sub_months(distance).unwrap_or(NaiveDate::MIN)
    } else {
        day.checked_add_months(distance).unwrap_or(NaiveDate::MAX)
    }
}
