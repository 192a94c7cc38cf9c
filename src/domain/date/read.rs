//! Days read from files.

use chrono::NaiveDate;

/// The two-digit years from this one on are of the 1900s, those before it of the 2000s.
const PIVOT: i32 = 69;

/// Reads a day written `2026-05-27`, `27/05/2026` or `27/5/26`; blanks around it are dropped.
///
/// Anything else gives nothing. Two digits of a year stand for 1969 to 2068; a year of four digits starts at
/// 1000, since one before is a damaged year.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.contains('/') {
        french(text)
    } else {
        iso(text)
    }
}

/// Reads `AAAA-MM-JJ`, every zero in its place.
fn iso(text: &str) -> Option<NaiveDate> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let two = |part: &str| if part.len() == 2 { number(part, 2) } else { None };
    day_of(year_of_four(year)?, two(month)?, two(day)?)
}

/// Reads `J/M/AAAA` or `J/M/AA`.
fn french(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_once('/')?;
    let (month, year) = rest.split_once('/')?;
    day_of(any_year(year)?, number(month, 2)?, number(day, 2)?)
}

/// Returns a day of the calendar, or nothing when the month has no such day.
pub(super) fn day_of(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Reads one to `longest` ASCII digits.
pub(super) fn number(text: &str, longest: usize) -> Option<u32> {
    let digits = !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// Reads a year of four digits, from 1000 on.
pub(super) fn year_of_four(text: &str) -> Option<i32> {
    let year = i32::try_from(number(text, 4)?).ok()?;
    (year >= 1000).then_some(year)
}

fn any_year(text: &str) -> Option<i32> {
    if text.len() != 2 {
        return year_of_four(text);
    }
    let year = i32::try_from(number(text, 2)?).ok()?;
    Some(if year < PIVOT { 2000 + year } else { 1900 + year })
}

#[cfg(test)]
mod tests {
    use super::super::day_fr;
    use super::*;

    #[test]
    fn reads_the_three_forms() {
        let table = [
            ("2026-05-27", "2026-05-27"),
            ("27/05/2026", "2026-05-27"),
            ("27/5/26", "2026-05-27"),
            ("7/5/2026", "2026-05-07"),
            (" 27/05/2026\r", "2026-05-27"),
            ("2028-02-29", "2028-02-29"),
            ("29/02/28", "2028-02-29"),
            ("1/9/68", "2068-09-01"),
            ("1/9/69", "1969-09-01"),
            ("1/9/00", "2000-09-01"),
            ("1947-09-01", "1947-09-01"),
        ];
        for (text, day) in table {
            assert_eq!(
                parse_day(text).map(|day| day.to_string()).as_deref(),
                Some(day),
                "{text}"
            );
        }
    }

    #[test]
    fn reads_nothing_else() {
        let table = [
            "",
            " ",
            "-",
            "/",
            "//",
            "2026-02-29",
            "31/04/2026",
            "2026-13-01",
            "00/01/2026",
            "32/01/2026",
            "2026-5-27",
            "26-05-27",
            "2026/05/27",
            "05-27-2026",
            "27.05.2026",
            "27/05",
            "27/05/126",
            "27/05/02026",
            "027/05/2026",
            "27/05/2026/1",
            "2026-05-27-01",
            "2026-05-27 00:00:00",
            "2026-05-27T00:00:00",
            "46169",
            "27 mai 2026",
            "+2026-05-27",
            "-026-05-27",
            "27/+5/2026",
            "0026-05-27",
            "27/05/0026",
            "٢٧/٠٥/٢٠٢٦",
            "27/ 5/2026",
            "auj",
            "+3j",
        ];
        for text in table {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }

    #[test]
    fn reads_what_is_written() {
        let first: NaiveDate = "2024-01-01".parse().unwrap();
        for day in first.iter_days().take(366 * 5) {
            assert_eq!(
                (parse_day(&day_fr(day)), parse_day(&day.to_string())),
                (Some(day), Some(day))
            );
        }
    }
}
