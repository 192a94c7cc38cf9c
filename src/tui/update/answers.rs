//! What the desk's answers do. An answer to a request that a later one superseded is dropped.

use chrono::NaiveDate;

use crate::domain::record::RecordId;
use crate::service::DeskError;
use crate::tui::effect::{Answer, Effect, Reply, Slot};
use crate::tui::keymap::{Context, Verb};
use crate::tui::model::company::same;
use crate::tui::model::dossier_pane::Hints;
use crate::tui::model::{BarError, List, ListName, Model, Tone, label};

use crate::tui::verb::{UNEXPECTED, agenda, dashboard, day_page, export, mark, scope, unexpected, withheld};

use super::{day, dialog, done, doubts, heard, link, lists, review};

/// Takes an answer in.
pub fn take(model: &mut Model, reply: Reply, effects: &mut Vec<Effect>) {
    if let Err(DeskError::Away | DeskError::Doubt) = reply.answer {
        return link::cut(model, &reply, effects);
    }
    model.pending.forget(reply.ticket);
    if !model.awaits(reply.ticket) {
        return;
    }
    match reply.ticket.slot {
        Slot::List(name) => {
            let day = day_of(&reply.answer);
            list(model, name, reply.answer, effects);
            day::turn_to(model, day.unwrap_or(model.options.today), effects);
        }
        Slot::Marks => mark::take(model, reply.answer, effects),
        Slot::Completion => completions(model, reply.answer),
        Slot::Dossier => dossier(model, reply.answer),
        Slot::Dialog => dialog::answer(model, reply.answer, effects),
        Slot::Figures => dashboard::answer(model, reply.answer),
        Slot::DayWork => day_page::answer(model, reply.answer),
        Slot::Agenda => agenda::answer(model, reply.answer),
        Slot::Changed => heard::changed(model, reply.answer),
        Slot::Gone => heard::told_gone(model, reply.answer),
        Slot::Review => review::answer(model, reply.answer, effects),
        Slot::Fates => doubts::told(model, reply.answer, effects),
        Slot::Export => export::answer(model, reply.answer),
        Slot::Work => done::done(model, reply.answer, effects),
    }
}

/// The day J of a page.
fn day_of(answer: &Result<Answer, DeskError>) -> Option<NaiveDate> {
    match answer {
        Ok(Answer::Page(page)) => Some(page.day),
        _ => None,
    }
}

fn list(model: &mut Model, name: ListName, answer: Result<Answer, DeskError>, effects: &mut Vec<Effect>) {
    let page = match answer {
        Ok(Answer::Page(page)) => *page,
        Ok(_) => return unexpected(model),
        Err(error) => return failed(model, name, error),
    };
    model.options.looking = page.looking;
    if name != ListName::Schools {
        model.summary = Some(page.summary);
    }
    let found = page.position.is_some();
    let Some(asked) = model.list_mut(name).asked.take() else {
        return;
    };
    let before = Held::of(model.list(name));
    let list = model.list_mut(name);
    let (offset, news) = (asked.offset, asked.news);
    let want = asked.want.clone();
    list.asked = Some(asked);
    let known = list.followed.clone();
    let elsewhere = list.receive(page, &want);
    let followed = list.followed.join("\u{a0}; ");
    if !followed.is_empty() && list.followed != known {
        model.say(Tone::Info, followed);
    }
    match elsewhere.filter(|elsewhere| *elsewhere != offset) {
        Some(elsewhere) => lists::ask_for(model, name, elsewhere, want, news, effects),
        None if news => left(model, name, before, effects),
        None => {}
    }
    scope::sought(model, name, found, effects);
}

/// The record under the cursor before a page came.
struct Held {
    row: Option<(RecordId, String)>,
    revision: u64,
}

impl Held {
    fn of(list: &List) -> Self {
        let row = list.selected_row();
        Self {
            row: row.map(|row| (row.id(), label(row))),
            revision: list.revision,
        }
    }
}

/// Says that the selected record is no longer in its list, where a colleague's change took it out.
fn left(model: &mut Model, name: ListName, before: Held, effects: &mut Vec<Effect>) {
    let Some((id, label)) = before.row else {
        return;
    };
    let now = model.list(name).selected.as_ref();
    let stays = now.is_some_and(|now| same(now, &id));
    if !stays && name == model.current && model.on_panes() {
        heard::gone(model, id, label, before.revision, effects);
    }
}

fn failed(model: &mut Model, name: ListName, error: DeskError) {
    match error {
        DeskError::Filter { message, span } => {
            let list = model.list_mut(name);
            list.asked = None;
            list.error = Some(BarError { message, span });
            // What was typed behind a search that is wrong was meant for its rows: the bar comes back instead.
            if !model.typed.is_empty() && name == model.current {
                model.typed.clear();
                model.searching = true;
            }
        }
        // The request stays noted, so that it is not put again until something changes.
        error => {
            model.typed.clear();
            if let Some(asked) = &mut model.list_mut(name).asked {
                asked.moves = false;
            }
            model.say(Tone::Error, error.to_string());
        }
    }
}

fn completions(model: &mut Model, answer: Result<Answer, DeskError>) {
    if let Ok(Answer::Completions(list)) = answer {
        let text = model.focused().search.text().to_owned();
        model.completing.receive(text, list);
    }
}

fn dossier(model: &mut Model, answer: Result<Answer, DeskError>) {
    match answer {
        Ok(Answer::Dossier(dossier)) => {
            model.dossier_pane.hints = hints(model);
            model.dossier_pane.receive(dossier);
        }
        Ok(_) => model.dossier_pane.fail(UNEXPECTED.to_owned()),
        Err(error) => model.dossier_pane.fail(error.to_string()),
    }
}

/// The verbs of the panes that the operator may press, each with its key and its name.
fn hints(model: &Model) -> Hints {
    let keymap = &model.options.keymap;
    let allowed = |verb: &&Verb| withheld(model, **verb).is_none();
    let hint = |verb: &Verb| {
        let key = keymap.shown(Context::List, *verb);
        (*verb, (key, keymap.entry(*verb).name.clone()))
    };
    let hints = Verb::ALL.iter().filter(allowed).map(hint);
    hints.filter(|(_, (key, _))| !key.is_empty()).collect()
}
