//! The correction of a key among changes: what it explains.

use super::Change;
use crate::domain::record::{Record, RecordId};
use crate::domain::register::RegisterEntry;

/// The one pair of keys that changes put one for the other: a correction, or the undo of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The key that goes.
    pub from: RecordId,
    /// The key that comes.
    pub to: RecordId,
}

/// Why changes are no correction of a key, in French.
const MORE: &str = "une correction de clé ne change rien d’autre que cette clé, là où elle est nommée";

impl Correction {
    /// The correction that changes make; none where they say of no key what it became, or take no such word back.
    ///
    /// Where a record is given back a key that it had, more than one key is spoken of: it is the one under which a record
    /// goes, and the one under which it comes.
    pub fn among<'c>(changes: &(impl IntoIterator<Item = &'c Change> + Clone)) -> Option<Self> {
        let spoken = changes.clone().into_iter().filter_map(|change| {
            let [was, is] = [&change.before, &change.after].map(|record| became(record.as_ref()));
            match (was, is) {
                (was, is) if was == is => None,
                (_, Some((from, to))) | (Some((to, from)), None) => Some(Self { from, to }),
                (None, None) => None,
            }
        });
        let spoken: Vec<Self> = spoken.collect();
        let first = spoken.first()?;
        let is_of =
            |side: &Option<Record>, id: &RecordId| side.as_ref().is_some_and(|record| record.id() == *id);
        let moves = |found: &&Self| {
            let all = || changes.clone().into_iter();
            let mut gone = all().filter(|change| change.after.is_none());
            let mut come = all().filter(|change| change.before.is_none());
            gone.any(|change| is_of(&change.before, &found.from))
                && come.any(|change| is_of(&change.after, &found.to))
        };
        Some(spoken.iter().find(moves).unwrap_or(first).clone())
    }

    /// Refuses changes beside the correction of the key: each record is what it was under another key, or names it by that.
    ///
    /// # Errors
    ///
    /// What is wrong, in French.
    pub fn explains_all(&self, changes: &[Change]) -> Result<(), &'static str> {
        let explained = changes.iter().all(|change| self.explains(change, changes));
        let moves = changes
            .iter()
            .any(|change| change.before.is_none() && change.id().as_ref() == Some(&self.to));
        if explained && moves { Ok(()) } else { Err(MORE) }
    }

    fn explains(&self, change: &Change, changes: &[Change]) -> bool {
        match (&change.before, &change.after) {
            (Some(Record::FormerKey(mark)), _) | (_, Some(Record::FormerKey(mark)))
                if mark.key == self.from || mark.key == self.to =>
            {
                true
            }
            (Some(gone), None) => {
                let come = gone.renamed(&self.from, &self.to);
                come.id() != gone.id()
                    && changes
                        .iter()
                        .any(|other| other.before.is_none() && other.after.as_ref() == Some(&come))
            }
            (_, Some(after)) => self
                .was(change, changes)
                .is_some_and(|was| was == *after || is_placed(&was, after)),
            (None, None) => false,
        }
    }

    /// A change with both sides of its record, where that goes under one key and comes under the other.
    #[must_use]
    pub fn whole(&self, change: &Change, changes: &[Change]) -> Change {
        let renamed = |record: &Record| record.renamed(&self.from, &self.to);
        let found = match (&change.before, &change.after) {
            (Some(gone), None) => changes
                .iter()
                .find(|other| other.before.is_none() && other.after.as_ref() == Some(&renamed(gone))),
            (None, Some(come)) => changes.iter().find(|other| {
                other.after.is_none() && other.before.as_ref().map(renamed).as_ref() == Some(come)
            }),
            _ => None,
        };
        Change {
            before: change.before.clone().or_else(|| found?.before.clone()),
            after: change.after.clone().or_else(|| found?.after.clone()),
        }
    }

    /// What the record of a change was, under the key that comes; none of one that is new.
    pub fn was(&self, change: &Change, changes: &[Change]) -> Option<Record> {
        if let Some(before) = &change.before {
            return Some(before.renamed(&self.from, &self.to));
        }
        let id = change.id()?;
        let gone = changes.iter().filter(|other| other.after.is_none());
        let renamed = gone.filter_map(|other| Some(other.before.as_ref()?.renamed(&self.from, &self.to)));
        renamed.into_iter().find(|record| record.id() == id)
    }
}

/// True where an entry differs by the place alone that its review of the former format is given.
fn is_placed(was: &Record, is: &Record) -> bool {
    let (Record::Entry(was), Record::Entry(is)) = (was, is) else {
        return false;
    };
    let (Some(held), Some(placed)) = (&was.reviewed, &is.reviewed) else {
        return false;
    };
    let kept = RegisterEntry {
        reviewed: Some(held.clone()),
        ..*is.clone()
    };
    placed.is_placed(held) && kept == **was
}

/// A key that was corrected, and what it became.
fn became(record: Option<&Record>) -> Option<(RecordId, RecordId)> {
    match record {
        Some(Record::FormerKey(mark)) => Some((mark.key.clone(), mark.became.clone()?)),
        _ => None,
    }
}
