//! What the command line asks of the base as a whole, in process.

use std::collections::BTreeMap;
use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, Utc};

use super::Local;
use super::history::about as told_of;
use crate::domain::change::Change;
use crate::domain::command::{Command, Import, ImportKind, SiteRun};
use crate::domain::date::moment_fr;
use crate::domain::journal::Entry;
use crate::domain::query::day_index::Effects;
use crate::domain::record::{Document, Kind, Record, RecordId};
use crate::domain::register::EntryNumber;
use crate::domain::registry::Registry;
use crate::exchange::Plan;
use crate::exchange::base::{BaseJournalWriter, read_base, write_link};
use crate::exchange::export::{RegisterLine, ReminderLine, due_lines, register_lines, reminder_lines};
use crate::exchange::source::Source;
use crate::service::{Archive, ArchiveError, DeskError, JournalLine, Refilled};
use crate::store::{Link, Reader, StoreError};
use crate::system::{self, wall};

impl Archive for Local {
    fn register(&self, at: Option<NaiveDate>) -> Result<Vec<RegisterLine>, DeskError> {
        let (mut lines, last) = match at {
            None => (register_lines(&self.registry), u64::MAX),
            Some(day) => {
                let registry = self.registry_at(day)?;
                (register_lines(&registry), registry.revision())
            }
        };
        let told = self.told_of_the_register(last)?;
        for line in &mut lines {
            line.clock.clone_from(&told.resumed);
            line.recorded = told.recorded.get(&line.number).copied();
        }
        Ok(lines)
    }

    fn records(&self, kinds: &[Kind]) -> Result<Vec<Record>, DeskError> {
        let records = self.registry.records().map(|(record, _)| record);
        let of_kinds = records.filter(|record| kinds.contains(&record.kind()));
        Ok(of_kinds.filter(|record| self.shows(record)).collect())
    }

    fn reminders(&self, noted: bool) -> Result<Vec<ReminderLine>, DeskError> {
        let day_index = self.day_index();
        let source = self.source(&day_index);
        Ok(if noted {
            reminder_lines(source)
        } else {
            due_lines(source)
        })
    }

    fn journal(&self, from: u64, about: Option<&RecordId>) -> Result<Vec<JournalLine>, DeskError> {
        let Some(record) = about else {
            let mut lines = Vec::new();
            self.journal.store.journal(from.max(1), &mut |link| {
                lines.push(self.line(&link.entry));
                true
            })?;
            return Ok(lines.into_iter().collect::<Result<_, _>>()?);
        };
        let record = self.registry.follow(record);
        self.seen(&record)?;
        let places = self.places_on(&record)?.into_iter().filter(|seq| *seq >= from);
        let entries = places.filter_map(|seq| self.journal.entry(seq).transpose());
        Ok(entries
            .map(|entry| self.line(&entry?))
            .collect::<Result<_, _>>()?)
    }

    fn documents(&self) -> Result<Vec<Document>, DeskError> {
        Ok(self.registry.documents().iter().cloned().collect())
    }

    fn site_run(&self, demarche: u32) -> Result<Option<SiteRun>, DeskError> {
        Ok(last_site_run(
            self.journal.store.as_ref(),
            demarche,
            self.today(),
        )?)
    }

    fn dump(&self) -> Result<Vec<u8>, DeskError> {
        dump(self.journal.store.as_ref(), Vec::new())
    }

    fn refill(&mut self, source: &Source) -> Result<Refilled, ArchiveError> {
        self.must_be_empty()?;
        Ok(self.refill_from(read_base(source)?)?)
    }
}

impl Local {
    /// The day of the last file of a kind that was imported, of those that say one.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the journal cannot be read.
    pub fn last_file_day(&self, kind: ImportKind) -> Result<Option<NaiveDate>, StoreError> {
        last_file_day(self.journal.store.as_ref(), kind)
    }

    /// What a plan made of the present records brings about for the schools.
    pub fn effects(&self, plan: &Plan) -> Effects {
        self.day_index().effects(&self.registry, plan.changes())
    }

    /// The records as they were at the end of a day, by the clock of the journal: after its last entry of that day or
    /// of one before. What was recorded before that entry was there, whatever the clock said then.
    fn registry_at(&self, day: NaiveDate) -> Result<Registry, StoreError> {
        let mut last = 0;
        self.journal.store.journal(1, &mut |link| {
            if wall::day(link.entry.at) <= day {
                last = link.entry.seq;
            }
            true
        })?;
        let mut registry = Registry::default();
        self.journal.store.journal(1, &mut |link| {
            let past = link.entry.seq <= last;
            if past {
                registry.apply(&link.entry);
            }
            past
        })?;
        Ok(registry)
    }

