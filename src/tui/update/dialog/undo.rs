//! The dialog that takes back the operator's last entry, or redoes it; it is named first.

use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::service::Outcome;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::Model;
use crate::tui::model::layer::{Intent, Layer, Paper, Proposal};
use crate::tui::theme::Role;

use super::wait;

/// Asks what taking the last entry back would do.
pub fn open(model: &mut Model, redo: bool, effects: &mut Vec<Effect>) {
    let last = if redo {
        model.undone.last()
    } else {
        model.written.last()
    };
    let Some(written) = last.cloned() else {
        return;
    };
    let preview = Ask::Preview(Box::new(Order::blind(Command::Undo { entry: written.seq })));
    let intent = Intent::Undo {
        seq: written.seq,
        what: written.what,
        redo,
    };
    wait(model, intent, preview, effects);
}

/// Names what will be taken back.
pub fn show(model: &mut Model, seq: u64, what: String, redo: bool, outcome: &Outcome) {
    let title = if redo { "Refaire" } else { "Défaire" };
    let mut paper = Paper::new(title);
    paper.say(Role::Title, &what);
    paper.say(Role::Text, "");
    paper.say(
        Role::Text,
        format!("Opération n° {seq} du journal. Elle y reste\u{a0}; une nouvelle la compense."),
    );
    for change in &outcome.changes {
        add(&mut paper, change);
    }
    paper.proposal = Some(Proposal {
        order: Order {
            command: Command::Undo { entry: seq },
            seen: outcome.seen.clone(),
        },
        what,
        verb: title.to_lowercase(),
        redo,
        many: false,
        applied: None,
    });
    model.layer = Some(Layer::Paper(paper));
}

fn add(paper: &mut Paper, change: &Change) {
    let Some(id) = change.id() else {
        return;
    };
    let becomes = match (&change.before, &change.after) {
        (_, None) => "disparaît",
        (None, Some(_)) => "revient",
        (Some(_), Some(_)) => "redevient ce qu’il était",
    };
    let head = format!("  {} {}  ", id.kind().label(), id.key());
    paper.item((Role::Muted, head), (Role::Text, becomes.to_owned()));
}
