//! The instants of recording: they never go back, but by the order that says so.

use chrono::{DateTime, Datelike, TimeDelta, Utc};

/// How far a clock may be behind the last entry, or part from the time that has passed.
pub const TOLERANCE: TimeDelta = TimeDelta::minutes(5);

/// The years that the clock of a machine that is set may say.
const YEARS: std::ops::Range<i32> = 2000..2200;

/// True where a clock that says this may have been set: one that lost its time begins in 1970.
pub fn is_set(clock: DateTime<Utc>) -> bool {
    YEARS.contains(&clock.year())
}

/// What the clock of the machine that holds the base says, and what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    pub clock: DateTime<Utc>,
    /// What it would say by the time that has passed since the program started, had nobody set it; none where nothing
    /// measures that time.
    pub expected: Option<DateTime<Utc>>,
    /// The instant of the last entry; none for an empty journal.
    pub last: Option<DateTime<Utc>>,
}

/// Why nothing is recorded at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Astray {
    /// The clock was never set.
    Unset,
    /// It is behind the last entry by more than [`TOLERANCE`].
    Behind(DateTime<Utc>),
    /// It and the time that has passed part by more than [`TOLERANCE`].
    Leapt(DateTime<Utc>),
}

/// The instant of the next entry: that of the clock, or that of the last entry where the clock is a little behind it.
///
/// # Errors
///
/// [`Astray`] where the clock is not to be trusted.
pub fn next(reading: &Reading) -> Result<DateTime<Utc>, Astray> {
    let Reading {
        clock,
        expected,
        last,
    } = *reading;
    if !is_set(clock) {
        return Err(Astray::Unset);
    }
    if let Some(last) = last.filter(|last| *last - clock > TOLERANCE) {
        return Err(Astray::Behind(last));
    }
    if let Some(expected) = expected.filter(|expected| (clock - *expected).abs() > TOLERANCE) {
        return Err(Astray::Leapt(expected));
    }
    Ok(last.map_or(clock, |last| last.max(clock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn an_instant_never_goes_back_and_a_clock_is_followed_within_five_minutes() {
        let noon = at("2026-11-23T12:00:00Z");
        let read = |clock: &str, expected: Option<&str>| {
            next(&Reading {
                clock: at(clock),
                expected: expected.map(at),
                last: Some(noon),
            })
        };
        assert_eq!(read("2026-11-23T12:00:01Z", None), Ok(at("2026-11-23T12:00:01Z")));
        assert_eq!(read("2026-11-23T11:55:00Z", None), Ok(noon), "five minutes");
        assert_eq!(read("2026-11-23T11:54:59Z", None), Err(Astray::Behind(noon)));
        let (early, late) = ("2026-11-23T12:05:00Z", "2026-11-23T12:05:01Z");
        assert_eq!(read(early, Some("2026-11-23T12:00:00Z")), Ok(at(early)));
        assert_eq!(read(late, Some("2026-11-23T12:00:00Z")), Err(Astray::Leapt(noon)));
        assert_eq!(
            read("2026-11-23T12:00:00Z", Some(late)),
            Err(Astray::Leapt(at(late)))
        );
    }

    #[test]
    fn a_clock_that_was_never_set_is_told_from_one_that_was() {
        for (clock, set) in [
            ("1969-12-31T23:59:59Z", false),
            ("1970-01-01T00:00:00Z", false),
            ("2000-01-01T00:00:00Z", true),
            ("2200-01-01T00:00:00Z", false),
        ] {
            let reading = Reading {
                clock: at(clock),
                expected: None,
                last: None,
            };
            assert_eq!(next(&reading).is_ok(), set, "{clock}");
        }
    }
}
