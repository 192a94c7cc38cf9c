//! The keys of a dialog to read, and what accepting it does.

use ratatui::layout::Size;

use crate::tui::effect::Effect;
use crate::tui::keymap::{Context, Press, Step, Verb};
use crate::tui::model::dialog::{Dialog, TextDialog};
use crate::tui::model::frame::text_room;
use crate::tui::model::{Model, Tone};
use crate::tui::update::edit::edit;
use crate::tui::update::orders;

use crate::tui::verb::{export, outcome};

/// Takes a key.
pub fn press(model: &mut Model, press: Press, effects: &mut Vec<Effect>) {
    let (size, sober) = (model.size, model.options.look.sober);
    let Some(Dialog::Text(dialog)) = &mut model.dialog else {
        return;
    };
    if dialog.is_finding() {
        return find(dialog, press, size, sober);
    }
    match press {
        Press::Verb(Verb::Search) if dialog.help => dialog.find = Some(Box::default()),
        Press::Accept if dialog.takes_its_own_key() => its_own_key(model),
        Press::Confirm if dialog.overwrite.is_some() => overwrite(model, effects),
        Press::Confirm if dialog.proposal.is_none() => {}
        Press::Accept | Press::Confirm => accept(model, effects),
        Press::Mark if dialog.asks_of_stages() => dialog.turn_stages(),
        Press::Step(step) => scroll(dialog, step, size, sober),
        Press::Verb(Verb::AffectedSchools) => outcome::list(model),
        _ => {}
    }
}

/// Takes a key of the words that are looked for.
fn find(dialog: &mut TextDialog, press: Press, size: Size, sober: bool) {
    match press {
        Press::Accept => dialog.find.iter_mut().for_each(|find| find.read = true),
        Press::Step(step) => scroll(dialog, step, size, sober),
        press => {
            let field = dialog.find_field();
            field.map(|field| edit(field, press));
        }
    }
}

/// True where a key does something here.
pub fn takes(dialog: &TextDialog, press: Press) -> bool {
    match press {
        _ if dialog.is_finding() => true,
        Press::Verb(Verb::Search) => dialog.help,
        Press::Confirm => dialog.proposal.is_some() || dialog.overwrite.is_some(),
        Press::Verb(Verb::AffectedSchools) => dialog.effects.is_some(),
        Press::Mark => dialog.asks_of_stages(),
        press => matches!(
            press,
            Press::Accept | Press::Cancel | Press::Help | Press::Step(_)
        ),
    }
}

/// Moves the visible part; it never leaves the text.
fn scroll(dialog: &mut TextDialog, step: Step, size: Size, sober: bool) {
    let (columns, rows) = text_room(size, sober);
    let rows = rows.saturating_sub(usize::from(dialog.find.is_some()));
    let last = dialog.lines(columns, sober).len().saturating_sub(rows);
    let by = step.rows(rows.cast_signed());
    dialog.top = dialog.top.saturating_add_signed(by).min(last);
}

/// Sends what the dialog proposes; without a proposal, closes it.
fn accept(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Text(dialog)) = &model.dialog else {
        return;
    };
    if dialog.busy.is_some() {
        return;
    }
    let Some(proposal) = dialog.proposal.clone() else {
        model.dialog = dialog.over.clone().map(|below| *below);
        return;
    };
    // What lies over a dialog gives it the keys back: it is that one which says what becomes of the order.
    if let Some(Dialog::Text(TextDialog {
        over: Some(below), ..
    })) = &mut model.dialog
    {
        let below = std::mem::replace(&mut **below, Dialog::Text(TextDialog::default()));
        model.dialog = Some(below);
    }
    if proposal.asks_first {
        return outcome::send(model, proposal.order, proposal.what, proposal.verb, effects);
    }
    let free = model.work.is_none();
    match proposal.file {
        Some(path) => orders::send_file(model, proposal.order, proposal.what, (path, false), effects),
        None => orders::send(model, proposal.order, proposal.what, effects),
    }
    if let (true, Some(work)) = (free, &mut model.work) {
        work.applied = proposal.applied;
    }
}

/// Writes the file in place of the one that is there.
fn overwrite(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Text(dialog)) = &model.dialog else {
        return;
    };
    if let (None, Some(asked)) = (dialog.busy, dialog.overwrite.clone()) {
        export::write(model, *asked, effects);
    }
}

/// Says which key confirms what touches several records, or a file that is there.
fn its_own_key(model: &mut Model) {
    let key = model.key(Context::Dialog, Press::Confirm);
    let accept = model.key(Context::Dialog, Press::Accept);
    let why = match &model.dialog {
        Some(Dialog::Text(dialog)) if dialog.overwrite.is_some() => Some("Le fichier existe"),
        Some(Dialog::Text(dialog)) => dialog.proposal.as_ref().and_then(|proposal| proposal.own_key),
        _ => None,
    };
    if let Some(why) = why {
        let text = format!("{why}\u{a0}: «\u{a0}{key}\u{a0}» confirme, {accept} ne suffit pas");
        model.say(Tone::Info, text);
    }
}
