//! The day J that passes: all that is shown is of the new one, and what an open dialog proposes too.

use chrono::NaiveDate;

use crate::domain::date::full_day_fr;
use crate::tui::effect::Effect;
use crate::tui::model::dialog::{Batch, Dialog};
use crate::tui::model::{Mode, Model, Tone};

use crate::tui::verb::batch;

use super::lists;

/// Reads again all that is shown. The day J itself comes with what is read: it is the desk's.
pub fn read_again(model: &mut Model, effects: &mut Vec<Effect>) {
    lists::refresh_all(model, effects);
    match &mut model.mode {
        Mode::Panes => {}
        Mode::Review(review) => review.due = Some(u64::MAX),
        Mode::Figures(dashboard) => dashboard.due = Some(u64::MAX),
        Mode::Day(page) => page.due = Some(u64::MAX),
        Mode::Agenda(page) => page.due = Some(u64::MAX),
    }
}

/// Takes in the day J of what was read. Where it is another than before, the open dialog passes to it, and what was read
/// of the day before is read again.
pub fn turn_to(model: &mut Model, day: NaiveDate, effects: &mut Vec<Effect>) {
    let was = std::mem::replace(&mut model.options.today, day);
    if was == day {
        return;
    }
    if let Some(dialog) = &mut model.dialog {
        dialog.turn_to(was, day);
    }
    if let Some(batch) = previewed(model) {
        batch::again(model, batch, effects);
    }
    if let Some(Dialog::Chooser(chooser)) = &model.dialog {
        chooser.flow.clone().day_turned(model, effects);
    }
    if model.status.is_none() {
        model.say(Tone::Info, format!("Nous sommes le {}", full_day_fr(day)));
    }
    read_again(model, effects);
}

/// The batch of which the preview is shown, where it is not on its way.
fn previewed(model: &Model) -> Option<Batch> {
    match &model.dialog {
        Some(Dialog::Text(dialog)) if dialog.busy.is_none() => {
            let applied = dialog.proposal.as_ref()?.applied.as_ref()?;
            Some(applied.batch.clone())
        }
        _ => None,
    }
}
