//! The dialog of a record's history: who, when, which field, before and after.

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::service::HistoryLine;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::layer::{Intent, Layer, Paper};
use crate::tui::theme::Role;
use crate::tui::wording::{moment, numbered, step};

use super::{subject_title, wait};

/// The clock on the operator's wall.
type LocalTime = fn(DateTime<Utc>) -> NaiveDateTime;

/// Asks for the history of the subject.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(id) = model.subject().cloned() {
        let title = subject_title(model);
        wait(model, Intent::History(title), Ask::History(id), effects);
    }
}

/// Lists what changed, entry by entry.
pub fn show(model: &mut Model, title: &str, lines: &[HistoryLine]) {
    let mut paper = Paper::new("Historique");
    paper.say(Role::Title, title);
    if lines.is_empty() {
        paper.say(Role::Muted, "Aucune modification n’est notée au journal.");
    }
    list(&mut paper, lines, model.options.local_time);
    model.layer = Some(Layer::Paper(paper));
}

/// Adds what changed, the lines of an entry under who made it and when.
pub fn list(paper: &mut Paper, lines: &[HistoryLine], local: LocalTime) {
    let mut last = None;
    for line in lines {
        if last != Some(line.seq) {
            last = Some(line.seq);
            entry(paper, line, local);
        }
        field(paper, line);
    }
}

fn entry(paper: &mut Paper, line: &HistoryLine, local: LocalTime) {
    let at = moment(local(line.at));
    paper.say(Role::Text, "");
    paper.item(
        (Role::Title, format!("{at}  {}  ", line.by)),
        (Role::Text, format!("{} ({})", line.verb, numbered(line.seq))),
    );
}

fn field(paper: &mut Paper, line: &HistoryLine) {
    if line.field.is_empty() {
        return;
    }
    let change = step(&line.before, &line.after);
    paper.item(
        (Role::Muted, format!("    {}  ", line.field)),
        (Role::Text, change),
    );
}
