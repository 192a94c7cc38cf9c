//! Reads what taking back the operator's last entry would do.

use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::domain::record::RecordId;
use crate::domain::refusal::{Refusal, Since};
use crate::service::{Desk, DeskError, Outcome};
use crate::tui::model::Undoing;

/// Reads the entry that the operator may take back, or do again, and what that would do; none where there is none.
pub fn read(desk: &dyn Desk, redo: bool) -> Result<Option<Undoing>, DeskError> {
    let deed = if redo { desk.redoable() } else { desk.undoable() }?;
    let Some(deed) = deed else {
        return Ok(None);
    };
    let told = desk.preview(&Order::blind(Command::Undo { entry: deed.seq }));
    let about = match &told {
        Ok(outcome) => about(outcome),
        Err(DeskError::Refused(refusal)) => in_the_way(refusal),
        Err(_) => Vec::new(),
    };
    let names = named(desk, about)?;
    Ok(Some(Undoing { deed, told, names }))
}

fn about(outcome: &Outcome) -> Vec<RecordId> {
    let mut about: Vec<RecordId> = Vec::new();
    for id in outcome.changes.iter().filter_map(Change::about) {
        if !about.contains(&id) {
            about.push(id);
        }
    }
    about
}

/// The records that a refusal names: as many as are shown.
fn in_the_way(refusal: &Refusal) -> Vec<RecordId> {
    match refusal {
        Refusal::ChangedSince { changed, .. } => {
            let named = changed.iter().take(Since::NAMED);
            named.map(|since| since.id.clone()).collect()
        }
        _ => Vec::new(),
    }
}

fn named(desk: &dyn Desk, about: Vec<RecordId>) -> Result<Vec<(RecordId, String)>, DeskError> {
    let names = desk.names(&about)?;
    Ok(about.into_iter().zip(names).collect())
}
