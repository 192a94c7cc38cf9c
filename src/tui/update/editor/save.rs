//! Saving a form, and what the answer does.

use crate::domain::command::{Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::record::Record;
use crate::tui::effect::Effect;
use crate::tui::form::command;
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::editor::{Editor, FormRow};
use crate::tui::update::lists;
use crate::tui::verb::{amendment, outcome, scope};
use crate::tui::wording::capital;

use super::drafts;
use super::editor;

/// Saves the form, or goes to the first field that keeps it from being saved.
pub(super) fn save(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    form.tried = true;
    match form.record() {
        Ok(made) if form.along.is_some() => amendment::noted(model, &made, effects),
        Ok(made) => record(model, made, effects),
        Err(faults) => {
            form.faults = faults;
            if let Some(at) = form.faults.first().map(|fault| fault.at) {
                form.go_to(FormRow::Cell(at));
            }
        }
    }
}

/// Sends a record as the form makes it, with the version that was seen.
pub(super) fn record(model: &mut Model, record: Record, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    if form.was.as_ref().is_some_and(|(was, _)| *was == record) {
        form.error = Some("rien n’a changé dans cette fiche".to_owned());
        return;
    }
    let is_new = form.was.is_none();
    let version = form.was.as_ref().map_or(0, |(_, version)| *version);
    let (id, name) = (record.id(), said(form, &record));
    let command = command(record, is_new);
    let by_number = !matches!(command, crate::domain::command::Command::Save { .. });
    let seen = if by_number {
        Vec::new()
    } else {
        vec![Seen { id, version }]
    };
    let table = form.kind.table();
    let done = table.kind.agree(if is_new { "enregistré" } else { "modifié" });
    let noun = capital(table.noun);
    let what = match name.as_str() {
        "" => format!("{noun} {done}"),
        name => format!("{noun}\u{a0}: {name} {done}"),
    };
    let order = Order::seeing(command, seen);
    drafts::keep_typed(model, effects);
    outcome::send(model, order, what, "enregistrer", effects);
}

/// What a record is called on the status line, after its kind; empty where it has no name yet.
fn said(form: &Editor, record: &Record) -> String {
    if !form.about.is_empty() {
        return form.about.clone();
    }
    match record {
        // Its number is given as it is written.
        Record::Note(_) | Record::Reminder(_) => String::new(),
        Record::Competence(competence) => competence.perimeter.to_string(),
        Record::Sheet(sheet) => format!("{}, version {}", sheet.solution, sheet.version),
        Record::Deployment(deployment) => {
            format!("{}, {}", deployment.school, deployment.category.label())
        }
        Record::Council(council) => format!("{} du {}", council.school, day_fr(council.date)),
        other => other.id().key(),
    }
}

/// Forgets the draft of a form that was saved, and goes to a record that is new.
pub fn carried_out(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(Dialog::Editor(form)) = model.dialog.take() else {
        return;
    };
    if drafts::forget_like(model, &form) {
        effects.push(Effect::Remember(Box::new(model.state.clone())));
    }
    lists::refresh_all(model, effects);
    if form.was.is_none()
        && let Ok(record) = form.record()
        && !matches!(record, Record::Note(_) | Record::Reminder(_))
        && model.on_panes()
    {
        scope::go_to(model, record.id(), effects);
    }
}
