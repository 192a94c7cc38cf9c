//! Where something stands in a file.

use std::fmt;

/// Returns the line on which a text goes on after `before`, from one.
pub(crate) fn line_after(before: &[u8]) -> u64 {
    before.split(|byte| *byte == b'\n').count() as u64
}

/// A place in a file, as an editor or a person counts it, from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// A row of a table, by the line on which it begins.
    Line(u64),
    /// A record of a JSON list, by its rank and the line on which it begins: a whole list often stands on
    /// one line.
    Record {
        /// The rank of the record in its list.
        rank: u64,
        /// The line on which the record begins.
        line: u64,
    },
}

impl Place {
    /// Returns the line, from one.
    pub fn line(self) -> u64 {
        match self {
            Self::Line(line) | Self::Record { line, .. } => line,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line(line) => write!(f, "ligne {line}"),
            Self::Record { rank, line } => write!(f, "enregistrement {rank} (ligne {line})"),
        }
    }
}
