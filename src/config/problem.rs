//! What is wrong with a configuration, and how it is said.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::system;

/// One fault, with the line on which it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub line: usize,
    /// A French sentence: what was found, and what to write instead.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ligne {}\u{a0}: {}", self.line, self.message)
    }
}

/// Refusal of a configuration file.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("configuration {path}\u{a0}: {reason}", path = path.display(), reason = reason(cause))]
    Unreadable {
        path: PathBuf,
        /// What the system answered.
        cause: io::Error,
    },
    /// The file says something that is not understood.
    #[error("configuration {path}\u{a0}:{list}", path = path.display(), list = list(problems))]
    Faulty {
        path: PathBuf,
        /// All its faults, in the order of its lines.
        problems: Vec<Problem>,
    },
}

fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::InvalidData => "le fichier n’est pas écrit en UTF-8".to_owned(),
        _ => system::answer(cause),
    }
}

fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    format!("\n  {}", lines.join("\n  "))
}
