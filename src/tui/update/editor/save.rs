//! Saving a form, and what the answer does.

use crate::domain::command::{Order, Seen};
use crate::domain::date::day_fr;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::tui::effect::Effect;
use crate::tui::form::{At, Values, command};
use crate::tui::model::Model;
use crate::tui::model::dialog::Dialog;
use crate::tui::model::editor::{Editor, FormRow};
use crate::tui::update::{lists, orders};
use crate::tui::verb::scope;
use crate::tui::wording::capital;

use super::{clash, drafts, editor};

/// Saves the form, or goes to the first field that keeps it from being saved.
pub(super) fn save(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    form.tried = true;
    match form.record() {
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
    orders::send(model, order, what, effects);
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

/// Places a refusal: under its field, beside the others, or as a conflict.
pub fn refused(model: &mut Model, refusal: Refusal, effects: &mut Vec<Effect>) {
    let Some(form) = editor(model) else {
        return;
    };
    match refusal {
        Refusal::Conflict {
            current: Some(current),
            version,
            edits,
            ..
        } if form.was.is_some() => match form.record() {
            Ok(mine) => clash::show(model, &mine, *current, version, edits, effects),
            Err(faults) => form.faults = faults,
        },
        Refusal::Conflict { current: Some(_), .. } => {
            let text = "il existe déjà\u{a0}: fermez ce formulaire et modifiez-le (m)".to_owned();
            form.refused = Some(((0, 0, 0), text));
            form.go_to(FormRow::Cell((0, 0, 0)));
        }
        Refusal::Conflict { .. } => {
            form.error = Some("cette fiche n’existe plus\u{a0}: quelqu’un l’a retirée".to_owned());
        }
        refusal => match place(&form.values, &refusal) {
            Some((at, text)) => {
                form.refused = Some((at, text));
                form.go_to(FormRow::Cell(at));
            }
            None => form.error = Some(refusal.to_string()),
        },
    }
}

/// The cell that a refusal is about, and what is said of it there.
fn place(values: &Values, refusal: &Refusal) -> Option<(At, String)> {
    match refusal {
        Refusal::Invalid { path, why, .. } => Some(((values.place(path)?, 0, 0), why.clone())),
        Refusal::Dangling { to, .. } | Refusal::Unknown(to) => {
            let (at, id) = values.records().into_iter().find(|(_, id)| id == to)?;
            Some((at, format!("{} n’existe pas", id.label())))
        }
        // Of a relance, the one order that its form can break is that of the day on which to look at it again.
        Refusal::Order {
            id: RecordId::Reminder(_),
            ..
        } => {
            let place = values.place("next_due")?;
            Some(((place, 0, 0), "il ne peut pas précéder la relance".to_owned()))
        }
        _ => None,
    }
}
