//! The lists and the dossier: moving in them, reading them again, asking for what they lack.

use crate::tui::effect::{Ask, Effect, Slot};
use crate::tui::keymap::Step;
use crate::tui::model::{Chip, Follows, ListName, Model, Tone, Want, label};

/// Moves the selection of the current list, or the cursor in the dossier.
pub fn step(model: &mut Model, step: Step) {
    if model.reading {
        let page = model.dossier_pane.room.1.cast_signed();
        return model.dossier_pane.step(step.rows(page));
    }
    let name = model.current;
    let list = model.list_mut(name);
    let by = step.rows(list.height.cast_signed());
    list.select(list.place.saturating_add_signed(by));
    model.dossier_pane.late = true;
}

/// Reads a list again from a row on.
pub fn ask(model: &mut Model, name: ListName, offset: usize, want: Want, effects: &mut Vec<Effect>) {
    ask_for(model, name, offset, want, false, effects);
}

/// Reads a list again from a row on, because the operator asked for it or because of news.
pub fn ask_for(
    model: &mut Model,
    name: ListName,
    offset: usize,
    want: Want,
    news: bool,
    effects: &mut Vec<Effect>,
) {
    let ticket = model.ticket(Slot::List(name));
    let scope = model.scope_of(name);
    let list = model.list_mut(name);
    let query = list.query(scope, offset, &want);
    list.ask(ticket.number, &query, want, news);
    effects.push(Effect::Ask(ticket, Ask::Query(Box::new(query))));
}

/// Reads a list again; the selection stays on its record.
pub fn refresh(model: &mut Model, name: ListName, effects: &mut Vec<Effect>) {
    let list = model.list(name);
    let offset = list.window_start(list.top);
    let want = list.selected.clone().map_or(Want::Place, Want::Record);
    ask(model, name, offset, want, effects);
}

/// Reads a list again because of news: neither the selection nor the rows around it move where they can stay.
pub fn follow(model: &mut Model, name: ListName, effects: &mut Vec<Effect>) {
    let list = model.list(name);
    let offset = list.window_start(list.top);
    let want = list.selected.clone().map_or(Want::Place, Want::Record);
    ask_for(model, name, offset, want, true, effects);
}

/// Reads all the lists and the dossier again; each selection stays on its record.
pub fn refresh_all(model: &mut Model, effects: &mut Vec<Effect>) {
    for name in ListName::ALL {
        refresh(model, name, effects);
    }
    model.dossier_pane.wanted = None;
}

/// Gives each pane its size.
pub fn fit(model: &mut Model) {
    let parts = model.parts();
    for name in ListName::ALL {
        let height = usize::from(parts.list(name).height.saturating_sub(1));
        model.list_mut(name).resize(height);
    }
    let room = parts.dossier_pane();
    model.dossier_pane.resize(room.width.into(), room.height.into());
    let whole = parts.inner(parts.body);
    if let Some(review) = model.review_mut() {
        review.resize(whole.width.into(), whole.height.into());
    }
}

/// Asks for the rows and the dossier that the model lacks after a change.
pub fn settle(model: &mut Model, effects: &mut Vec<Effect>) {
    fit(model);
    for name in ListName::ALL {
        let list = model.list(name);
        if !list.loaded || list.error.is_some() {
            continue;
        }
        if let Some(offset) = list.missing() {
            let want = list.selected.clone().map_or(Want::Place, Want::Record);
            ask(model, name, offset, want, effects);
        }
    }
    if model.on_panes() && !model.dossier_pane.late {
        follow_selection(model, effects);
        open_subject(model, effects);
    }
}

/// Narrows the schools to what is selected in another list, where they follow it. A new name of the same record moves
/// nothing.
fn follow_selection(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(follows) = &model.follows else { return };
    let here = Some(model.current).filter(|name| *name != ListName::Schools);
    let Some(source) = here.or(follows.source) else {
        return;
    };
    let Some(row) = model.list(source).selected_row() else {
        return;
    };
    let (id, label) = (row.id(), label(row));
    let before = follows.chip.as_ref().map(|chip| chip.id.clone());
    let (stays, said) = (
        before.as_ref() == Some(&id),
        format!("Les écoles suivent maintenant {label}"),
    );
    model.follows = Some(Follows {
        source: Some(source),
        chip: Some(Chip { id, label }),
    });
    if stays {
        return;
    }
    if here.is_none() && before.is_some() {
        model.say(Tone::Info, said);
    }
    let schools = model.list_mut(ListName::Schools);
    (schools.place, schools.top) = (0, 0);
    ask(model, ListName::Schools, 0, Want::Place, effects);
}

/// Asks for the dossier of the subject, unless it is the one shown.
fn open_subject(model: &mut Model, effects: &mut Vec<Effect>) {
    let subject = model.subject().cloned();
    if subject == model.dossier_pane.wanted {
        return;
    }
    model.dossier_pane.wanted.clone_from(&subject);
    let Some(id) = subject else {
        return model.dossier_pane.close();
    };
    let ticket = model.ticket(Slot::Dossier);
    model.dossier_pane.asked = ticket.number;
    effects.push(Effect::Ask(ticket, Ask::Open(id)));
}
