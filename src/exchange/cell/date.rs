//! Days as files write them.

use chrono::NaiveDate;

use super::{Cell, CellError, CellResult};
use crate::domain::date::parse_day;

/// Reads `2026-05-27` or `27/05/2026`, each with or without a time after it.
///
/// The day is the one that is written, whatever the time zone. A spreadsheet's count of days is refused: nothing
/// says from which day it counts.
pub fn date(cell: &str) -> CellResult<NaiveDate> {
    let day = cell.split(['T', ' ']).next().unwrap_or_default();
    let is_number = !day.is_empty()
        && day
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    match parse_day(day) {
        Some(date) => Ok(Cell::plain(date)),
        None if is_number => Err(CellError::SerialDate),
        None => Err(CellError::Date),
    }
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
            ("29/02/2026", CellError::Date),
            ("05/27/2026", CellError::Date),
            ("bientôt", CellError::Date),
            ("", CellError::Date),
        ];
        for (text, error) in cases {
            assert_eq!(date(text), Err(error), "{text}");
        }
    }
}
