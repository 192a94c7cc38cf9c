//! The sober screens, for screen readers and very slow links: no border, no style, no sign, one thing a line, one pane
//! at a time. The terminal's own cursor is on the selected row, or in the field.

mod agenda;
mod chooser;
mod day_page;
mod figures;
mod lines;
mod list;
mod row;
mod said;

use ratatui::layout::Position;

use crate::tui::model::dialog::{ChooserField, Dialog};
use crate::tui::model::frame::Parts;
use crate::tui::model::{Mode, Model};

use super::painter::Painter;
use super::{dialog, dossier_pane, review};

/// Draws one frame; returns where the cursor is.
pub fn draw(painter: &mut Painter, model: &Model) -> Position {
    let parts = Parts::of(model.size, model.room(), model.searching || has_entry(model));
    let parts = lines::raised(parts, model);
    lines::header(painter, parts.header, model);
    lines::footer(painter, parts.footer, model);
    let caret = body(painter, &parts, model).or(lines::message(painter, &parts, model));
    let start = Position::new(parts.body.x + 1, parts.body.y);
    let pointed = painter.cursor().filter(|_| is_pointing(model));
    pointed.or(caret).or(painter.cursor()).unwrap_or(start)
}

/// True where one has just moved in a list that has a field: the cursor is on what is chosen.
fn is_pointing(model: &Model) -> bool {
    match &model.dialog {
        Some(Dialog::Chooser(chooser)) => chooser.pointing,
        Some(Dialog::Editor(form)) => form.picker.as_ref().is_some_and(|picker| picker.pointing),
        _ => false,
    }
}

/// True where a list is chosen from with a field, which then has the line of the search bar.
fn has_entry(model: &Model) -> bool {
    matches!(&model.dialog, Some(Dialog::Chooser(chooser)) if !matches!(chooser.entry, ChooserField::None))
}

/// Draws what the screen is about: a dialog, or else the mode. A dialog stands alone.
fn body(painter: &mut Painter, parts: &Parts, model: &Model) -> Option<Position> {
    match &model.dialog {
        Some(Dialog::Chooser(chooser)) => {
            chooser::draw(painter, parts.body, chooser);
            None
        }
        Some(
            dialog @ (Dialog::Form(_)
            | Dialog::Text(_)
            | Dialog::Editor(_)
            | Dialog::Annexe(_)
            | Dialog::Days(_)
            | Dialog::Month(_)),
        ) => dialog::draw(painter, model.size, &model.options.keymap, dialog),
        Some(Dialog::Wait(_)) | None => {
            ground(painter, parts, model);
            None
        }
    }
}

fn ground(painter: &mut Painter, parts: &Parts, model: &Model) {
    match &model.mode {
        Mode::Review(shown) => review::draw(painter, parts.body, shown, &[]),
        Mode::Figures(dashboard) => figures::draw(painter, parts.body, dashboard),
        Mode::Day(page) => day_page::draw(painter, parts.body, page, model),
        Mode::Agenda(page) => agenda::draw(painter, parts.body, page, model),
        Mode::Panes if model.reading => dossier_pane::draw(painter, parts, model),
        Mode::Panes => list::draw(painter, parts.body, model),
    }
}
