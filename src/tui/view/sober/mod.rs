//! The sober screens, for screen readers and very slow links: no border, no style, no sign, one thing a line, one pane
//! at a time. The terminal's own cursor is on the selected row, or in the field.

mod chooser;
mod figures;
mod lines;
mod list;
mod row;
mod said;

use ratatui::layout::Position;

use crate::tui::model::frame::Parts;
use crate::tui::model::layer::{Entry, Layer};
use crate::tui::model::{Mode, Model};

use super::pen::Pen;
use super::{dialog, review, sheet};

/// Draws one frame; returns where the cursor is.
pub fn draw(pen: &mut Pen, model: &Model) -> Position {
    let parts = Parts::of(model.size, model.room(), model.searching || has_entry(model));
    let parts = lines::raised(parts, model);
    lines::header(pen, parts.header, model);
    lines::footer(pen, parts.footer, model);
    let caret = body(pen, &parts, model).or(lines::message(pen, &parts, model));
    let start = Position::new(parts.body.x + 1, parts.body.y);
    let pointed = pen.hand().filter(|_| is_pointing(model));
    pointed.or(caret).or(pen.hand()).unwrap_or(start)
}

/// True where one has just moved in a list that has a field: the cursor is on what is chosen.
fn is_pointing(model: &Model) -> bool {
    match &model.layer {
        Some(Layer::Chooser(chooser)) => chooser.pointing,
        Some(Layer::Editor(form)) => form.picker.as_ref().is_some_and(|picker| picker.pointing),
        _ => false,
    }
}

/// True where a list is chosen from with a field, which then has the line of the search bar.
fn has_entry(model: &Model) -> bool {
    matches!(&model.layer, Some(Layer::Chooser(chooser)) if !matches!(chooser.entry, Entry::None))
}

/// Draws what the screen is about: a dialog, or else the mode. A dialog stands alone.
fn body(pen: &mut Pen, parts: &Parts, model: &Model) -> Option<Position> {
    match &model.layer {
        Some(Layer::Chooser(chooser)) => {
            chooser::draw(pen, parts.body, chooser);
            None
        }
        Some(layer @ (Layer::Form(_) | Layer::Paper(_) | Layer::Editor(_) | Layer::Annexe(_))) => {
            dialog::draw(pen, model.size, &model.options.keymap, layer)
        }
        Some(Layer::Wait(_)) | None => {
            ground(pen, parts, model);
            None
        }
    }
}

fn ground(pen: &mut Pen, parts: &Parts, model: &Model) {
    match &model.mode {
        Mode::Review(shown) => review::draw(pen, parts.body, shown, &[]),
        Mode::Figures(board) => figures::draw(pen, parts.body, board),
        Mode::Panes if model.reading => sheet::draw(pen, parts, model),
        Mode::Panes => list::draw(pen, parts.body, model),
    }
}
