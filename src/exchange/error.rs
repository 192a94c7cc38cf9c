//! Why a file gives no records at all: what, where, and what to do.

use super::json::JsonError;
use super::site::SiteError;
use super::source::{Over, SourceError};
use super::table::TableError;
use super::workbook::WorkbookError;

/// A file that cannot be imported as a whole. A row that cannot is a reject, not an error.
#[derive(Debug, thiserror::Error)]
pub enum ExchangeError {
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It cannot be read as a table.
    #[error(transparent)]
    Table(#[from] TableError),
    /// It is a workbook that gives no table.
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    /// It cannot be read as JSON.
    #[error(transparent)]
    Json(#[from] JsonError),
    /// It is an export of Démarches Simplifiées that gives no dossiers.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// Its reading came to the bounds that it has.
    #[error("{name}\u{a0}: {over}")]
    Over { name: String, over: Over },
    /// It changes which commune a code stands for, and the day from which it does is not given.
    #[error(
        "{name}\u{a0}: ce fichier change la commune que désignent des codes ({})\u{a0}; dites depuis quel jour avec --effet \
         AAAA-MM-JJ",
        listed(.changes)
    )]
    NoEffectiveDay {
        name: String,
        /// Each change, in French.
        changes: Vec<String>,
    },
    /// It was written of a base that is marked *essai*, and is to enter another.
    #[error(
        "{name} vient d’une base d’essai (colonne «\u{a0}essai\u{a0}»)\u{a0}: rien n’en entre dans une base qui n’en est pas une\u{a0}; \
         donnez la base d’essai avec --base"
    )]
    Trial { name: String },
    /// It is the export of a base in a format that this program does not know.
    #[error(
        "{name}\u{a0}: export de base au format {found}, ce programme connaît le format {known}. Mettez-le à jour."
    )]
    BaseFormat {
        name: String,
        /// The format of the file.
        found: u32,
        /// The format that is known.
        known: u32,
    },
}

/// How many changes are named; the others are counted.
const NAMED: usize = 5;

/// The first changes, and how many others.
fn listed(changes: &[String]) -> String {
    let named = changes.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    match changes.len().saturating_sub(NAMED) {
        0 => named,
        1 => format!("{named} et un autre"),
        others => format!("{named} et {others} autres"),
    }
}
