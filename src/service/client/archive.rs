//! The base as a whole over the socket: what is read comes in parts, a file goes in parts.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::fs::FileExt;
use std::time::Duration;

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::{Client, ORDER, QUESTION};
use crate::domain::command::{ImportKind, SiteRun};
use crate::domain::document::DocumentId;
use crate::domain::journal::{Head, hex};
use crate::domain::query::page::{SchoolRow, Summary};
use crate::domain::record::{Document, Kind, Record, RecordId};
use crate::domain::upkeep::Task;
use crate::exchange::Detail;
use crate::exchange::export::{RegisterLine, ReminderLine};
use crate::exchange::source::Source;
use crate::service::archive::{list, of_schools};
use crate::service::state::State;
use crate::service::wire::{Delivery, Extract, Octets, PART};
use crate::service::{Archive, ArchiveError, Desk, DeskError, JournalLine, Planned, Refilled, Verified};
use crate::system;

/// How long work on the whole base may take, the wait for its turn included.
const WORK: Duration = Duration::from_mins(20);

impl Archive for Client {
    fn schools(&self, filter: &str, each: &mut dyn FnMut(&SchoolRow)) -> Result<Summary, DeskError> {
        let page = self.query(&list(filter))?;
        if page.rows.len() == page.total {
            of_schools(&page.rows).for_each(each);
            return Ok(page.summary);
        }
        let filter = filter.to_owned();
        let (rows, summary): (Vec<SchoolRow>, Summary) = self.read(&Extract::Schools { filter })?;
        rows.iter().for_each(each);
        Ok(summary)
    }

    fn register(&self, at: Option<NaiveDate>) -> Result<Vec<RegisterLine>, DeskError> {
        self.read(&Extract::Register { at })
    }

    fn records(&self, kinds: &[Kind]) -> Result<Vec<Record>, DeskError> {
        let kinds = kinds.to_vec();
        self.read(&Extract::Records { kinds })
    }

    fn reminders(&self, noted: bool) -> Result<Vec<ReminderLine>, DeskError> {
        self.read(if noted {
            &Extract::Reminders
        } else {
            &Extract::RemindersDue
        })
    }

    fn journal(&self, from: u64, about: Option<&RecordId>) -> Result<Vec<JournalLine>, DeskError> {
        let about = about.cloned();
        self.read(&Extract::Journal { from, about })
    }

    fn documents(&self) -> Result<Vec<Document>, DeskError> {
        self.read(&Extract::Documents)
    }

    fn site_run(&self, demarche: u32) -> Result<Option<SiteRun>, DeskError> {
        self.read(&Extract::SiteRun { demarche })
    }

    fn dump(&self) -> Result<Vec<u8>, DeskError> {
        let mut bytes = Vec::new();
        self.extract(&Extract::Base, &mut bytes)?;
        Ok(bytes)
    }

    fn refill(&mut self, source: &Source) -> Result<Refilled, ArchiveError> {
        self.send(None, source)?;
        Ok(self.link.once(|link| link.refill(WORK))?)
    }
}

impl Client {
    /// Writes the journal of the base, as of now, from which a copy of it can be made: a line an entry.
    ///
    /// # Errors
    ///
    /// [`DeskError`] where the operator may not, or the line is cut.
    pub fn links(&self, out: &mut dyn Write) -> Result<(), DeskError> {
        self.extract(&Extract::Links, out)
    }

    /// Has the service verify the base as of now, and whether its journal goes on from a head.
    ///
    /// # Errors
    ///
    /// [`DeskError`] where the service cannot.
    pub fn verify(&self, since: Option<Head>) -> Result<Verified, DeskError> {
        self.read(&Extract::Verify { since })
    }

    /// How the service is.
    ///
    /// # Errors
    ///
    /// [`DeskError`] where the line is cut.
    pub fn state(&self) -> Result<State, DeskError> {
        self.link.ask(|link| link.state(QUESTION))
    }

