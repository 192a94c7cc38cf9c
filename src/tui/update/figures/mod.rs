//! The dashboard: opening it, moving over its marks, and the list behind each.

use crate::domain::query::Query;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect, Slot};
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::figures::{Dashboard, Picture};
use crate::tui::model::{ListName, Mode, Model, Tone, Want};

use super::lists::{self, Step, distance};
use super::{bar, scope};

/// The rows that a page moves by.
const PAGE: isize = 10;

/// Opens the dashboard of the list of schools; the one from which that list was opened is gone back to.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let query = query(model);
    let behind = model.dashboard.take();
    let of_mark = |board: &Dashboard| {
        let filter = board.mark().map(|mark| mark.filter.as_str());
        filter == Some(query.text.as_str()) && board.source.scope == query.scope
    };
    let board = match behind.filter(|board| of_mark(board)) {
        Some(mut board) => {
            restore(model, &mut board, effects);
            board
        }
        None => Box::new(Dashboard::new(query.clone(), scope::label(model, &query))),
    };
    model.searching = false;
    model.mode = Mode::Figures(board);
    again(model, effects);
}

/// Counts the figures again; the hand stays where it is.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Figures);
    if let Some(board) = model.figures_mut() {
        (board.asked, board.due) = (ticket.number, None);
        let ask = Ask::Figures(Box::new(board.source.clone()));
        effects.push(Effect::Ask(ticket, ask));
    }
}

/// True where the list of schools is the one behind a mark of the dashboard: Esc then goes back there.
pub fn leads_back(model: &Model) -> bool {
    let search = model.list(ListName::Schools).search.text();
    let mark = model.dashboard.as_ref().and_then(|board| board.mark());
    let chips = model.dashboard.as_ref().map(|board| &board.source.scope);
    let filter = mark.map(|mark| mark.filter.as_str());
    model.current == ListName::Schools && filter == Some(search) && chips == Some(&model.scope_ids())
}

/// Shows the list of schools as it was before the mark was opened.
fn restore(model: &mut Model, board: &mut Dashboard, effects: &mut Vec<Effect>) {
    if let Some(before) = board.before.take() {
        model.list_mut(ListName::Schools).show(before);
        lists::refresh(model, ListName::Schools, effects);
    }
}

/// The list of schools as it is asked for.
fn query(model: &Model) -> Query {
    let schools = model.list(ListName::Schools);
    schools.query(model.scope_ids(), 0, &Want::Place)
}

/// Takes the figures in.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(board) = model.figures_mut() else {
        return;
    };
    match answer {
        Ok(Answer::Figures(figures)) => board.receive(figures),
        Ok(_) => {}
        Err(error) => board.fail(error.to_string()),
    }
}

/// Carries a verb out; false where it is not one of the dashboard.
pub fn act(model: &mut Model, verb: Verb, effects: &mut Vec<Effect>) -> bool {
    if verb == Verb::Back {
        model.mode = Mode::Panes;
        return true;
    }
    if verb == Verb::Accept {
        list(model, effects);
        return true;
    }
    let Some(board) = model.figures_mut() else {
        return false;
    };
    match verb {
        Verb::Up => board.step(distance(Step::Up, PAGE)),
        Verb::Down => board.step(distance(Step::Down, PAGE)),
        Verb::PageUp => board.step(distance(Step::PageUp, PAGE)),
        Verb::PageDown => board.step(distance(Step::PageDown, PAGE)),
        Verb::First => board.step(isize::MIN),
        Verb::Last => board.step(isize::MAX),
        Verb::CaretLeft => board.left(),
        Verb::CaretRight => board.right(),
        Verb::NextPane => board.turn(Picture::next),
        Verb::PreviousPane => board.turn(Picture::before),
        _ => return false,
    }
    true
}

/// Opens the list behind the mark under the hand: its filter goes into the search bar of the schools.
fn list(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Figures(mut board) = std::mem::take(&mut model.mode) else {
        return;
    };
    let Some(mark) = board.mark().cloned() else {
        model.mode = Mode::Figures(board);
        return;
    };
    board.before = Some(model.list(ListName::Schools).showing());
    model.dashboard = Some(board);
    bar::leave_view(model, ListName::Schools);
    (model.current, model.reading) = (ListName::Schools, false);
    model.sheet.visiting = None;
    let schools = model.list_mut(ListName::Schools);
    schools.error = None;
    schools.search.set(mark.filter.clone());
    (schools.place, schools.top) = (0, 0);
    lists::ask(model, ListName::Schools, 0, Want::Place, effects);
    let key = model.options.keymap.shown(Context::List, Verb::Back);
    let text = format!(
        "{}\u{a0}: {} ({key} revient au tableau)",
        mark.label,
        mark.counted()
    );
    model.say(Tone::Info, text);
}
