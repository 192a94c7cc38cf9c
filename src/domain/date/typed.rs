//! Days typed by the operator in a form.

use chrono::{Datelike, Days, NaiveDate};

use super::months::add_months;
use super::read::{day_of, number, parse_day, year_of_four};

/// Reads a day as the operator types it: the forms of [`parse_day`], and `12/9`, `12092026`, `auj`, `hier`,
/// `demain`, `+15j`, `-3j`, `+2m`. Case and the blanks around it do not count.
///
/// A day and month without a year take the year in which they are nearest to `today`, of the year before, this
/// one and the next; `29/2` when none of the three has one gives nothing, as does any other text.
pub fn parse_day_typed(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim().to_lowercase();
    parse_day(&text)
        .or_else(|| named(&text, today))
        .or_else(|| moved(&text, today))
        .or_else(|| eight_digits(&text))
        .or_else(|| without_year(&text, today))
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
