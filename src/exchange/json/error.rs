//! Why a JSON file cannot be read: what, where, and what to do.

use super::wording;

/// A JSON file, or one value of it, that cannot be read. Names and reasons are inert.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// Its bytes are not UTF-8, as JSON must be.
    #[error(
        "{name}, ligne {line}\u{a0}: un caractère n’est pas en UTF-8. Enregistrez le fichier à nouveau en UTF-8."
    )]
    Encoding {
        name: String,
        /// The first line that is not UTF-8.
        line: u64,
    },
    /// It is an object without a list of records.
    #[error(
        "{name}\u{a0}: aucune liste d’enregistrements. Donnez un tableau JSON, ou un objet avec «\u{a0}results\u{a0}» ou «\u{a0}records\u{a0}»."
    )]
    NoList { name: String },
    /// Something in it is not as it should be.
    #[error(
        "{name}, ligne {line}, colonne {column}\u{a0}: {reason}. Corrigez le fichier ou refaites l’export."
    )]
    At {
        name: String,
        line: u64,
        /// The byte of the line, from one.
        column: u64,
        /// What is wrong, in French.
        reason: String,
    },
}

impl JsonError {
    /// Places what `serde_json` found wrong in a text that begins at `line` and after `column` bytes of it.
    pub(super) fn at(name: &str, line: u64, column: u64, error: &serde_json::Error) -> Self {
        let within = (error.line() as u64, error.column() as u64);
        let column = if within.0 <= 1 {
            column + within.1
        } else {
            within.1
        };
        let line = line + within.0.saturating_sub(1);
        Self::At {
            name: name.to_owned(),
            line,
            column: column.max(1),
            reason: wording::french(error),
        }
    }
}