    /// Has the service take note of a task done on a copy of the base that ends at a head.
    ///
    /// # Errors
    ///
    /// [`DeskError`] where the operator may not, or the head is of another base.
    pub fn note_upkeep(&self, task: Task, head: Head, sound: bool) -> Result<(), DeskError> {
        self.link
            .ask(|link| link.note_upkeep(QUESTION, task, head, sound))
    }

    /// Sends a file, and has it read against the base: the plan to show. Nothing is written.
    ///
    /// # Errors
    ///
    /// [`DeskError`] where the operator may not import such a file, or it cannot be read as one.
    pub(super) fn planned(
        &self,
        kind: ImportKind,
        source: &Source,
        detail: Detail,
    ) -> Result<Planned, DeskError> {
        self.send(Some(kind), source)?;
        let length = self.link.once(|link| link.plan(WORK, detail))?;
        let mut bytes = Vec::new();
        self.fetch(length, &mut bytes)?;
        read(&bytes)
    }

    /// Reads an extract as a value.
    fn read<T: DeserializeOwned>(&self, what: &Extract) -> Result<T, DeskError> {
        let mut bytes = Vec::new();
        self.extract(what, &mut bytes)?;
        read(&bytes)
    }

    /// Has an extract made, and writes it.
    fn extract(&self, what: &Extract, out: &mut dyn Write) -> Result<(), DeskError> {
        let length = self.link.once(|link| link.extract(WORK, what))?;
        self.fetch(length, out)
    }

    /// Writes what the service has ready, part after part.
    fn fetch(&self, length: u64, out: &mut dyn Write) -> Result<(), DeskError> {
        let mut at = 0;
        while at < length {
            let part = self.link.once(|link| link.part(ORDER, at))?;
            let part = part.bytes().filter(|part| !part.is_empty()).ok_or_else(foreign)?;
            out.write_all(&part).map_err(|error| unwritten(&error))?;
            at += part.len() as u64;
        }
        Ok(())
    }

    /// Sends the file of a document, part after part.
    pub(super) fn send_document(&self, name: &str, file: &File) -> Result<(), DeskError> {
        let unread = |error: io::Error| {
            DeskError::TurnedAway(format!(
                "{name}\u{a0}: le fichier ne se lit pas\u{a0}: {}",
                system::answer(&error)
            ))
        };
        let delivery = Delivery {
            kind: None,
            document: true,
            name: name.to_owned(),
            length: file.metadata().map_err(unread)?.len(),
            workbook: None,
            effective: None,
            site: None,
        };
        self.link.once(|link| link.deliver(ORDER, &delivery))?;
        let (mut part, mut at) = (vec![0; PART], 0);
        loop {
            let read = file.read_at(&mut part, at).map_err(unread)?;
            if read == 0 {
                return Ok(());
            }
            at += read as u64;
            let octets = Octets::of(&part[..read]);
            self.link.once(|link| link.push(ORDER, &octets))?;
        }
    }

    /// Writes the bytes of a document.
    pub(super) fn fetch_document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError> {
        self.extract(&Extract::Document { id }, out)
    }

    /// Sends a file, part after part.
    fn send(&self, kind: Option<ImportKind>, source: &Source) -> Result<(), DeskError> {
        let delivery = Delivery {
            kind,
            document: false,
            name: source.name().to_owned(),
            length: source.bytes().len() as u64,
            workbook: source.is_of_workbook().then(|| hex(&source.sha256())),
            effective: source.effective_day(),
            site: source.site_run().cloned(),
        };
        self.link.once(|link| link.deliver(ORDER, &delivery))?;
        for part in source.bytes().chunks(PART) {
            let part = Octets::of(part);
            self.link.once(|link| link.push(ORDER, &part))?;
        }
        Ok(())
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, DeskError> {
    serde_json::from_slice(bytes).map_err(|_| foreign())
}

/// What came and is not kept on this side.
fn unwritten(error: &io::Error) -> DeskError {
    DeskError::Store(format!(
        "ce que le service envoie ne s’écrit pas\u{a0}: {}",
        system::answer(error)
    ))
}

/// What came is not what was asked.
pub(super) fn foreign() -> DeskError {
    DeskError::TurnedAway("la réponse du service ne se lit pas\u{a0}; mettez ce programme à jour".to_owned())
}
