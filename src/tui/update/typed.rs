//! The queue of the keys typed ahead of what the desk was asked for.
//!
//! A key acts on what the operator has asked to see, not on what is still shown: while something is awaited, it waits
//! behind those before it, and they are taken in turn once that is there. They are dropped where it does not come, and
//! where a dialog opens that must be read first; those for rows also where the service goes, for they would act unseen
//! once it is back, while a dialog on its way keeps what is typed for it. Two keys do not wait: what edits the words that
//! choices are asked with, and Escape, which gives up what is awaited and all that was typed for it. Rows and an order
//! are not given up: Escape then waits in its turn, but to close the dialog of an order.

use crossterm::event::KeyEvent;

use crate::tui::keymap::Press;
use crate::tui::model::ahead::{Awaited, MOST_AHEAD};
use crate::tui::model::{Model, Tone};

/// Keeps a key for what is awaited; false where it is taken at once.
pub fn keep(model: &mut Model, press: Option<Press>, key: KeyEvent) -> bool {
    let first = model.typed.is_empty();
    let Some(awaited) = model.waits_for().or(model.awaited.filter(|_| !first)) else {
        return false;
    };
    let leaves = matches!(press, Some(Press::Cancel | Press::Back));
    let edits = matches!(press, Some(Press::Char(_) | Press::Edit(_)));
    let at_once = match awaited {
        Awaited::Dialog | Awaited::School => leaves,
        Awaited::Choices => leaves || (edits && first),
        Awaited::Order => return press != Some(Press::Cancel) && push(model, awaited, key),
        // Without the service rows do not come; going back needs none.
        Awaited::Rows => leaves && model.company.away.is_some(),
    };
    if !at_once {
        return push(model, awaited, key);
    }
    if leaves {
        model.typed.clear();
        model.marking = None;
    }
    false
}

fn push(model: &mut Model, awaited: Awaited, key: KeyEvent) -> bool {
    model.awaited = Some(awaited);
    let away = awaited == Awaited::Rows && model.company.away.is_some();
    if away || model.typed.len() < MOST_AHEAD {
        model.typed.push_back(key);
    } else if awaited == Awaited::Rows {
        model.say(Tone::Info, "Trop de touches d’avance\u{a0}: attendez la liste");
    }
    if away {
        give_up(model);
    }
    true
}

/// Drops the keys that wait for rows, where the service goes.
pub fn give_up(model: &mut Model) {
    if !model.typed.is_empty() && model.awaited == Some(Awaited::Rows) {
        model.typed.clear();
        let text = "La liste attend le service\u{a0}: rien n’a été fait de ces touches";
        model.say(Tone::Info, text);
    }
}

/// The next key that was typed ahead, once what it waits for is there.
pub fn next(model: &mut Model) -> Option<KeyEvent> {
    if model.typed.is_empty() {
        return None;
    }
    if let Some(awaited) = model.waits_for() {
        model.awaited = Some(awaited);
        return None;
    }
    let came = model
        .awaited
        .take()
        .is_none_or(|awaited| model.takes_typed(awaited));
    if !came || model.is_unread() {
        model.typed.clear();
    }
    model.typed.pop_front()
}
