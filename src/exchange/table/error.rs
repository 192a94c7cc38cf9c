//! Why a file cannot be read as a table: what, where, and what to do.

use crate::exchange::json::JsonError;
use crate::text::quoted;

use super::{CELL, COLUMNS, Separator};

/// A table that cannot be read at all. Names are inert.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file has no header: it is blank.
    #[error("{name} ne contient aucune ligne. Refaites l’export ou le téléchargement.")]
    Blank { name: String },
    /// The file has a header and nothing under it, or an empty list.
    #[error("{name} n’a aucune ligne de données. Refaites l’export\u{a0}: rien n’a été lu.")]
    NoRow { name: String },
    /// The bytes are of no encoding that is read, or of two.
    #[error(
        "{name}, ligne {line}\u{a0}: {}. Enregistrez-le à nouveau en CSV UTF-8.",
        unread(*guess)
    )]
    Encoding {
        name: String,
        /// The first line that is not UTF-8.
        line: u64,
        /// The encoding that the file seems to be in.
        guess: Option<&'static str>,
    },
    /// A quote is opened and never closed.
    #[error(
        "{name}, ligne {line}\u{a0}: un guillemet (\") est ouvert et n’est jamais refermé. \
             Fermez-le, ou doublez-le s’il fait partie du texte."
    )]
    OpenQuote {
        name: String,
        /// The line where it is opened.
        line: u64,
    },
    /// Text follows the quote that should end a cell.
    #[error(
        "{name}, ligne {line}\u{a0}: du texte suit le guillemet (\") qui termine une cellule, ou un guillemet manque \
             avant. Fermez la cellule, ou doublez le guillemet s’il fait partie du texte."
    )]
    StrayQuote {
        name: String,
        /// The line where the cell begins.
        line: u64,
    },
    /// A line has too many cells.
    #[error("{name}, ligne {line}\u{a0}: plus de {max} colonnes. Vérifiez le séparateur et les fins de ligne.", max = COLUMNS)]
    TooManyColumns { name: String, line: u64 },
    #[error("{name}, ligne {line}\u{a0}: une cellule dépasse {max} octets. Vérifiez le séparateur et les fins de ligne.", max = CELL)]
    CellTooLong {
        name: String,
        /// The line where the cell begins.
        line: u64,
    },
    /// Required columns are missing.
    #[error("{name}\u{a0}: il manque {}. Colonnes lues{}\u{a0}: {}. Renommez ou ajoutez ce qui manque.",
            names(missing), with(*separator), list(found))]
    MissingColumns {
        name: String,
        /// The columns that every file must have and this one lacks.
        missing: Vec<String>,
        /// The separator that was found, or assumed when none was; nothing for JSON.
        separator: Option<Separator>,
        /// The columns of the file.
        found: Vec<String>,
    },
    /// The file has none of some columns, of which it needs one.
    #[error("{name}\u{a0}: il faut l’une des colonnes {}. Colonnes lues{}\u{a0}: {}. Renommez ou ajoutez-en une.",
            quotes(wanted).join(", "), with(*separator), list(found))]
    NoneOf {
        name: String,
        wanted: Vec<&'static str>,
        separator: Option<Separator>,
        /// The columns of the file.
        found: Vec<String>,
    },
    /// Two columns claim one name.
    #[error(
        "{name}\u{a0}: la colonne «\u{a0}{}\u{a0}» figure plusieurs fois (colonnes {first} et {second}). \
             Supprimez ou renommez l’une d’elles.",
        quoted(column)
    )]
    DuplicateColumn {
        name: String,
        /// The header, as the file spells it.
        column: String,
        /// The rank of the first, from one.
        first: usize,
        /// The rank of the second, from one.
        second: usize,
    },
    /// The file is JSON that cannot be read.
    #[error(transparent)]
    Json(#[from] JsonError),
}

/// How many columns of the file a message lists.
const LISTED: usize = 30;

/// Quotes the missing columns: `la colonne « a »`, `les colonnes « a », « b »`.
fn names(missing: &[String]) -> String {
    let names = quotes(missing);
    let noun = if names.len() == 1 {
        "la colonne"
    } else {
        "les colonnes"
    };
    format!("{noun} {}", names.join(", "))
}

fn quotes<T: AsRef<str>>(names: &[T]) -> Vec<String> {
    let names = names.iter().map(AsRef::as_ref);
    names
        .map(|name| format!("«\u{a0}{}\u{a0}»", quoted(name)))
        .collect()
}

/// Says which separator was used.
fn with(separator: Option<Separator>) -> String {
    separator
        .map(|separator| format!(" avec le séparateur {separator}"))
        .unwrap_or_default()
}

/// Lists the columns of the file, inert and not without end.
fn list(found: &[String]) -> String {
    let mut names: Vec<String> = found.iter().take(LISTED).map(|name| quoted(name)).collect();
    if found.len() > LISTED {
        names.push(match found.len() - LISTED {
            1 => "et une autre".to_owned(),
            more => format!("et {more} autres"),
        });
    }
    names.join(", ")
}

/// Says what is wrong with the characters of a file.
fn unread(guess: Option<&'static str>) -> String {
    match guess {
        Some(guess) => format!(
            "les accents ne se lisent ni en UTF-8 ni en Windows-1252\u{a0}; l’encodage paraît être {guess}"
        ),
        None => "un caractère n’est ni en UTF-8 ni en Windows-1252, ou le fichier mêle les deux encodages"
            .to_owned(),
    }
}
