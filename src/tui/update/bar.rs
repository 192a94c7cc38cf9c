//! The search bar of the current list: results as one types.

use crate::tui::effect::{Ask, Effect, Slot};
use crate::tui::model::{ListName, Model, Recalled, Want};

use super::edit::{Edited, edit, say_cut};
use super::lists;
use crate::tui::keymap::{Press, Step};
use crate::tui::verb::help;

/// The most searches that are kept.
const MOST_SEARCHES: usize = 50;

/// Takes a key while the bar has the focus.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    match press {
        Press::Accept => accept(model),
        Press::Cancel => cancel(model, effects),
        Press::Step(Step::Up) if recalls(model) => recall(model, 1, effects),
        Press::Step(Step::Down) if model.recalled.is_some() => recall(model, -1, effects),
        Press::Step(step) => lists::step(model, step),
        Press::NextField => complete(model, effects),
        Press::Help => help::open(model, effects),
        press => type_in(model, press, effects),
    }
}

/// Takes pasted text while the bar has the focus.
pub fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    let name = model.current;
    let left = model.list_mut(name).search.insert(text);
    say_cut(model, left);
    search(model, effects);
}

/// Empties the search of the current list and leaves its view; the selection stays on its record. False where there was
/// neither.
pub fn clear(model: &mut Model, effects: &mut Vec<Effect>) -> bool {
    let name = model.current;
    let list = model.list_mut(name);
    list.error = None;
    let held = list.search.clear() || list.view.is_some();
    leave_view(model, name);
    if held {
        lists::refresh(model, name, effects);
    }
    held
}

/// Leaves the view of a list, where one is open.
pub fn leave_view(model: &mut Model, name: ListName) {
    let state = std::mem::take(&mut model.state);
    model.list_mut(name).leave_view(&state);
    model.state = state;
}

fn cancel(model: &mut Model, effects: &mut Vec<Effect>) {
    model.searching = false;
    model.completing.forget();
    clear(model, effects);
}

/// Keeps the search, unless it is wrong: the bar stays open with what is wrong.
fn accept(model: &mut Model) {
    model.searching = model.focused().error.is_some();
    if !model.searching {
        keep(model);
    }
}

/// Keeps the search of the current list among those that are recalled, each once.
fn keep(model: &mut Model) {
    let made = (model.current, model.focused().search.text().trim().to_owned());
    model.recalled = None;
    if made.1.is_empty() {
        return;
    }
    model.searches.retain(|known| *known != made);
    model.searches.push(made);
    let over = model.searches.len().saturating_sub(MOST_SEARCHES);
    model.searches.drain(..over);
}

/// True where the key that goes up has an earlier search to write: on the best row, or in a bar that is empty.
fn recalls(model: &Model) -> bool {
    let list = model.focused();
    let at_start = list.place == 0 || list.search.is_empty() || model.recalled.is_some();
    at_start && model.searches.iter().any(|(name, _)| *name == list.name)
}

/// Writes an earlier search of this list in the bar, or a later one again; past the latest, what was typed.
fn recall(model: &mut Model, by: isize, effects: &mut Vec<Effect>) {
    let name = model.current;
    let made: Vec<String> = model
        .searches
        .iter()
        .rev()
        .filter(|(list, _)| *list == name)
        .map(|(_, text)| text.clone())
        .collect();
    let back = model.recalled.as_ref().map(|recalled| recalled.back);
    let at = match (back, by) {
        (None, 1..) => Some(0),
        (None, _) => None,
        (Some(at), 1..) => Some((at + 1).min(made.len().saturating_sub(1))),
        (Some(at), _) => at.checked_sub(1),
    };
    if made.is_empty() || at == back {
        return;
    }
    let typed = match model.recalled.take() {
        Some(recalled) => recalled.typed,
        None => model.list(name).search.text().to_owned(),
    };
    let text = at.and_then(|at| made.get(at).cloned());
    model
        .list_mut(name)
        .search
        .set(text.unwrap_or_else(|| typed.clone()));
    model.recalled = at.map(|back| Recalled { back, typed });
    search(model, effects);
}

fn type_in(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let name = model.current;
    if edit(&mut model.list_mut(name).search, press) == Edited::Changed {
        model.recalled = None;
        search(model, effects);
    }
}

/// Writes the next completion in place of what it completes.
fn complete(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some((text, caret, last)) = model.completing.advance() else {
        return;
    };
    let name = model.current;
    model.list_mut(name).search.set_at(text, caret);
    results(model, effects);
    if last {
        propose(model, effects);
    }
}

/// Asks for the results and for what may come next.
fn search(model: &mut Model, effects: &mut Vec<Effect>) {
    results(model, effects);
    propose(model, effects);
}

fn propose(model: &mut Model, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Completion);
    model.completing.asked = ticket.number;
    let list = model.focused();
    let (text, caret) = (list.search.text().to_owned(), list.search.before().len());
    effects.push(Effect::Ask(ticket, Ask::Complete(list.name, text, caret)));
}

/// Asks for the results: the best is selected.
fn results(model: &mut Model, effects: &mut Vec<Effect>) {
    let name = model.current;
    let list = model.list_mut(name);
    (list.place, list.top) = (0, 0);
    lists::ask(model, name, 0, Want::Place, effects);
}
