//! A relance to the party whose signature is awaited: by which channel, and when to come back to it.

use chrono::NaiveDate;

use crate::domain::command::{Command, Order};
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Chooser, ChooserField, Dialog, Purpose};
use crate::tui::update::reminding::{again, channels};

/// Opens the dialog.
pub fn open(model: &mut Model) {
    let cause = model
        .review()
        .and_then(|review| review.card.as_ref()?.cause.clone());
    let Some(cause) = cause else {
        return;
    };
    let purpose = Purpose::Reminder {
        convention: cause.convention,
        to: cause.party.clone(),
    };
    let about = format!("{} · relance à {}", cause.title, cause.party);
    let day = again(model.options.today);
    let chooser = Chooser::new("Noter une relance", &about, channels(), purpose).with(ChooserField::Day(day));
    model.dialog = Some(Dialog::Chooser(chooser));
}

/// The order of a relance made today, and what it does.
pub fn order(
    convention: &ConventionNumber,
    to: &str,
    channel: &str,
    next_due: NaiveDate,
    today: NaiveDate,
) -> (Order, String) {
    let what = format!(
        "{convention}\u{a0}: relance par {channel} notée, à reprendre le {}",
        day_fr(next_due)
    );
    let command = Command::AddReminder {
        convention: convention.clone(),
        to: to.to_owned(),
        channel: channel.to_owned(),
        on: today,
        next_due: Some(next_due),
    };
    (Order::blind(command), what)
}
