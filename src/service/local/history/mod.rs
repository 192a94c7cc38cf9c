//! What changed a record: each field before and after, drawn from the journal.

pub(super) mod keys;
mod own;
mod told;
mod verb;

use keys::Key;
pub(super) use told::{about, named, words};
use verb::in_words_to;

use super::Local;
use super::length::{Length, long_history};
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::date::day_fr;
use crate::domain::deployment::{DeploymentId, Rank};
use crate::domain::id::Uai;
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::service::{DeskError, HistoryLine};
use crate::store::StoreError;

impl Local {
    /// The changed fields of a record and of what is its own, latest first.
    ///
    /// # Errors
    ///
    /// [`DeskError::TurnedAway`] where they are too many to be told.
    pub(super) fn history_of(&self, id: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        let own = keys::of(&self.registry, &own::of(self, id));
        let (mut lines, mut length) = (Vec::new(), Length::default());
        for seq in self.entries_on(&own)?.into_iter().rev() {
            let Some(entry) = self.journal.entry(seq)? else {
                continue;
            };
            let verb = self.asked(&entry)?;
            for (one, change) in keys::changes(&own, &entry) {
                for line in changed(&entry, &verb, &change, (&one, id)) {
                    if !length.takes_line(&line) {
                        return Err(long_history(id));
                    }
                    lines.push(line);
                }
            }
        }
        for line in &mut lines {
            self.name_school(&mut line.field);
        }
        Ok(lines)
    }

    /// What an entry was asked for; an undo names what it takes back.
    pub(super) fn asked(&self, entry: &Entry) -> Result<String, StoreError> {
        let verb = in_words_to(&self.actor, entry);
        let Command::Undo { entry: past } = entry.command else {
            return Ok(verb);
        };
        let taken = self.journal.entry(past)?;
        Ok(taken.map_or_else(
            || verb.clone(),
            |taken| format!("{verb} ({})", in_words_to(&self.actor, &taken)),
        ))
    }

    /// Names the school of a line of an annexe, which is told by its UAI alone.
    fn name_school(&self, field: &mut String) {
        let uai = field.strip_prefix("école ").and_then(|uai| Uai::parse(uai).ok());
        if let Some(school) = uai.and_then(|uai| self.registry.schools().get(&uai)) {
            *field = format!("{}, {} ({})", school.name, school.commune, school.uai);
        }
    }

    /// The places in the journal of what changed a record and what is its own, oldest first.
    pub(super) fn places_on(&self, id: &RecordId) -> Result<Vec<u64>, DeskError> {
        self.entries_on(&keys::of(&self.registry, &own::of(self, id)))
    }

    /// The places in the journal of what changed the records of some keys, oldest first.
    pub(super) fn entries_on(&self, keys: &[Key]) -> Result<Vec<u64>, DeskError> {
        let mut places = Vec::new();
        for key in keys {
            let history = self.journal.places(&key.written)?.into_iter();
            places.extend(history.filter(|seq| key.stands_at(*seq)));
        }
        places.sort_unstable();
        places.dedup();
        Ok(places)
    }
}

/// What a change of an entry did to a record; in the history of another, each field names the record that it is of.
fn changed(entry: &Entry, verb: &str, change: &Change, (id, of): (&RecordId, &RecordId)) -> Vec<HistoryLine> {
    let own = id == of;
    let head = match id {
        _ if own => String::new(),
        RecordId::Note(_) | RecordId::Reminder(_) | RecordId::FollowUp(_) | RecordId::Document(_) => {
            String::new()
        }
        RecordId::Deployment(DeploymentId { category, rank, .. }) => match *rank {
            Rank::FIRST => format!("{}, ", category.label()),
            rank => format!("{} (usage {rank}), ", category.label()),
        },
        RecordId::School(_) => "école, ".to_owned(),
        other => format!("{}, ", other.label()),
    };
    let line = |gone: bool, (field, before, after): (String, String, String)| HistoryLine {
        seq: entry.seq,
        at: entry.at,
        by: entry.actor.name.clone(),
        verb: verb.to_owned(),
        field: format!("{head}{field}"),
        before,
        after,
        gone,
        own,
    };
    let told = if own {
        differences(change)
    } else {
        in_one(change).unwrap_or_else(|| differences(change))
    };
    let gone = own && change.after.is_none();
    told.into_iter().map(|told| line(gone, told)).collect()
}

/// What is hung on a record is told in one line: the note, the relance, the day on which to look again.
fn in_one(change: &Change) -> Option<Vec<(String, String, String)>> {
    let field = match change.after.as_ref().or(change.before.as_ref())? {
        Record::Note(_) => "note",
        Record::Reminder(_) => "relance",
        Record::FollowUp(_) => "à revoir",
        Record::Document(_) => "pièce",
        _ => return None,
    };
    let title = |record: &Option<Record>| record.as_ref().map(record_title).unwrap_or_default();
    Some(vec![(
        field.to_owned(),
        title(&change.before),
        title(&change.after),
    )])
}

fn record_title(record: &Record) -> String {
    match record {
        Record::Note(note) => note.text.clone(),
        Record::Reminder(reminder) => {
            let outcome = reminder.outcome.as_ref();
            let outcome = outcome.map(|outcome| format!(", {outcome}")).unwrap_or_default();
            let (channel, to, convention) = (&reminder.channel, &reminder.to, &reminder.convention);
            format!("{channel} à {to} ({convention}){outcome}")
        }
        Record::FollowUp(put_off) if put_off.reason.is_empty() => day_fr(put_off.due),
        Record::Document(document) => format!("{} ({})", document.name, document.words()),
        Record::FollowUp(put_off) => format!("{}, {}", day_fr(put_off.due), put_off.reason),
        _ => String::new(),
    }
}

/// What a change makes, moves or removes, with the values before and after.
fn differences(change: &Change) -> Vec<(String, String, String)> {
    let items = change.items().into_iter();
    items.map(|item| (item.label, item.before, item.after)).collect()
}
