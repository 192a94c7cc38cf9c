//! What concerns the base or a file as a whole: it is made ready on one side, and goes over in parts.

use std::fmt::Write;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::command::{ImportKind, SiteRun};
use crate::domain::document::DocumentId;
use crate::domain::journal::Head;
use crate::domain::permit::{Right, to_copy};
use crate::domain::record::{Kind, RecordId};

/// The most bytes of one part, before they are put in a frame. A byte takes six in the worst of frames.
pub const PART: usize = 128 << 10;

/// What is made ready of the base, to be fetched in parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Extract {
    /// The schools of a filter, and their counts.
    Schools {
        /// The filter, as in the search bar.
        filter: String,
    },
    Register {
        /// As it was at the end of this day.
        at: Option<NaiveDate>,
    },
    /// The records of some kinds.
    Records { kinds: Vec<Kind> },
    /// The relances that were noted.
    Reminders,
    /// Those that are due.
    RemindersDue,
    /// The journal, in a few words an entry.
    Journal {
        /// From this entry on.
        from: u64,
        /// Of this record only.
        about: Option<RecordId>,
    },
    /// `base.json`.
    Base,
    /// The journal as it is stored, a line an entry.
    Links,
    /// What is recorded of the documents.
    Documents,
    /// The bytes of a document.
    Document { id: DocumentId },
    /// How far the dossiers of a démarche were asked for.
    SiteRun { demarche: u32 },
    /// What a verification finds.
    Verify {
        /// The head, noted elsewhere, that the journal must go on from.
        since: Option<Head>,
    },
}

impl Extract {
    /// The rights that it takes.
    pub fn rights(&self) -> &'static [Right] {
        match self {
            Self::Base | Self::Links => to_copy(),
            Self::Schools { .. }
            | Self::Register { .. }
            | Self::Records { .. }
            | Self::Reminders
            | Self::RemindersDue
            | Self::Journal { .. }
            | Self::Documents
            | Self::Document { .. }
            | Self::SiteRun { .. }
            | Self::Verify { .. } => &[Right::Lecture],
        }
    }

    /// True where it is all that there is.
    pub fn is_whole(&self) -> bool {
        matches!(self, Self::Base | Self::Links)
    }

    /// Its name in the log.
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Schools { .. } => "extract_schools",
            Self::Register { .. } => "extract_register",
            Self::Records { .. } => "extract_records",
            Self::Reminders => "extract_reminders",
            Self::RemindersDue => "extract_reminders_due",
            Self::Journal { .. } => "extract_journal",
            Self::Base => "extract_base",
            Self::Links => "extract_links",
            Self::Documents => "extract_documents",
            Self::Document { .. } => "extract_document",
            Self::SiteRun { .. } => "extract_site_run",
            Self::Verify { .. } => "verify",
        }
    }
}

/// A file that a client is about to send.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// What it is; a whole base where none, unless it is a document.
    pub kind: Option<ImportKind>,
    /// It is a document, which is to be attached.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub document: bool,
    /// The name under which messages speak of it.
    pub name: String,
    /// Its length, in bytes.
    pub length: u64,
    /// The SHA-256, in hexadecimal, of the workbook of whose rows the client made it; none of a file that goes as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workbook: Option<String>,
    /// The day from which what it says is so, where the operator gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effective: Option<NaiveDate>,
    /// How far the site was asked, where it gave what the file holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteRun>,
}

impl Delivery {
    /// How long what it says of the file is, in bytes.
    pub fn said(&self) -> usize {
        let texts = [Some(self.name.len()), self.workbook.as_ref().map(String::len)];
        let site = self.site.as_ref().map_or(0, SiteRun::length);
        texts.into_iter().flatten().sum::<usize>() + site
    }

    /// The rights that it takes.
    pub fn rights(&self) -> &'static [Right] {
        if self.document {
            return &[Right::Gestion];
        }
        self.kind.map_or_else(to_copy, ImportKind::rights)
    }
}

/// Bytes in a frame of text: each is the character of its number, so that ASCII goes as it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Octets(String);

impl Octets {
    /// Puts bytes in a frame.
    pub fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().copied().map(char::from).collect())
    }

    /// Takes the bytes out; none where a character is none of a byte, or they are more than [`PART`].
    pub fn bytes(&self) -> Option<Vec<u8>> {
        let bytes: Option<Vec<u8>> = self.0.chars().map(|c| u8::try_from(c).ok()).collect();
        bytes.filter(|bytes| bytes.len() <= PART)
    }
}

impl std::fmt::Debug for Octets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Octets(")?;
        write!(f, "{}", self.0.len())?;
        f.write_char(')')
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::wire::{REQUEST, encode};

    #[test]
    fn every_byte_comes_back_and_the_worst_part_fits_in_a_request() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        assert_eq!(Octets::of(&all).bytes(), Some(all));
        assert!(encode(&Octets::of(&vec![0; PART]), REQUEST - (4 << 10)).is_ok());
        assert_eq!(Octets::of(&vec![b' '; PART + 1]).bytes(), None);
        assert_eq!(Octets("œ".to_owned()).bytes(), None);
    }
}
