//! The dashboard: opening it, moving over its marks, and the list behind each.

use crate::domain::query::Query;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Ask, Effect, Slot};
use crate::tui::keymap::{Context, Press};
use crate::tui::model::figures::{Dashboard, Picture};
use crate::tui::model::{ListName, Mode, Model, Tone, Want};

use crate::tui::update::bar;
use crate::tui::update::lists;

use super::{UNEXPECTED, scope};

/// Opens the dashboard of the list of schools; the one from which that list was opened is gone back to.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let query = query(model);
    let behind = model.dashboard.take();
    let of_mark = |dashboard: &Dashboard| {
        let filter = dashboard.mark().map(|mark| mark.filter.as_str());
        filter == Some(query.text.as_str()) && dashboard.source.scope == query.scope
    };
    let dashboard = match behind.filter(|dashboard| of_mark(dashboard)) {
        Some(mut dashboard) => {
            restore(model, &mut dashboard, effects);
            dashboard
        }
        None => Box::new(Dashboard::new(query.clone(), scope::label(model, &query))),
    };
    model.searching = false;
    model.mode = Mode::Figures(dashboard);
    again(model, effects);
}

/// Opens the dashboard on a picture.
pub fn open_on(model: &mut Model, picture: Picture, effects: &mut Vec<Effect>) {
    open(model, effects);
    if let Some(dashboard) = model.figures_mut() {
        dashboard.show(picture);
    }
}

/// Counts the figures again; the cursor stays where it is.
pub fn again(model: &mut Model, effects: &mut Vec<Effect>) {
    let ticket = model.ticket(Slot::Figures);
    if let Some(dashboard) = model.figures_mut() {
        (dashboard.asked, dashboard.due) = (ticket.number, None);
        let ask = Ask::Figures(Box::new(dashboard.source.clone()));
        effects.push(Effect::Ask(ticket, ask));
    }
}

/// True where the list of schools is the one behind a mark of the dashboard: Esc then goes back there.
pub fn leads_back(model: &Model) -> bool {
    let search = model.list(ListName::Schools).search.text();
    let mark = model.dashboard.as_ref().and_then(|dashboard| dashboard.mark());
    let chips = model.dashboard.as_ref().map(|dashboard| &dashboard.source.scope);
    let filter = mark.map(|mark| mark.filter.as_str());
    model.current == ListName::Schools
        && filter == Some(search)
        && chips == Some(&model.scope_of(ListName::Schools))
}

/// Shows the list of schools as it was before the mark was opened.
fn restore(model: &mut Model, dashboard: &mut Dashboard, effects: &mut Vec<Effect>) {
    if let Some(before) = dashboard.before.take() {
        model.list_mut(ListName::Schools).show(before);
        lists::refresh(model, ListName::Schools, effects);
    }
}

/// The list of schools as it is asked for.
fn query(model: &Model) -> Query {
    let schools = model.list(ListName::Schools);
    schools.query(model.scope_of(ListName::Schools), 0, &Want::Place)
}

/// Takes the figures in.
pub fn answer(model: &mut Model, answer: Result<Answer, DeskError>) {
    let Some(dashboard) = model.figures_mut() else {
        return;
    };
    match answer {
        Ok(Answer::Figures(figures)) => dashboard.receive(figures),
        Ok(_) => dashboard.fail(UNEXPECTED.to_owned()),
        Err(error) => dashboard.fail(error.to_string()),
    }
}

/// Opens the list behind the mark under the cursor: its filter goes into the search bar of the schools.
pub fn list(model: &mut Model, effects: &mut Vec<Effect>) {
    let Mode::Figures(mut dashboard) = std::mem::take(&mut model.mode) else {
        return;
    };
    let Some(mark) = dashboard.mark().cloned() else {
        model.mode = Mode::Figures(dashboard);
        return;
    };
    dashboard.before = Some(model.list(ListName::Schools).showing());
    model.dashboard = Some(dashboard);
    bar::leave_view(model, ListName::Schools);
    (model.current, model.reading) = (ListName::Schools, false);
    model.dossier_pane.visiting = None;
    let schools = model.list_mut(ListName::Schools);
    schools.error = None;
    schools.search.set(mark.filter.clone());
    (schools.place, schools.top) = (0, 0);
    lists::ask(model, ListName::Schools, 0, Want::Place, effects);
    let key = model.options.keymap.shown(Context::List, Press::Back);
    let text = format!(
        "{}\u{a0}: {} ({key} revient au tableau)",
        mark.label,
        mark.counted()
    );
    model.say(Tone::Info, text);
}
