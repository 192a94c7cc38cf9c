//! Putting the school under review off until a day.

use chrono::{Days, NaiveDate};

use crate::config::state::ReviewMark;
use crate::domain::date::day_fr;
use crate::tui::effect::Effect;
use crate::tui::model::dialog::{DayField, Dialog, Form, FormKind, FormPurpose};
use crate::tui::model::{Model, Tone};
use crate::tui::update::review::read;

/// In how many days a school that is put off is looked at again, unless another day is typed.
const LATER: Days = Days::new(15);

/// Asks for the day.
pub fn open(model: &mut Model) {
    let today = model.options.today;
    let Some(card) = model.review().and_then(|review| review.card.as_deref()) else {
        return model.say(Tone::Info, "la revue est à sa fin");
    };
    let later = today.checked_add_days(LATER).unwrap_or(today);
    let day = DayField::proposing("À revoir le", later, today);
    let form = Form::new(
        "Remettre l’école à un autre jour",
        &card.dossier.title,
        FormKind::Day(day),
        FormPurpose::Postpone(card.row.uai),
    );
    model.dialog = Some(Dialog::Form(form));
}

/// Goes on past a school that is put off to that day already, by another line of its own; false where it is not.
pub fn put_off_already(model: &mut Model, until: NaiveDate, effects: &mut Vec<Effect>) -> bool {
    let card = model.review().and_then(|review| review.card.as_deref());
    if card.is_none_or(|card| card.row.revisit != Some(until)) {
        return false;
    }
    model.dialog = None;
    if let Some(review) = model.review_mut()
        && let Some(id) = review.queue.current().cloned()
    {
        review.queue.set(&id, ReviewMark::PutOff(until));
        review.queue.skip();
        read(model, effects);
    }
    model.say(Tone::Info, format!("École déjà remise au {}", day_fr(until)));
    true
}
