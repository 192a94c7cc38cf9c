//! What the command line asks of the base as a whole, in process.

use super::Local;
use super::history::in_words;
use crate::domain::command::ImportKind;
use crate::domain::record::RecordId;
use crate::exchange::source::Source;
use crate::exchange::{self, Plan, Reading};
use crate::service::{Archive, ArchiveError, DeskError, JournalLine};
use crate::store::Link;

impl Archive for Local {
    fn plan(&self, kind: ImportKind, source: &Source) -> Result<(Plan, Reading), ArchiveError> {
        let reading = exchange::read(kind, source, &self.registry)?;
        let plan = exchange::plan(&self.registry, &reading).map_err(DeskError::from)?;
        Ok((plan, reading))
    }

    fn journal(&self, from: u64, about: Option<&RecordId>) -> Result<Vec<JournalLine>, DeskError> {
        let mut lines = Vec::new();
        let Some(record) = about else {
            self.journal.store.journal(from.max(1), &mut |link| {
                lines.push(line(&link));
                true
            })?;
            return Ok(lines);
        };
        for seq in self
            .journal
            .store
            .history(record)?
            .into_iter()
            .filter(|seq| *seq >= from)
        {
            self.journal.store.journal(seq, &mut |link| {
                lines.push(line(&link));
                false
            })?;
        }
        Ok(lines)
    }
}

fn line(link: &Link) -> JournalLine {
    JournalLine {
        seq: link.entry.seq,
        at: link.entry.at,
        by: link.entry.actor.name.clone(),
        verb: in_words(&link.entry.command),
        changed: link.entry.changes.len(),
    }
}
