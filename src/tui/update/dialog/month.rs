//! The month over a dialog: opening it, its keys, what falls on its days, and taking a day.

use crate::domain::query::{Pane, Query};
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect};
use crate::tui::keymap::Press;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, Month};
use crate::tui::update::ask::request;
use crate::tui::verb::UNEXPECTED;

/// Opens the month over the dialog that has a date.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let dated = |dialog: &mut Dialog| dialog.date().is_some();
    let Some(below) = model.dialog.take_if(dated) else {
        return;
    };
    let month = Month::over(below, model.options.today);
    model.dialog = month.map(|month| Dialog::Month(Box::new(month)));
    read(model, effects);
}

/// Asks for what falls on the days of the month.
fn read(model: &mut Model, effects: &mut Vec<Effect>) {
    let query = Query {
        scope: model.scope_ids(),
        ..Query::all(Pane::Schools, 0)
    };
    if let Some(Dialog::Month(month)) = &model.dialog {
        let (from, to) = month.page.time();
        request(model, Ask::Agenda(Box::new(query), from, to), effects);
    }
}

/// Takes a key: another month is read.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Month(month)) = &mut model.dialog else {
        return;
    };
    let before = month.page.time();
    match press {
        Press::Step(step) => month.page.step(step, month.today),
        Press::ColumnLeft => month.page.turn(false),
        Press::ColumnRight => month.page.turn(true),
        Press::Accept => return close(model, true),
        _ => {}
    }
    if month.page.time() != before {
        read(model, effects);
    }
}

/// True where a key does something here.
pub fn takes(press: Press) -> bool {
    matches!(
        press,
        Press::Step(_) | Press::ColumnLeft | Press::ColumnRight | Press::Accept | Press::Cancel | Press::Help
    )
}

/// Goes back to the dialog below, with the day under the cursor where it is taken.
pub fn close(model: &mut Model, taken: bool) {
    model.dialog_request = 0;
    model.dialog = match model.dialog.take() {
        Some(Dialog::Month(month)) if taken => Some(month.taken()),
        Some(Dialog::Month(month)) => Some(month.below),
        other => other,
    };
}

/// Takes in what falls on the days.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(Dialog::Month(month)) = &mut model.dialog else {
        return;
    };
    match answer {
        Ok(Answer::Agenda(read)) => month.page.receive(Box::new(read.agenda), read.names),
        Ok(_) => month.page.error = Some(UNEXPECTED.to_owned()),
        Err(error) => month.page.error = Some(error.to_string()),
    }
}
