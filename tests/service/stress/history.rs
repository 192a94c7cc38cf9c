//! What a client saw, one line of JSON for each event, written before anything else happens.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// What a client saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It is about to ask for an order, having seen these versions of these records.
    Asked { order: String, seen: Vec<(String, u64)> },
    /// The order is acknowledged at a place of the journal.
    Done { order: String, seq: u64 },
    /// The order is refused.
    Refused { order: String },
    /// A record as the service gave it, at a revision of the base.
    Read {
        record: String,
        version: u64,
        value: String,
        revision: u64,
    },
    /// The service said that the base is at this revision.
    Heard { revision: u64 },
}

/// The file to which a client writes what it sees.
pub struct Writer(File);

impl Writer {
    pub fn create(path: &Path) -> Self {
        Self(File::create(path).unwrap())
    }

    /// Writes an event; a client that is killed has it in its file.
    pub fn write(&mut self, event: &Event) {
        let line = serde_json::to_string(event).unwrap() + "\n";
        self.0.write_all(line.as_bytes()).unwrap();
    }
}

/// Reads what a client wrote. A last line that a kill cut short was never seen whole.
pub fn read(path: &Path) -> Vec<Event> {
    let text = fs::read_to_string(path).unwrap();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let lines = whole.lines().map(|line| serde_json::from_str(line).unwrap());
    lines.collect()
}

/// An entry of the journal, as the checker looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub seq: u64,
    pub order: Option<String>,
    pub changes: Vec<Touched>,
}

/// A record that an entry changed, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touched {
    pub record: String,
    pub before: Option<String>,
    pub after: Option<String>,
}
