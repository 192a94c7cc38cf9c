//! What is said on the line above the keys: what has just changed, else what is under the cursor where the caret is in a
//! field.

use crate::tui::model::dialog::{Chooser, ChooserField, Dialog, Form, FormKind};
use crate::tui::model::editor::Picker;
use crate::tui::model::frame::is_narrow;
use crate::tui::model::{Mode, Model, Tone};
use crate::tui::view::{banner, message};
use crate::tui::wording::capital;

use super::chooser::sentence;
use super::row;

/// Below this height a dialog has no line for what is wrong.
const SHORT: u16 = 16;

/// What was done or refused, or what is awaited.
pub fn now(model: &Model) -> Option<String> {
    if let Some(status) = &model.status {
        return Some(match status.tone {
            Tone::Error => format!("Erreur\u{a0}: {}", status.text),
            Tone::Done => done(&status.text),
            Tone::Info => status.text.clone(),
        });
    }
    let wrong = match &model.dialog {
        Some(Dialog::Chooser(chooser)) => wrong(chooser),
        Some(dialog @ Dialog::Form(_)) => dialog.error().map(|error| format!("Erreur\u{a0}: {error}")),
        Some(dialog) if model.size.height < SHORT => {
            let error = dialog.error().or_else(|| fault(dialog));
            error.map(|error| format!("Erreur\u{a0}: {error}"))
        }
        _ => None,
    };
    let changed = model.changed.as_ref().and_then(|changed| changed.words());
    let wrong = wrong.or_else(|| wrong_search(model));
    // Under a field the line says what is found: that the service is away is on the first line alone.
    let in_field = model.searching || super::has_entry(model) || picks(model);
    let away = banner::trouble_in_full(model).filter(|_| !in_field);
    wrong.or(changed).or(away).or_else(|| message::on_its_way(model))
}

/// What was done, with a word for the sign unless the sentence says it.
fn done(text: &str) -> String {
    const SAID: [&str; 3] = ["défait", "refait", "Confirmé"];
    match text.strip_prefix("✓ ") {
        Some(what) if SAID.iter().any(|word| what.starts_with(word)) => capital(what),
        Some(what) => format!("Fait\u{a0}: {what}"),
        None => text.to_owned(),
    }
}

/// What is wrong with the search that is typed.
fn wrong_search(model: &Model) -> Option<String> {
    let typed = model.dialog.is_none() && model.searching;
    let error = model.focused().error.as_ref().filter(|_| typed)?;
    Some(format!(
        "Erreur\u{a0}: {}{}",
        error.message,
        message::proposals(model)
    ))
}

/// What is wrong with a choice.
fn wrong(chooser: &Chooser) -> Option<String> {
    if let Some(error) = &chooser.error {
        return Some(format!("Erreur\u{a0}: {error}"));
    }
    let why = chooser.chosen()?.refused.as_ref()?;
    Some(format!("{}, impossible\u{a0}: {why}", chooser.chosen()?.label))
}

/// The choice under the cursor, where the cursor is in the field.
fn chosen(chooser: &Chooser) -> String {
    let echo = match &chooser.entry {
        ChooserField::Day(day) => match day.echo() {
            Ok(said) => format!(", {said}"),
            Err(said) => format!(", erreur\u{a0}: {said}"),
        },
        ChooserField::None | ChooserField::Filter(_) => String::new(),
    };
    match chooser.chosen() {
        Some(choice) => {
            let place = chooser.at + 1;
            let count = chooser.choices.len();
            format!("{place} sur {count}\u{a0}: {}{echo}", sentence(choice))
        }
        None => chooser.empty.clone(),
    }
}

/// True where a value is picked, and the cursor is in the words that narrow its list.
fn picks(model: &Model) -> bool {
    matches!(&model.dialog, Some(Dialog::Editor(form)) if form.picker.is_some())
}

/// What is under the cursor: the choice or the row found, where the cursor is in a field, and what is wrong with a field.
pub fn under_cursor(model: &Model) -> String {
    match &model.dialog {
        Some(Dialog::Chooser(chooser)) if super::has_entry(model) => chosen(chooser),
        Some(Dialog::Chooser(chooser)) => place_among(chooser.at, chooser.choices.len()),
        Some(Dialog::Days(grid)) => place_among(grid.at, grid.rows.len()),
        Some(Dialog::Annexe(annexe)) => place_among(annexe.at, annexe.members.len() + 1),
        Some(Dialog::Form(form)) if is_narrow(model.size) => read(form),
        Some(dialog @ Dialog::Editor(form)) if form.question.is_none() => match &form.picker {
            Some(picker) => picked(picker),
            None => fault(dialog).map_or_else(String::new, |fault| format!("Erreur\u{a0}: {fault}")),
        },
        None if model.searching => found(model),
        None if matches!(model.mode, Mode::Panes) => place(model),
        _ => String::new(),
    }
}

/// What is wrong with the field of a form under the cursor.
fn fault(dialog: &Dialog) -> Option<&str> {
    match dialog {
        Dialog::Editor(form) => form.fault(form.cell_here()?),
        _ => None,
    }
}

/// The value under the cursor of those that a field can take.
fn picked(picker: &Picker) -> String {
    match picker.chosen() {
        Some(one) => format!(
            "{} sur {}\u{a0}: {}",
            picker.at + 1,
            picker.found.len(),
            picker.sentence(one)
        ),
        None => picker.empty().to_owned(),
    }
}

/// The day of a form as it is read, which has no room beside its field.
fn read(form: &Form) -> String {
    match &form.kind {
        FormKind::Day(day) => day.echo().unwrap_or_else(|wrong| wrong),
        FormKind::Name(_) | FormKind::File(_) | FormKind::Path(_) | FormKind::Note(_) => String::new(),
    }
}

/// Where one is: the row among those of the list, or the line of the dossier, with its words, which have no other place.
fn place(model: &Model) -> String {
    let dossier_pane = &model.dossier_pane;
    if model.reading {
        let Some(line) = dossier_pane.lines.get(dossier_pane.at) else {
            return String::new();
        };
        let words: String = line.pieces.iter().map(|(_, text)| text.as_str()).collect();
        return format!(
            "ligne {} sur {}\u{a0}: {}",
            dossier_pane.at + 1,
            dossier_pane.lines.len(),
            words.trim()
        );
    }
    let list = model.focused();
    place_among(list.place, list.total)
}

/// `3 sur 12`: the place of what is under the cursor; nothing where there is nothing.
fn place_among(at: usize, count: usize) -> String {
    match count {
        0 => String::new(),
        _ => format!("{} sur {count}", at + 1),
    }
}

/// How many rows the search finds, and the one under the cursor.
fn found(model: &Model) -> String {
    let list = model.focused();
    let first = list
        .selected_row()
        .map(|row| row::sentence(&crate::tui::view::names::row(model, row)))
        .unwrap_or_default();
    match list.total {
        0 => format!("Rien ne correspond{}", message::proposals(model)),
        1 => format!("1 résultat\u{a0}: {first}"),
        total => format!("{} sur {total}\u{a0}: {first}", list.place + 1),
    }
}
