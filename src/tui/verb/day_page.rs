//! The day's work (*Journée*): opening its page, whose work it shows, and the list behind each line.

use crate::domain::query::day_work::text_of;
use crate::domain::query::{Pane, Query, Sort};
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect, Slot};
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::day_page::{DayPage, sentence};
use crate::tui::model::showing::{Opened, Origin};
use crate::tui::model::{ListName, Mode, Model, Tone, Want};
use crate::tui::update::lists;

use super::UNEXPECTED;

/// Opens the page, or leaves it for the panes; the one from which a list was opened is gone back to, and that list is
/// as it was.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Mode::Day(_) = model.mode {
        model.mode = Mode::Panes;
        return;
    }
    let mut page = model.day_page.take().unwrap_or_default();
    if let Some((name, before)) = page.before.take() {
        model.list_mut(name).show(before);
        lists::refresh(model, name, effects);
    }
    model.searching = false;
    model.mode = Mode::Day(page);
    again(model, effects);
}

/// Counts again; the cursor stays where it is.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let (ticket, scope) = (model.ticket(Slot::DayWork), model.scope_ids());
    if let Some(page) = model.day_page_mut() {
        (page.asked, page.due) = (ticket.number, None);
        let query = Query {
            scope,
            text: page.text().to_owned(),
            ..Query::all(Pane::Schools, 0)
        };
        effects.push(Effect::Ask(ticket, Ask::DayWork(Box::new(query))));
    }
}

/// Takes the counts in.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(page) = model.day_page_mut() else {
        return;
    };
    match answer {
        Ok(Answer::DayWork(work)) => page.receive(work),
        Ok(_) => page.error = Some(UNEXPECTED.to_owned()),
        Err(error) => page.error = Some(error.to_string()),
    }
}

/// Shows the work of the collectivités that the operator follows, or all of it.
pub fn turn(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(page) = model.day_page_mut() {
        page.mine = !page.mine;
        page.work = None;
        again(model, effects);
    }
}

/// True where the list in focus is the one that a line of the page opened: Esc then goes back there.
pub fn leads_back(model: &Model) -> bool {
    let Some(page) = &model.day_page else {
        return false;
    };
    let opened = opened(page);
    let shown = model.focused().view.as_ref();
    shown.is_some_and(|view| (&view.name, &view.text) == (&opened.name, &opened.text))
}

/// Opens the list behind the line under the cursor.
pub fn list(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Day(mut page) = std::mem::take(&mut model.mode) else {
        return;
    };
    let listed = page.line().filter().0;
    let Some(name) = ListName::ALL.into_iter().find(|name| name.pane() == listed) else {
        model.mode = Mode::Day(page);
        return;
    };
    let opened = opened(&page);
    page.before = Some((name, model.list(name).showing()));
    let count = page
        .work
        .as_ref()
        .and_then(|work| work.counts.get(page.cursor).copied());
    let said = sentence(page.line(), count, model.options.today);
    model.day_page = Some(page);
    (model.current, model.reading) = (name, false);
    model.dossier_pane.visiting = None;
    let state = model.state.clone();
    let list = model.list_mut(name);
    list.open_view(opened, &state);
    (list.place, list.top) = (0, 0);
    // What is followed was no part of what was counted.
    model.follow_no_record();
    lists::ask(model, name, 0, Want::Place, effects);
    let key = model.key(Context::List, Verb::DayWork);
    model.say(Tone::Info, format!("{said} ({key} revient à la journée)"));
}

/// The list of a line as a view.
fn opened(page: &DayPage) -> Opened {
    let work = page.line();
    let view = work.view();
    Opened {
        origin: Origin::Shipped,
        name: format!("{}, {}", work.group, work.label),
        text: text_of(work, page.text()),
        sort: view.map_or_else(Sort::default, |view| view.sort),
        columns: view.map_or_else(Vec::new, |view| view.columns.to_vec()),
    }
}
