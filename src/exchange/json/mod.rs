//! JSON files: lists of records for tables, lists and documents of typed values.

mod cell;
mod document;
mod error;
mod items;
mod record;
mod wording;

pub(super) use cell::text;
pub use document::{Listed, document, list};
pub use error::JsonError;
pub use record::{RecordList, records};

/// Says whether a file is JSON rather than CSV: it begins with a list or an object.
pub fn looks_like(bytes: &[u8]) -> bool {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    matches!(body.trim_ascii_start().first(), Some(b'[' | b'{'))
}
