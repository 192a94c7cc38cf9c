//! The dialog of a record's history: who, when, which field, before and after.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::service::HistoryLine;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::dialog::{Dialog, TextDialog};
use crate::tui::theme::Role;
use crate::tui::wording::{moment, numbered, step};

use crate::tui::update::ask::{subject_title, wait};

use super::Waits;

/// The clock on the operator's wall.
type LocalTime = fn(DateTime<Utc>) -> NaiveDateTime;

/// The history of a record.
#[derive(Debug, Clone)]
pub struct Asked {
    title: String,
}

/// Asks for the history of the subject.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        let title = subject_title(model);
        wait(model, Asked { title }, Ask::History(id), effects);
    }
}

impl Waits<Vec<HistoryLine>> for Asked {
    /// Lists what changed, entry by entry.
    fn answered(self, model: &mut Model, lines: Vec<HistoryLine>, _effects: &mut Vec<Effect>) {
        let mut dialog = TextDialog::new("Historique");
        dialog.say(Role::Title, self.title);
        if lines.is_empty() {
            dialog.say(Role::Muted, "Aucune modification n’est notée au journal.");
        }
        list(&mut dialog, &lines, model.options.local_time);
        model.dialog = Some(Dialog::Text(dialog));
    }
}

/// Adds what changed, the lines of an entry under who made it and when.
pub fn list(dialog: &mut TextDialog, lines: &[HistoryLine], local: LocalTime) {
    let mut last = None;
    for line in lines {
        if last != Some(line.seq) {
            last = Some(line.seq);
            entry(dialog, line, local);
        }
        field(dialog, line);
    }
}

fn entry(dialog: &mut TextDialog, line: &HistoryLine, local: LocalTime) {
    let at = moment(local(line.at));
    dialog.say(Role::Text, "");
    dialog.item(
        (Role::Title, format!("{at}  {}  ", line.by)),
        (Role::Text, format!("{} ({})", line.verb, numbered(line.seq))),
    );
}

fn field(dialog: &mut TextDialog, line: &HistoryLine) {
    if line.field.is_empty() {
        return;
    }
    let change = step(&line.before, &line.after);
    dialog.item(
        (Role::Muted, format!("    {}  ", line.field)),
        (Role::Text, change),
    );
}
