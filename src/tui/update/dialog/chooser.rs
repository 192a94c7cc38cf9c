//! The keys of a chooser.

use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect};
use crate::tui::keymap::Press;
use crate::tui::model::Model;
use crate::tui::model::dialog::{Chooser, ChooserField, Dialog, Purpose};
use crate::tui::update::edit::{Edited, edit};
use crate::tui::verb::{circonscription, columns, go_to, new, palette, stage};

use super::{choose, focus};

/// The rows that a page moves by.
const PAGE: isize = 10;

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    if chooser.busy.is_some() {
        return;
    }
    chooser.due = false;
    match press {
        Press::Accept => choose::accept(model, effects),
        Press::Step(step) => chooser.step(step.rows(PAGE)),
        Press::Mark if is_of_columns(chooser) => columns::toggle(model),
        Press::ColumnLeft if is_of_columns(chooser) => columns::shift(model, -1),
        Press::ColumnRight if is_of_columns(chooser) => columns::shift(model, 1),
        press if !takes_words(chooser) => focus::press(chooser, &model.options.keymap, press),
        press => type_in(model, press, effects),
    }
}

fn is_of_columns(chooser: &Chooser) -> bool {
    matches!(chooser.purpose, Purpose::Columns)
}

/// True where what is typed narrows the list.
fn takes_words(chooser: &Chooser) -> bool {
    matches!(chooser.entry, ChooserField::Filter(_))
}

fn type_in(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    chooser.pointing = false;
    let changed = chooser
        .field()
        .is_some_and(|field| edit(field, press) == Edited::Changed);
    if changed {
        edited(model, effects);
    }
}

/// Does what an edited field asks for: other choices, or nothing yet.
pub fn edited(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    chooser.error = None;
    match (&chooser.purpose, filter(chooser)) {
        (Purpose::Palette, Some(words)) => palette::narrow(model, &words),
        (Purpose::Form, Some(words)) => new::narrow(model, &words),
        (Purpose::GoTo, Some(words)) => go_to::search(model, &words, effects),
        (Purpose::Circonscription(_), Some(words)) => circonscription::search(model, &words, effects),
        _ => {}
    }
}

/// Lists what was found; takes the first where Enter was pressed before they were there.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let Some(Dialog::Chooser(chooser)) = &mut model.dialog else {
        return;
    };
    let due = std::mem::take(&mut chooser.due) && answer.is_ok();
    chooser.late = false;
    match answer {
        Ok(Answer::Page(page)) => {
            chooser.error = None;
            chooser.list(page.rows.iter().filter_map(go_to::choice).collect());
            if !chooser.field().is_none_or(|field| field.is_empty()) {
                "Aucun enregistrement de ce nom".clone_into(&mut chooser.empty);
            }
        }
        Ok(Answer::Dossier(dossier)) => stage::judged_again(chooser, &dossier),
        Ok(Answer::Completions(found)) => circonscription::list(chooser, &found),
        Ok(_) => {}
        Err(error) => chooser.error = Some(error.to_string()),
    }
    if due {
        choose::accept(model, effects);
    }
}

fn filter(chooser: &Chooser) -> Option<String> {
    match &chooser.entry {
        ChooserField::Filter(field) => Some(field.text().to_owned()),
        ChooserField::None | ChooserField::Day(_) => None,
    }
}
