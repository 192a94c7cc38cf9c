//! Days typed by the operator in a form.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate};

use super::months::add_months;
use super::read::{day_of, number, parse_day, year_of_four};

/// Reads a day as the operator types it: the forms of [`parse_day`], and `12/9`, `12.9.26`, `12092026`, `auj`,
/// `hier`, `demain`, `+15j`, `-3j`, `+2m`. Case and the blanks around it do not count.
///
/// A day and month without a year take the year in which they are nearest to `today`, of the year before, this
/// one and the next.
///
/// # Errors
///
/// [`NotADay`] for a text that is no day, that no calendar has, or whose year is a typing slip.
pub fn parse_day_typed(text: &str, today: NaiveDate) -> Result<NaiveDate, NotADay> {
    let mut text = unshifted(text.trim()).to_lowercase();
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        text = text.replace('.', "/");
    }
    let day = parse_day(&text)
        .or_else(|| named(&text, today))
        .or_else(|| moved(&text, today))
        .or_else(|| eight_digits(&text))
        .or_else(|| without_year(&text, today))
        .ok_or_else(|| missing(&text))?;
    plausible(day)
}

/// The years of the days that are taken, typed or of a file: schools opened in the 1800s are still listed.
const YEARS: RangeInclusive<i32> = 1800..=2199;

/// The day itself, where its year is no slip.
///
/// # Errors
///
/// [`NotADay::Far`].
pub fn plausible(day: NaiveDate) -> Result<NaiveDate, NotADay> {
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(NotADay::Far(day.year()))
    }
}

/// The digits of the keys that were pressed without Shift on a French keyboard: `é(/&é` is `25/12`. A text that holds a
/// digit is left as it is, and a hyphen is a 6 only where a slash or a point separates.
fn unshifted(text: &str) -> String {
    const KEYS: &str = "à&é\"'(-è_ç";
    let is_separator = |c: char| matches!(c, '/' | '.');
    let digit = |c: char| {
        let place = KEYS.chars().position(|key| key == c)?;
        char::from_digit(u32::try_from(place).ok()?, 10)
    };
    let is_so_typed = text.contains(is_separator)
        && text.contains(|c| digit(c).is_some())
        && text.chars().all(|c| is_separator(c) || digit(c).is_some());
    if !is_so_typed {
        return text.to_owned();
    }
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

/// Why a text that is typed is no day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADay {
    /// It has no form that is known.
    #[error("jour non compris\u{a0}: essayez 12/9, 12/09/2026, auj, hier, +15j")]
    Unread,
    /// The month has no such day that year.
    #[error("ce jour n’existe pas")]
    Absent,
    /// It is 29 February, and no year near has one.
    #[error("pas de 29 février cette année ni l’an prochain\u{a0}: ajoutez l’année")]
    LeapDay,
    /// The year is out of those that a form takes.
    #[error("l’année {0} n’est pas de 1800 à 2199")]
    Far(i32),
}

/// Why there is no day in a text.
fn missing(text: &str) -> NotADay {
    let parts: Vec<&str> = text.split('/').collect();
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| number(part, 4)).collect();
    match numbers.as_deref() {
        Some([29, 2]) => NotADay::LeapDay,
        Some([1..=31, 1..=12] | [1..=31, 1..=12, 0..=99 | 1000..]) => NotADay::Absent,
        _ => NotADay::Unread,
    }
}

/// Reads a day by its name.
fn named(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    match text {
        "auj" | "aujourd'hui" | "aujourd’hui" => Some(today),
        "hier" => today.pred_opt(),
        "demain" => today.succ_opt(),
        _ => None,
    }
}

/// Reads a distance from today, in days (`+15j`) or in months (`-2m`).
fn moved(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (ahead, distance) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('-')?),
    };
    if let Some(days) = distance.strip_suffix('j') {
        let days = Days::new(number(days, 5)?.into());
        return if ahead {
            today.checked_add_days(days)
        } else {
            today.checked_sub_days(days)
        };
    }
    let months = i32::try_from(number(distance.strip_suffix('m')?, 4)?).ok()?;
    Some(add_months(today, if ahead { months } else { -months }))
}

/// Reads `JJMMAAAA`.
fn eight_digits(text: &str) -> Option<NaiveDate> {
    number(text, 8).filter(|_| text.len() == 8)?;
    day_of(
        year_of_four(&text[4..])?,
        number(&text[2..4], 2)?,
        number(&text[..2], 2)?,
    )
}