    /// What the journal says of the register, up to an entry.
    fn told_of_the_register(&self, until: u64) -> Result<Told, StoreError> {
        let Told {
            mut resumed,
            mut recorded,
        } = Told::default();
        self.journal.store.journal(1, &mut |link| {
            let Entry {
                seq,
                at,
                actor,
                command,
                changes,
                ..
            } = link.entry;
            if seq <= until {
                let numbers = changes.iter().filter_map(Change::records);
                recorded.extend(numbers.map(|number| (number, at)));
            }
            if let Command::ResumeClock { reason } = command
                && seq <= until
            {
                let on = moment_fr(wall::local(at));
                resumed.push(format!(
                    "{on} par {} (opération {seq})\u{a0}: {reason}",
                    actor.name
                ));
            }
            seq < until
        })?;
        Ok(Told { resumed, recorded })
    }

    fn line(&self, entry: &Entry) -> Result<JournalLine, StoreError> {
        Ok(JournalLine {
            seq: entry.seq,
            at: entry.at,
            by: entry.actor.name.clone(),
            verb: self.asked(entry)?,
            about: told_of(&self.registry, entry, &self.actor),
            changed: entry.changes.len(),
        })
    }
}

/// What the journal says of the register.
#[derive(Default)]
struct Told {
    /// Each time that the clock was taken up again: when, by whom, why.
    resumed: Vec<String>,
    /// When each entry was made, or last made active again.
    recorded: BTreeMap<EntryNumber, DateTime<Utc>>,
}

/// The day of the last file of a kind that was imported, of those that say one; what was undone since does not count.
pub fn last_file_day(base: &dyn Reader, kind: ImportKind) -> Result<Option<NaiveDate>, StoreError> {
    let mut days: BTreeMap<u64, (NaiveDate, bool)> = BTreeMap::new();
    // Which import each undo, and each undo of one, is about.
    let mut about: BTreeMap<u64, u64> = BTreeMap::new();
    base.journal(1, &mut |link| {
        match link.entry.command {
            Command::Import(Import {
                kind: of,
                dated: Some(day),
                ..
            }) if of == kind => {
                days.insert(link.entry.seq, (day, true));
            }
            Command::Undo { entry } => {
                let import = about.get(&entry).copied().unwrap_or(entry);
                if let Some((_, counts)) = days.get_mut(&import) {
                    *counts = !*counts;
                    about.insert(link.entry.seq, import);
                }
            }
            _ => {}
        }
        true
    })?;
    let last = days.into_values().rev().find(|(_, counts)| *counts);
    Ok(last.map(|(day, _)| day))
}

/// How far the dossiers of a démarche were asked for, by the last run; one that was undone does not count, nor any after
/// it, nor a moment later than `today` allows.
pub fn last_site_run(
    base: &dyn Reader,
    demarche: u32,
    today: NaiveDate,
) -> Result<Option<SiteRun>, StoreError> {
    let mut runs: Vec<(u64, SiteRun)> = Vec::new();
    base.journal(1, &mut |link| {
        match link.entry.command {
            Command::Import(Import { site: Some(run), .. }) if run.demarche == demarche => {
                runs.push((link.entry.seq, *run));
            }
            Command::Undo { entry } if runs.iter().any(|(seq, _)| *seq == entry) => {
                runs.retain(|(seq, _)| *seq < entry);
            }
            _ => {}
        }
        true
    })?;
    Ok(runs.pop().map(|(_, run)| run.plausible(today)))
}

/// Writes a base as `base.json`, and gives the output back.
pub fn dump<W: Write>(base: &dyn Reader, out: W) -> Result<W, DeskError> {
    let mut writer = BaseJournalWriter::new(out, base.is_trial()).map_err(|error| unwritten(&error))?;
    each_link(base, &mut |link| {
        writer.link(&link.entry, &link.previous, &link.hash)
    })?;
    let mut writer = writer.records().map_err(|error| unwritten(&error))?;
    for (record, version) in base.load()?.records {
        writer
            .record(&record, version)
            .map_err(|error| unwritten(&error))?;
    }
    writer.finish().map_err(|error| unwritten(&error))
}

/// Writes the journal of a base, a line an entry, from which a copy of the base can be made.
pub fn links(base: &dyn Reader, out: &mut dyn Write) -> Result<(), DeskError> {
    each_link(base, &mut |link| {
        write_link(out, &link.entry, &link.previous, &link.hash)
    })
}

fn each_link(base: &dyn Reader, write: &mut dyn FnMut(&Link) -> io::Result<()>) -> Result<(), DeskError> {
    let mut failure = None;
    base.journal(1, &mut |link| {
        failure = write(&link).err();
        failure.is_none()
    })?;
    failure.map_or(Ok(()), |error| Err(unwritten(&error)))
}

/// A file that is not written: a full disk, most likely.
fn unwritten(error: &io::Error) -> DeskError {
    DeskError::Store(format!(
        "l’export ne s’écrit pas\u{a0}: {}",
        system::answer(error)
    ))
}
