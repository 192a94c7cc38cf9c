//! Documents (pièces): signed files, named by the SHA-256 of their bytes, which the records are without.

mod id;
mod kind;

pub use id::DocumentId;
pub use kind::{DocumentFormat, DocumentKind};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::id::AmendmentNumber;

/// The most bytes of a document, unless the configuration says otherwise.
pub const DEFAULT_LARGEST: u64 = 20_000_000;

/// What the configuration may say at the most, in bytes.
pub const LARGEST: u64 = 60_000_000;

/// The longest name of a document, in characters.
pub const MAX_NAME: usize = 120;

/// What was read of the bytes of a document by the program that keeps them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measured {
    pub id: DocumentId,
    pub format: DocumentFormat,
    /// How many bytes.
    pub size: u64,
    /// How many pages; none where the file does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pages: Option<u32>,
}

/// What an operator says of a document that they attach.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    pub id: DocumentId,
    pub kind: DocumentKind,
    /// The name of the file, without a folder.
    pub name: String,
    /// The day that it bears.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<NaiveDate>,
    /// The avenant of the convention to which it is attached that it is; none of any other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<AmendmentNumber>,
}

/// A number of pages in French: `3 pages`, `pages inconnues`.
pub fn pages_text(pages: Option<u32>) -> String {
    match pages {
        None => "pages inconnues".to_owned(),
        Some(1) => "1 page".to_owned(),
        Some(pages) => format!("{pages} pages"),
    }
}

/// A number of documents in French.
pub fn count_text(documents: usize) -> String {
    match documents {
        0 | 1 => format!("{documents} pièce"),
        _ => format!("{documents} pièces"),
    }
}

/// A number of bytes in French, rounded up: `312 Ko`, `2,4 Mo`.
pub fn size_text(bytes: u64) -> String {
    if bytes < 1_000_000 {
        return format!("{}\u{a0}Ko", bytes.div_ceil(1_000));
    }
    let tenths = bytes.div_ceil(100_000);
    format!("{},{}\u{a0}Mo", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_pages_are_said_in_french() {
        assert_eq!(size_text(1), "1\u{a0}Ko");
        assert_eq!(size_text(999_001), "1000\u{a0}Ko");
        assert_eq!(size_text(2_340_000), "2,4\u{a0}Mo");
        assert_eq!(pages_text(Some(1)), "1 page");
        assert_eq!(pages_text(None), "pages inconnues");
    }
}
