//! Moments by the clock on the wall where the program runs.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

/// A moment in local time. One whose year has not four digits is told as in universal time: whatever a clock or a file
/// says, this answers.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    if (1..9999).contains(&at.year()) {
        at.with_timezone(&chrono::Local).naive_local()
    } else {
        at.naive_utc()
    }
}

/// A moment in local time with its distance from universal time, as programs read it: `2026-11-23T09:30:00+01:00`.
pub fn stamp(at: DateTime<Utc>) -> String {
    if (1..9999).contains(&at.year()) {
        at.with_timezone(&chrono::Local)
            .to_rfc3339_opts(SecondsFormat::Secs, false)
    } else {
        at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// The day of a moment in local time.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    local(at).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_moments_of_all_have_a_day() {
        for at in [
            DateTime::<Utc>::MIN_UTC,
            DateTime::<Utc>::MAX_UTC,
            DateTime::UNIX_EPOCH,
        ] {
            assert!((day(at) - at.date_naive()).num_days().abs() <= 1);
        }
    }

    #[test]
    fn the_day_is_that_of_the_operator_s_calendar() {
        for hour in [0, 23] {
            let local = NaiveDate::from_ymd_opt(2026, 7, 1)
                .unwrap()
                .and_hms_opt(hour, 30, 0)
                .unwrap();
            let Some(at) = local.and_local_timezone(chrono::Local).earliest() else {
                continue;
            };
            assert_eq!(day(at.to_utc()), local.date());
        }
    }
}
