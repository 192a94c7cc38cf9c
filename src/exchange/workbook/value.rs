//! The values of cells as texts: a day is a day, a whole number its digits, a value that is lost is damaged.

use calamine::{CellErrorType, ExcelDateTime};

/// The text of a cell that lost its value, whatever the words of its program.
pub(super) const LOST: &str = "#ERREUR!";

/// The whole numbers from which on a spreadsheet has lost digits.
const EXACT: f64 = 1e15;

/// The days that a spreadsheet counts, from its first to the end of the year 9999.
const DAYS: std::ops::Range<f64> = 1.0..2_958_466.0;

/// Returns a number: the digits of a whole one; an exponent where digits are lost, as spreadsheets show them.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        LOST.to_owned()
    } else if value.abs() >= EXACT {
        format!("{value:E}").replace('E', "E+")
    } else {
        // Zero has no sign.
        (value + 0.0).to_string()
    }
}

/// Returns a day, a moment or a time that a spreadsheet counts in days.
pub(super) fn moment(value: &ExcelDateTime) -> String {
    let count = value.as_f64();
    if value.is_duration() || (0.0..DAYS.start).contains(&count) {
        return time(count * 86_400.0);
    }
    if !DAYS.contains(&count) {
        return number(count);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day}T{hour:02}:{minute:02}:{second:02}")
    }
}

/// Returns a moment that a file has as text, without a time that is midnight.
pub(super) fn iso_moment(text: &str) -> &str {
    let Some((day, time)) = text.split_once('T') else {
        return text;
    };
    let is_midnight = time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.' | b'Z'));
    if is_midnight { day } else { text }
}

/// Returns a time of the day of so many seconds.
fn time(seconds: f64) -> String {
    if !(0.0..1e9).contains(&seconds) {
        return LOST.to_owned();
    }
    let rounded = format!("{seconds:.0}");
    let seconds: u64 = rounded.parse().unwrap_or_default();
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// Returns what a yes or a no is called.
pub(super) fn yes_no(value: bool) -> &'static str {
    if value { "oui" } else { "non" }
}

/// Returns an error under the name that spreadsheets give it.
pub(super) fn error(error: &CellErrorType) -> String {
    match error {
        // Its value was still awaited when it was saved.
        CellErrorType::GettingData => LOST.to_owned(),
        error => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;
    use crate::exchange::cell::is_damaged;

    #[test]
    fn numbers_are_their_digits() {
        for (value, text) in [
            (38185.0, "38185"),
            (21_700_338_500_018.0, "21700338500018"),
            (0.5, "0.5"),
            (-0.0, "0"),
            (1e20, "1E+20"),
        ] {
            assert_eq!(number(value), text);
        }
        assert!(is_damaged(&number(f64::NAN)));
    }

    #[test]
    fn moments_are_days_where_they_are_midnight() {
        let moment = |count: f64, kind| moment(&ExcelDateTime::new(count, kind, false));
        for (count, text) in [
            (46169.0, "2026-05-27"),
            (46169.5, "2026-05-27T12:00:00"),
            (0.25, "06:00:00"),
            (-3.0, "-3"),
            (1e12, "1000000000000"),
        ] {
            assert_eq!(moment(count, ExcelDateTimeType::DateTime), text);
        }
        assert_eq!(moment(1.5, ExcelDateTimeType::TimeDelta), "36:00:00");
        assert_eq!(iso_moment("2026-05-27T00:00:00.000"), "2026-05-27");
        assert_eq!(iso_moment("2026-05-27T09:15:04"), "2026-05-27T09:15:04");
    }

    #[test]
    fn errors_are_damage() {
        for kind in [
            CellErrorType::Div0,
            CellErrorType::NA,
            CellErrorType::Name,
            CellErrorType::Null,
            CellErrorType::Num,
            CellErrorType::Ref,
            CellErrorType::Value,
            CellErrorType::GettingData,
        ] {
            assert!(is_damaged(&error(&kind)), "{kind}");
        }
        assert!(is_damaged(LOST));
    }
}
