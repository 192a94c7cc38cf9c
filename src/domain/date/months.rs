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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn keeps_the_day_or_takes_the_last_of_the_month() {
        let table = [
            ("2026-09-12", 1, "2026-10-12"),
            ("2026-01-31", 1, "2026-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2028-01-29", 1, "2028-02-29"),
            ("2028-02-29", 12, "2029-02-28"),
            ("2028-02-29", 48, "2032-02-29"),
            ("2026-08-31", 1, "2026-09-30"),
            ("2026-02-28", 1, "2026-03-28"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-03-31", -1, "2026-02-28"),
            ("2026-01-15", -1, "2025-12-15"),
            ("2026-01-15", 0, "2026-01-15"),
            ("2096-02-29", 48, "2100-02-28"),
        ];
        for (from, months, to) in table {
            assert_eq!(add_months(day(from), months), day(to), "{from} {months:+}");
        }
    }

    #[test]
    fn renewals_computed_from_the_origin_do_not_drift() {
        let ends: Vec<_> = (1..=4)
            .map(|k| add_months(day("2026-01-31"), k).to_string())
            .collect();
        assert_eq!(ends, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
        let drifted = (1..=4).fold(day("2026-01-31"), |end, _| add_months(end, 1));
        assert_eq!(
            drifted,
            day("2026-05-28"),
            "which is why each is computed from the origin"
        );
    }

    #[test]
    fn stays_in_the_calendar() {
        assert_eq!(add_months(day("2026-01-31"), i32::MAX), NaiveDate::MAX);
        assert_eq!(add_months(day("2026-01-31"), i32::MIN), NaiveDate::MIN);
    }
}
