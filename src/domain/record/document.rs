//! Documents as they are recorded: what each is, and what it is attached to.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Kind, RecordId};
use crate::domain::date::day_fr;
use crate::domain::document::{Described, DocumentFormat, DocumentId, DocumentKind, Measured, pages_text};

/// A document that is attached to one record at least.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The SHA-256 of its bytes: its key, and the name of its file.
    pub sha256: DocumentId,
    pub kind: DocumentKind,
    /// The name of the file that was attached, without a folder.
    pub name: String,
    pub format: DocumentFormat,
    /// How many bytes.
    pub size: u64,
    /// How many pages; none where the file does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
    /// The day that it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The records to which it is attached; there is one at least.
    pub about: Vec<RecordId>,
    /// The day on which it was attached first.
    pub filed: NaiveDate,
    /// Who attached it first.
    pub by: String,
}

impl Document {
    /// What its file is to be.
    pub fn measured(&self) -> Measured {
        Measured {
            id: self.sha256,
            format: self.format,
            size: self.size,
            pages: self.pages,
        }
    }

    /// What is said of it.
    pub fn described(&self) -> Described {
        Described {
            id: self.sha256,
            kind: self.kind,
            name: self.name.clone(),
            date: self.date,
            amendment: None,
        }
    }

    /// It in a few French words: `convention signée, 3 pages, du 12/09/2026`.
    pub fn words(&self) -> String {
        let pages = match self.format {
            DocumentFormat::Pdf => pages_text(self.pages),
            DocumentFormat::Png | DocumentFormat::Jpeg => self.format.label().to_owned(),
        };
        let date = self.date.map(|date| format!(", du {}", day_fr(date)));
        format!("{}, {pages}{}", self.kind.label(), date.unwrap_or_default())
    }
}

impl Kind {
    /// True where documents may be attached to records of the kind: not to what one operator alone may see, nor to what
    /// goes with the next change of its day.
    pub fn holds_documents(self) -> bool {
        match self {
            Self::Collectivite
            | Self::Locality
            | Self::Competence
            | Self::School
            | Self::Provider
            | Self::Solution
            | Self::Sheet
            | Self::Convention
            | Self::Contract
            | Self::Deployment
            | Self::Council
            | Self::Entry
            | Self::Reminder
            | Self::Note => true,
            Self::FollowUp | Self::Vacances | Self::View | Self::Document | Self::FormerKey => false,
        }
    }
}
