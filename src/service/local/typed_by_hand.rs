//! Which schools were typed by hand: the UAI of those alone is corrected.

use super::Local;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::school::SchoolState;
use crate::service::DeskError;

impl Local {
    /// The UAI of a school that the annuaire brought is not corrected: the annuaire alone says it.
    pub(super) fn is_typed_by_hand(&self, command: &Command) -> Result<(), DeskError> {
        let Command::Correct {
            record: id @ RecordId::School(_),
            ..
        } = command
        else {
            return Ok(());
        };
        for seq in self.journal.places(id)? {
            let brought = self.journal.entry(seq)?.is_some_and(|entry| brings(&entry, id));
            if brought {
                return Err(Refusal::Imported(id.clone()).into());
            }
        }
        Ok(())
    }
}

/// True of an import whose file has the school; one from which it is absent only says so.
fn brings(entry: &Entry, id: &RecordId) -> bool {
    let has_it = |change: &Change| match &change.after {
        Some(Record::School(school)) => {
            school.state != SchoolState::Vanished && change.id().as_ref() == Some(id)
        }
        _ => false,
    };
    matches!(entry.command, Command::Import(_)) && entry.changes.iter().any(has_it)
}
