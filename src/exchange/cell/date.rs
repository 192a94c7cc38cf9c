//! Days as files write them.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::{Cell, CellError, CellResult, Note};
use crate::domain::date::{parse_day, plausible};

/// Reads `2026-05-27` or `27/05/2026`, each with or without a time after it.
///
/// The day is the one that is written, but for an instant in universal time, of which it is the day in Paris: programs
/// write midnight so. A spreadsheet's count of days is refused: nothing says from which day it counts.
pub fn date(cell: &str) -> CellResult<NaiveDate> {
    if let Some(day) = day_in_paris(cell) {
        return Ok(Cell::noted(day, Note::ParisDay));
    }
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    match parse_day(day) {
        Some(date) if plausible(date).is_err() => Err(CellError::FarYear),
        Some(date) => Ok(Cell::plain(date)),
        None => Err(no_day(day)),
    }
}

/// Reads the last day of something: a day of the year 9999, as other programs write it, means that there is none.
pub fn last_day(cell: &str) -> CellResult<Option<NaiveDate>> {
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    match parse_day(day) {
        Some(date) if date.year() == 9999 => Ok(Cell::noted(None, Note::Endless)),
        _ => Ok(date(cell)?.map(Some)),
    }
}

/// What a text is that is no day.
fn no_day(text: &str) -> CellError {
    let is_made_of = |signs: &[u8]| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || signs.contains(&byte))
    };
    let slashed = text.replace(['.', '-'], "/");
    if !text.contains('/') && is_made_of(b".-") && parse_day(&slashed).is_some() {
        CellError::DottedDate
    } else if is_made_of(b".,") {
        CellError::SerialDate
    } else {
        CellError::Date
    }
}

/// The moment in Paris of a text: with an offset, converted; without one, as it is written; a day alone is its midnight.
pub fn paris_moment(text: &str) -> Option<NaiveDateTime> {
    const WITH_OFFSET: [&str; 2] = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S%:z"];
    let instant = WITH_OFFSET
        .iter()
        .find_map(|format| DateTime::<FixedOffset>::parse_from_str(text, format).ok())
        .or_else(|| DateTime::<FixedOffset>::parse_from_rfc3339(text).ok());
    if let Some(instant) = instant {
        let utc = instant.naive_utc();
        return Some(utc + TimeDelta::hours(if is_summer(utc) { 2 } else { 1 }));
    }
    let written = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"];
    let naive = written
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    naive.or_else(|| parse_day(text)?.and_hms_opt(0, 0, 0))
}

/// The day in Paris of an instant in universal time that is another day there: `2024-08-31T22:00:00.000Z`.
fn day_in_paris(cell: &str) -> Option<NaiveDate> {
    let instant = DateTime::<FixedOffset>::parse_from_rfc3339(cell).ok()?;
    let utc = instant.naive_utc();
    let is_universal = instant.offset().utc_minus_local() == 0;
    let paris = utc + TimeDelta::hours(if is_summer(utc) { 2 } else { 1 });
    (is_universal && paris.date() != utc.date()).then(|| paris.date())
}

/// True between the last Sundays of March and October, one hour after midnight in universal time (directive 2000/84/CE).
fn is_summer(utc: NaiveDateTime) -> bool {
    let change = |month: u32| {
        let last = NaiveDate::from_ymd_opt(utc.year(), month, 31)?;
        let since_sunday = last.weekday().days_since(Weekday::Sun);
        last.checked_sub_days(Days::new(since_sunday.into()))?
            .and_hms_opt(1, 0, 0)
    };
    change(3).is_some_and(|start| utc >= start) && change(10).is_some_and(|end| utc < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days() {
        let day = NaiveDate::from_ymd_opt(2026, 5, 27).unwrap();
        for text in [
            "2026-05-27",
            "27/05/2026",
            "2026-05-27T00:00:00+00:00",
            "2026-05-27 14:52:35 +0100",
        ] {
            assert_eq!(date(text), Ok(Cell::plain(day)), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_day() {
        let cases = [
            ("46169", CellError::SerialDate),
            ("46169,5", CellError::SerialDate),
            ("01.09.2024", CellError::DottedDate),
            ("1.9.24", CellError::DottedDate),
            ("31-12-2026", CellError::DottedDate),
            ("31.13.2026", CellError::SerialDate),
            ("31/12/9999", CellError::FarYear),
            ("1202-09-01", CellError::FarYear),
            ("29/02/2026", CellError::Date),
            ("05/27/2026", CellError::Date),
            ("bientôt", CellError::Date),
            ("", CellError::Date),
        ];
        for (text, error) in cases {
            assert_eq!(date(text), Err(error), "{text}");
        }
    }

    #[test]
    fn an_instant_is_the_day_that_it_is_in_paris() {
        for (text, day) in [
            ("2024-08-31T22:00:00.000Z", "2024-09-01"),
            ("2024-12-31T23:00:00Z", "2025-01-01"),
            ("2026-03-28T23:00:00Z", "2026-03-29"),
            ("2026-03-29T22:00:00Z", "2026-03-30"),
            ("2026-10-25T22:30:00Z", "2026-10-25"),
            ("2026-10-24T22:30:00+00:00", "2026-10-25"),
            ("2024-08-31T21:59:59Z", "2024-08-31"),
            ("2024-08-31T22:00:00+02:00", "2024-08-31"),
            ("1965-05-01T00:00:00+00:00", "1965-05-01"),
        ] {
            assert_eq!(date(text).unwrap().value.to_string(), day, "{text}");
        }
        assert_eq!(
            date("2024-08-31T22:00:00.000Z").unwrap().note,
            Some(Note::ParisDay)
        );
    }

    #[test]
    fn a_moment_is_that_of_paris() {
        for (text, moment) in [
            ("2026-10-24 23:59:59 +0200", "2026-10-24 23:59:59"),
            ("2026-10-24 21:59:59 +0000", "2026-10-24 23:59:59"),
            ("2026-10-24 22:00:00 +0000", "2026-10-25 00:00:00"),
            ("2026-11-02T09:10:00+01:00", "2026-11-02 09:10:00"),
            ("2026-10-24T23:59:59", "2026-10-24 23:59:59"),
            ("2026-10-24", "2026-10-24 00:00:00"),
            ("24/10/2026", "2026-10-24 00:00:00"),
        ] {
            assert_eq!(paris_moment(text).unwrap().to_string(), moment, "{text}");
        }
        assert_eq!(paris_moment("bientôt"), None);
        assert_eq!(paris_moment(""), None);
    }

    #[test]
    fn a_last_day_may_be_never() {
        assert_eq!(last_day("31/12/9999"), Ok(Cell::noted(None, Note::Endless)));
        assert_eq!(last_day("2027-08-31").unwrap().value, parse_day("2027-08-31"));
        assert!(last_day("31/12/2999").is_err());
    }
}
