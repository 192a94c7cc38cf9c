//! The import of a file, as a command.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ImportKind, SiteRun};
use crate::domain::id::DepartementCode;
use crate::domain::record::Record;

/// A file's records, read and checked, ready to be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// What the file is.
    pub kind: ImportKind,
    /// The file's name, without its folder.
    pub source: String,
    /// The SHA-256 of the file's bytes, in hexadecimal.
    pub sha256: String,
    /// The records as the file gives them; emptied in the journal, where the changes say it all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<Record>,
    /// The départements that the file covers whole: of an annuaire, schools absent from it have vanished.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<DepartementCode>,
    /// The day of which the file is, where it says one: a later file of the kind is not to be older.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<NaiveDate>,
    /// How far the site was asked, of what it gave itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<Box<SiteRun>>,
}

impl Import {
    /// The import as the journal keeps it: without its records.
    pub fn summary(&self) -> Self {
        Self {
            kind: self.kind,
            source: self.source.clone(),
            sha256: self.sha256.clone(),
            records: Vec::new(),
            covers: self.covers.clone(),
            dated: self.dated,
            site: self.site.clone(),
        }
    }
}
