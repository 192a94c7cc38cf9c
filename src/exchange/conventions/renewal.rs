//! How a convention is renewed.

use super::columns::{CEILING, MONTHS, RENEWAL};
use crate::domain::convention::{Convention, Renewal};
use crate::exchange::cell::{choice, number};
use crate::exchange::export::Value;
use crate::exchange::table::{Cells, Said};

/// The period of a tacit renewal where the file gives none, in months.
const DEFAULT_MONTHS: u32 = 12;

/// The longest period of renewal that is read, in months.
const LONGEST: u32 = 600;

/// The highest ceiling of renewals that is read.
const MOST: u32 = 100;

/// The renewals by their names; the period and the ceiling of a tacit one are read apart.
const RENEWALS: &[(&str, Renewal)] = &[
    ("aucune", Renewal::None),
    ("expresse", Renewal::Express),
    (
        "tacite",
        Renewal::Tacite {
            months: DEFAULT_MONTHS,
            ceiling: None,
        },
    ),
];

/// Reads the renewal; an empty cell is none.
pub(super) fn read(cells: &mut Cells<'_>, convention: &mut Convention) {
    let said = cells.optional(RENEWAL, choice(RENEWALS));
    let months = cells.optional(MONTHS, number(1..=LONGEST));
    let ceiling = cells.optional(CEILING, number(0..=MOST));
    // What cannot be read in one of the three leaves all of them as the base has them.
    if matches!(said, Said::Absent | Said::Unreadable)
        || months == Said::Unreadable
        || ceiling == Said::Unreadable
    {
        return;
    }
    let (said, months, ceiling) = (said.value().unwrap_or_default(), months.value(), ceiling.value());
    convention.renewal = match said {
        Renewal::Tacite { .. } => Renewal::Tacite {
            months: months.unwrap_or(DEFAULT_MONTHS),
            ceiling,
        },
        other => {
            only_tacit(cells, months.is_some() || ceiling.is_some());
            other
        }
    };
}

/// Writes the renewal, its period in months and its ceiling.
pub(super) fn written(renewal: Renewal) -> [Value; 3] {
    let (name, months, ceiling) = match renewal {
        Renewal::None => ("aucune", None, None),
        Renewal::Express => ("expresse", None, None),
        Renewal::Tacite { months, ceiling } => ("tacite", Some(months), ceiling),
    };
    [Value::text(name), Value::number(months), Value::number(ceiling)]
}

/// Refuses a period or a ceiling where nothing is renewed tacitly.
fn only_tacit(cells: &mut Cells<'_>, given: bool) {
    if given {
        cells.reject(
            RENEWAL,
            "une durée ou un plafond de reconduction ne vaut que pour «\u{a0}tacite\u{a0}»",
        );
    }
}
