//! Reads what taking back the operator's last entry would do.

use crate::domain::change::Change;
use crate::domain::command::{Command, Order};
use crate::domain::record::RecordId;
use crate::service::{Desk, DeskError, Outcome};
use crate::tui::model::Undoing;

/// Reads the entry that the operator may take back, or do again, and what that would do; none where there is none.
pub fn read(desk: &dyn Desk, redo: bool) -> Result<Option<Undoing>, DeskError> {
    let deed = if redo { desk.redoable() } else { desk.undoable() }?;
    let Some(deed) = deed else {
        return Ok(None);
    };
    let told = desk.preview(&Order::blind(Command::Undo { entry: deed.seq }));
    let names = match &told {
        Ok(outcome) => named(desk, outcome)?,
        Err(_) => Vec::new(),
    };
    Ok(Some(Undoing { deed, told, names }))
}

fn named(desk: &dyn Desk, outcome: &Outcome) -> Result<Vec<(RecordId, String)>, DeskError> {
    let mut about: Vec<RecordId> = Vec::new();
    for id in outcome.changes.iter().filter_map(Change::about) {
        if !about.contains(&id) {
            about.push(id);
        }
    }
    let names = desk.names(&about)?;
    Ok(about.into_iter().zip(names).collect())
}