/// Reads `J/M`; of two days as near, the later.
fn without_year(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, month) = text.split_once('/')?;
    let (day, month) = (number(day, 2)?, number(month, 2)?);
    let year = today.year();
    let candidates = [year + 1, year, year - 1]
        .into_iter()
        .filter_map(|year| day_of(year, month, day));
    candidates.min_by_key(|candidate| (*candidate - today).num_days().abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `text` gives on Monday 23 November 2026.
    fn typed(text: &str) -> Option<String> {
        typed_on(text, "2026-11-23")
    }

    fn typed_on(text: &str, today: &str) -> Option<String> {
        parse_day_typed(text, today.parse().unwrap())
            .ok()
            .map(|day| day.to_string())
    }

    #[test]
    fn reads_what_operators_type() {
        let table = [
            ("12/9", "2026-09-12"),
            ("12/09/26", "2026-09-12"),
            ("12.9.26", "2026-09-12"),
            ("12.09.2026", "2026-09-12"),
            ("12.9", "2026-09-12"),
            ("é(/&é", "2026-12-25"),
            ("&é/ç/éàé-", "2026-09-12"),
            ("&/&é", "2026-12-01"),
            ("&é.ç", "2026-09-12"),
            ("à-/&&", "2026-11-06"),
            ("12/09/2026", "2026-09-12"),
            ("12092026", "2026-09-12"),
            ("2026-09-12", "2026-09-12"),
            ("auj", "2026-11-23"),
            ("AUJ ", "2026-11-23"),
            ("aujourd'hui", "2026-11-23"),
            ("hier", "2026-11-22"),
            ("Demain", "2026-11-24"),
            ("+15j", "2026-12-08"),
            ("-3j", "2026-11-20"),
            ("+0j", "2026-11-23"),
            ("+2m", "2027-01-23"),
            ("-9M", "2026-02-23"),
            ("31/08", "2026-08-31"),
            (" 1/1 ", "2027-01-01"),
        ];
        for (text, day) in table {
            assert_eq!(typed(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest() {
        let table = [
            ("23/11", "2026-11-23", "2026-11-23"),
            ("24/11", "2026-11-23", "2026-11-24"),
            ("25/5", "2026-11-23", "2026-05-25"),
            ("24/5", "2026-11-23", "2027-05-24"),
            ("31/12", "2027-01-02", "2026-12-31"),
            ("2/1", "2026-12-31", "2027-01-02"),
            ("29/2", "2027-11-23", "2028-02-29"),
            ("29/2", "2028-11-23", "2028-02-29"),
            ("29/2", "2029-01-01", "2028-02-29"),
        ];
        for (text, today, day) in table {
            assert_eq!(typed_on(text, today).as_deref(), Some(day), "{text} on {today}");
        }
        assert_eq!(
            typed_on("29/2", "2026-11-23"),
            None,
            "no leap day in 2025, 2026 or 2027"
        );
    }

    #[test]
    fn of_two_days_as_near_the_later_is_meant() {
        assert_eq!(
            typed_on("1/9", "2028-03-01").as_deref(),
            Some("2027-09-01"),
            "182 days before, 184 after"
        );
        assert_eq!(
            typed_on("1/9", "2028-03-02").as_deref(),
            Some("2028-09-01"),
            "183 days before and after"
        );
    }

    #[test]
    fn says_why_a_text_is_no_day() {
        let table = [
            ("29/2", NotADay::LeapDay),
            ("29/02/2027", NotADay::Absent),
            ("31/4", NotADay::Absent),
            ("30.2.26", NotADay::Absent),
            ("12/13", NotADay::Unread),
            ("32/1", NotADay::Unread),
            ("31 août", NotADay::Unread),
            ("12/9/1750", NotADay::Far(1750)),
            ("+99999j", NotADay::Far(2300)),
        ];
        let today = "2026-11-23".parse().unwrap();
        for (text, why) in table {
            assert_eq!(parse_day_typed(text, today), Err(why), "{text}");
        }
    }

    #[test]
    fn reads_nothing_else() {
        let table = [
            "",
            "+",
            "-",
            "+j",
            "+m",
            "j",
            "15j",
            "+15",
            "+15s",
            "+ 15j",
            "+-3j",
            "++3j",
            "+1.5j",
            "+999999j",
            "12",
            "1209",
            "120926",
            "32/1",
            "30/2",
            "12/13",
            "0/1",
            "12/",
            "/9",
            "12//26",
            "31042026",
            "1209202é",
            "aujo",
            "hi",
            "12/9/6",
            "12.9/26",
            "12..26",
            ".",
        ];
        for text in table {
            assert_eq!(typed(text), None, "{text}");
        }
    }
}
