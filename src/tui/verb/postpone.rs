//! Putting the school under review off until a day.

use chrono::{Days, NaiveDate};

use crate::config::state::ReviewMark;
use crate::domain::command::{Command, Order};
use crate::domain::date::day_fr;
use crate::domain::id::Uai;
use crate::tui::effect::Effect;
use crate::tui::model::dialog::{DayField, Dialog, Form, FormKind};
use crate::tui::model::{Model, Tone};
use crate::tui::update::orders;
use crate::tui::update::review::read;

use super::{Typed, Types};

/// In how many days a school that is put off is looked at again, unless another day is typed.
const LATER: Days = Days::new(15);

/// The day on which to look at a school again.
#[derive(Debug, Clone)]
pub struct Typing {
    pub(super) school: Uai,
}

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
        Typing { school: card.row.uai },
    );
    model.dialog = Some(Dialog::Form(form));
}

impl Types for Typing {
    fn typed(&self, model: &mut Model, typed: &Typed, effects: &mut Vec<Effect>) -> Result<(), String> {
        let until = typed.day.clone()?;
        if put_off_already(model, until, effects) {
            return Ok(());
        }
        let command = Command::Postpone {
            school: self.school,
            until: Some(until),
            reason: String::new(),
        };
        let what = format!("{}\u{a0}: à revoir le {}", typed.about, day_fr(until));
        orders::send(model, Order::blind(command), what, effects);
        Ok(())
    }
}

/// Goes on past a school that is put off to that day already, by another line of its own; false where it is not.
fn put_off_already(model: &mut Model, until: NaiveDate, effects: &mut Vec<Effect>) -> bool {
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
