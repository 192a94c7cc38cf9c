//! Moving: among the panes, and in what has the focus.

use crate::tui::keymap::Step;
use crate::tui::model::figures::Picture;
use crate::tui::model::{ListName, Mode, Model};
use crate::tui::update::lists;

/// The rows that a page of the dashboard moves by.
const PAGE: isize = 10;

/// Moves in what has the focus.
pub fn step(model: &mut Model, step: Step) {
    match &mut model.mode {
        Mode::Panes => lists::step(model, step),
        Mode::Review(review) => review.scroll(step.rows(review.room.1.cast_signed())),
        Mode::Figures(dashboard) => dashboard.step(step.rows(PAGE)),
    }
}

/// Gives a list the focus. A record that was being gone to is sought no more: the operator went elsewhere.
pub fn focus(model: &mut Model, name: ListName) {
    model.current = name;
    model.seeking = None;
    model.reading = false;
    model.dossier_pane.visiting = None;
}

/// Moves the focus on along the four lists and the dossier, round and round; on the dashboard, to the next picture.
pub fn next(model: &mut Model) {
    match &mut model.mode {
        Mode::Figures(dashboard) => dashboard.turn(Picture::next),
        Mode::Panes | Mode::Review(_) => turn(model, 1),
    }
}

/// The same, backwards.
pub fn previous(model: &mut Model) {
    match &mut model.mode {
        Mode::Figures(dashboard) => dashboard.turn(Picture::before),
        Mode::Panes | Mode::Review(_) => turn(model, 4),
    }
}

/// Leaves the dossier for its list.
pub fn leave_dossier(model: &mut Model) {
    model.reading = false;
    model.dossier_pane.visiting = None;
}

fn turn(model: &mut Model, by: usize) {
    let here = if model.reading { 4 } else { model.current as usize };
    turn_to(model, ListName::ALL.get((here + by) % 5).copied());
}

/// Gives a list the focus, or the dossier.
pub fn turn_to(model: &mut Model, name: Option<ListName>) {
    match name {
        Some(name) => focus(model, name),
        None => model.reading = true,
    }
}
