//! What a relance is asked with, for one convention or for many: by which channel, and when to come back to it.

use chrono::{Days, NaiveDate};

use crate::domain::reminder::CHANNELS;
use crate::tui::model::dialog::{Choice, DayField, Pick};

/// In how many days a relance is come back to, unless another day is typed.
const AGAIN: Days = Days::new(15);

/// The channels to choose from.
pub(super) fn channels() -> Vec<Choice> {
    CHANNELS
        .iter()
        .map(|channel| Choice::new(Pick::Channel(channel), *channel, ""))
        .collect()
}

/// The field of the day on which to come back to it.
pub(super) fn again(today: NaiveDate) -> DayField {
    let again = today.checked_add_days(AGAIN).unwrap_or(today);
    DayField::proposing("Y revenir le", again, today)
}
