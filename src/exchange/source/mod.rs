//! A file given by the operator, read whole within bounds: its bytes, its fingerprint and its name.

mod bounds;
mod error;
mod foreign;
mod open;
mod place;

use std::sync::Arc;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::domain::command::SiteRun;

pub use bounds::{Over, REJECTS, ReadBounds};
pub use error::SourceError;
pub use foreign::{Foreign, WorkbookFormat};
pub(super) use open::given;
pub use open::known_path;
pub use place::Place;
pub(crate) use place::line_after;

/// The largest file that is read, in bytes: 512 MiB.
pub const LIMIT: u64 = 512 << 20;

/// The most columns that a table may have.
pub const COLUMNS: usize = 2_000;

/// The most cells that the records of a JSON file may have together, those that a record lacks before its last one
/// included: an export of all French schools has a quarter of them.
pub const CELLS: usize = 20_000_000;

/// The longest cell that is read, in bytes: 1 MiB.
pub const CELL: usize = 1 << 20;

/// The bytes of a text file, with the name under which messages speak of it.
///
/// Its bytes are neither empty nor of a format that is plainly no text.
#[derive(Debug, Clone)]
pub struct Source {
    name: String,
    bytes: Vec<u8>,
    sha256: [u8; 32],
    /// The text was made of the rows of a workbook, whose fingerprint it has.
    of_workbook: bool,
    /// The day from which what it says is so, where the operator gives it.
    effective: Option<NaiveDate>,
    /// How far the site was asked, where it gave what this holds.
    site: Option<SiteRun>,
    room: Option<Arc<ReadBounds>>,
}

impl Source {
    /// Takes bytes that are in memory already, such as an embedded example, under the name `name`.
    pub fn from_bytes(name: &str, bytes: Vec<u8>) -> Result<Self, SourceError> {
        let name = crate::text::quoted_long(name);
        if bytes.is_empty() {
            return Err(SourceError::Empty { name });
        }
        if let Some(kind) = Foreign::of(&bytes) {
            return Err(SourceError::Foreign { name, kind });
        }
        let sha256 = Sha256::digest(&bytes).into();
        Ok(Self {
            name,
            bytes,
            sha256,
            of_workbook: false,
            effective: None,
            site: None,
            room: None,
        })
    }

    /// Takes the text that was made of the rows of a workbook: cells separated by `;`, a line a row.
    pub fn of_workbook(name: &str, text: Vec<u8>, sha256: [u8; 32]) -> Self {
        Self {
            name: crate::text::quoted_long(name),
            bytes: text,
            sha256,
            of_workbook: true,
            effective: None,
            site: None,
            room: None,
        }
    }

    /// True where its text was made of the rows of a workbook, whose fingerprint it has.
    pub fn is_of_workbook(&self) -> bool {
        self.of_workbook
    }

    /// Says from which day on what it says is so.
    #[must_use]
    pub fn effective(self, day: Option<NaiveDate>) -> Self {
        Self {
            effective: day,
            ..self
        }
    }

    /// The day from which what it says is so; none where nobody gave it.
    pub fn effective_day(&self) -> Option<NaiveDate> {
        self.effective
    }

    /// Says how far the site was asked for it.
    #[must_use]
    pub fn of_site(self, run: Option<SiteRun>) -> Self {
        Self { site: run, ..self }
    }

    /// How far the site was asked; none of a file.
    pub fn site_run(&self) -> Option<&SiteRun> {
        self.site.as_ref()
    }

    /// Has it read within bounds.
    #[must_use]
    pub fn within(self, room: ReadBounds) -> Self {
        let room = Some(Arc::new(room));
        Self { room, ..self }
    }

    /// True where one more row of so many bytes may be read, `rejects` being rejected so far.
    pub(super) fn goes_on(&self, rejects: usize, bytes: usize) -> bool {
        self.room.as_ref().is_none_or(|room| room.goes_on(rejects, bytes))
    }

    /// Why its reading did not go on.
    pub(super) fn over(&self) -> Option<Over> {
        self.room.as_ref().and_then(|room| room.over())
    }

    /// Returns the name to show: the path as given, inert.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the SHA-256 of the file: of its bytes, or of the workbook that they were made of.
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256
    }
}
