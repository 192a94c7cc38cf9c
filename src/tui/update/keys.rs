//! Keys, by what has the focus.

use std::time::Duration;

use crossterm::event::KeyEvent;

use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Key, Press, Verb};
use crate::tui::model::dialog::Dialog;
use crate::tui::model::frame::ScreenSize;
use crate::tui::model::{Model, Tone};
use crate::tui::spoken;

use crate::tui::verb;

use super::{bar, dialog, typed, welcome};

/// Takes a key.
///
/// Where nothing is drawn, only those that need no screen do anything.
pub fn press(model: &mut Model, key: KeyEvent, effects: &mut Vec<Effect>) {
    let context = model.context();
    let press = model.options.keymap.press(context, key);
    if let Some(Press::Quit | Press::Verb(Verb::Suspend | Verb::Redraw | Verb::Mouse)) = press
        && let Some(verb) = press.and_then(Press::verb)
        && !is_text_to_come(model, key)
    {
        model.status = None;
        verb::act(model, verb, effects);
        model.leaving &= press == Some(Press::Quit);
        return;
    }
    model.leaving = false;
    if is_blind(model) {
        return;
    }
    model.status = None;
    if welcome::close(model, effects) {
        return;
    }
    if typed::keep(model, press, key) {
        return;
    }
    let Some(press) = press.filter(|press| means(model, *press)) else {
        return useless(model, key);
    };
    if repeats_an_answer(model, press) {
        return;
    }
    if model.dialog.is_some() {
        dialog::press(model, press, effects);
    } else if model.searching {
        bar::press(model, press, effects);
    } else if let Some(verb) = press.verb() {
        verb::act(model, verb, effects);
    }
}

/// How long after the answer to a dialog the same key is taken for a second stroke of it.
const SECOND_STROKE: Duration = Duration::from_millis(300);

/// True of the key that answers, pressed once too often: the dialog is gone, and on the panes it would pin a row. Notes
/// when a dialog is answered.
fn repeats_an_answer(model: &mut Model, press: Press) -> bool {
    if model.dialog.is_some() {
        if let Press::Accept | Press::Confirm | Press::Save = press {
            model.answered = model.moment;
        }
        return false;
    }
    let since = model.answered.zip(model.moment).map(|(then, now)| now - then);
    press == Press::Verb(Verb::Pin) && since.is_some_and(|since| since < SECOND_STROKE)
}

/// Takes a key that came together with the Escape before it, as Alt with the key does, or both on a slow line.
///
/// A verb that leaves or writes may not have been meant: it takes the key once more.
pub fn press_after_escape(model: &mut Model, key: KeyEvent, effects: &mut Vec<Effect>) {
    match risked(model, key) {
        Some(verb) if !is_blind(model) => ask_again(model, key, verb),
        _ => press(model, key, effects),
    }
}

/// The verb that a key asks for, where it leaves or writes. While keys wait, where they lead is not known: any place
/// counts.
fn risked(model: &Model, key: KeyEvent) -> Option<Verb> {
    let keymap = &model.options.keymap;
    let risks = |context: &Context| {
        keymap
            .verb(*context, key)
            .filter(|verb| is_risky(*context, *verb))
    };
    let here = model.context();
    let waits = model.waits_for().is_some() || !model.typed.is_empty() || model.work.is_some();
    if waits && here != Context::Field {
        return Context::ALL.iter().find_map(risks);
    }
    risks(&here)
}

/// True of a verb that leaves the screens, writes, or answers a dialog that may write.
fn is_risky(context: Context, verb: Verb) -> bool {
    let answers = matches!(verb.into(), Press::Accept | Press::Confirm | Press::Save);
    verb::is_risky(verb) || (answers && matches!(context, Context::Dialog | Context::Field))
}

fn ask_again(model: &mut Model, key: KeyEvent, verb: Verb) {
    let named = spoken::key(Key::from(key), model.options.look.sober);
    let name = &model.options.keymap.entry(verb).name;
    let text = format!("{named} est venu avec Échap\u{a0}: pressez {named} encore pour «\u{a0}{name}\u{a0}»");
    model.say(Tone::Info, text);
}

/// Says that the terminal writes in another character set.
pub fn not_text(model: &mut Model) {
    model.say(Tone::Error, NOT_TEXT);
}

/// What is said of bytes that are no text.
const NOT_TEXT: &str =
    "Ce terminal n’écrit pas en UTF-8\u{a0}: réglez-le en UTF-8, ou donnez à LANG sa locale";

/// True where what a key asks for makes sense where the focus is.
fn means(model: &mut Model, press: Press) -> bool {
    match (&mut model.dialog, press) {
        (Some(dialog), press) => dialog::takes(dialog, press),
        (None, Press::Char(_)) => model.searching,
        (None, _) => true,
    }
}

/// Says that a key does nothing here; a key that no table can name, or pressed before its dialog is there, is let go.
fn useless(model: &mut Model, key: KeyEvent) {
    let named = spoken::key(Key::from(key), model.options.look.sober);
    if named.is_empty() || matches!(model.dialog, Some(Dialog::Wait(_))) {
        return;
    }
    let help = model.key(model.context(), Press::Help);
    let reads_it = matches!(&model.dialog, Some(Dialog::Text(dialog)) if dialog.help);
    let then = if reads_it || help.is_empty() {
        String::new()
    } else {
        format!("\u{a0}; {help} montre les touches")
    };
    model.say(Tone::Info, format!("{named} ne sert à rien ici{then}"));
}

/// True where the terminal is too small for anything to be drawn.
fn is_blind(model: &Model) -> bool {
    model.room() == ScreenSize::None
}

/// Takes the keys that were typed ahead, as far as what they wait for has come.
pub fn take_typed(model: &mut Model, effects: &mut Vec<Effect>) {
    while let Some(key) = typed::next(model) {
        press(model, key, effects);
    }
}

/// True where a key types, and others wait before it: what they lead to is not known yet.
fn is_text_to_come(model: &Model, key: KeyEvent) -> bool {
    !model.typed.is_empty() && Key::from(key).typed().is_some()
}

/// Takes pasted text: a column into the days of several schools, else on one line into the field that has the focus, if
/// one has.
pub fn paste(model: &mut Model, text: &str, effects: &mut Vec<Effect>) {
    if is_blind(model) {
        return;
    }
    if let Some(Dialog::Days(grid)) = &mut model.dialog {
        return grid.paste(text);
    }
    let text = &text.replace('\n', " ");
    if model.dialog.is_some() {
        dialog::paste(model, text, effects);
    } else if model.searching {
        bar::paste(model, text, effects);
    }
}
