//! Why a workbook gives no rows: what is wrong, and what to do.

use crate::text::quoted;

use super::bounds::{CELLS, SHEETS, TEXT, TITLES, UNZIPPED};
use crate::exchange::source::{CELL, COLUMNS};

/// A workbook that gives no rows.
#[derive(Debug, thiserror::Error)]
#[error("{name}\u{a0}: {fault}")]
pub struct WorkbookError {
    /// The file, inert.
    pub name: String,
    pub fault: Fault,
}

/// Why a workbook gives no rows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not what its first bytes promise, or not whole.
    #[error("ce classeur est abîmé ou incomplet. Ouvrez-le dans un tableur et enregistrez-le à nouveau.")]
    Damaged,
    #[error("ce classeur est protégé par un mot de passe. Enregistrez-le sans mot de passe.")]
    Password,
    /// It is another document of the same family of formats.
    #[error(
        "ce document n’est pas un classeur. Donnez un classeur (XLSX, ODS, XLS), ou un fichier CSV ou JSON."
    )]
    NoWorkbook,
    #[error("ce classeur n’a aucune feuille de cellules. Donnez celui qui contient la table.")]
    NoSheet,
    #[error("ce classeur a plus de {SHEETS} feuilles. Enregistrez à part celle qui contient la table.")]
    TooManySheets,
    #[error(
        "ce classeur dépasse {}\u{a0}Mio une fois décompressé. Enregistrez la feuille en CSV, ou n’en gardez qu’un extrait.",
        UNZIPPED >> 20
    )]
    TooLarge,
    #[error(
        "la feuille a plus de {CELLS} cellules remplies. Enregistrez-la en CSV, ou n’en gardez qu’un extrait."
    )]
    TooManyCells,
    #[error(
        "les cellules de la feuille dépassent {}\u{a0}Mio de texte. Enregistrez-la en CSV, ou n’en gardez qu’un extrait.",
        TEXT >> 20
    )]
    TooMuchText,
    /// An old workbook whose cells stand far from each other, which would take room without end.
    #[error(
        "les cellules du classeur sont trop éloignées les unes des autres. Supprimez celles qui sont hors de la table, \
         ou enregistrez-le en XLSX."
    )]
    Scattered,
    #[error(
        "ligne {row}\u{a0}: une cellule au-delà de la colonne {COLUMNS}. Supprimez ce qui est hors de la table."
    )]
    TooManyColumns { row: u32 },
    #[error("ligne {row}\u{a0}: une cellule dépasse {CELL} octets. Vérifiez ce qu’elle contient.")]
    CellTooLong { row: u32 },
    #[error(
        "aucune feuille ne s’appelle «\u{a0}{}\u{a0}». {}.",
        quoted(wanted),
        listed("Feuilles", sheets)
    )]
    NoSuchSheet { wanted: String, sheets: Vec<String> },
    #[error(
        "plusieurs feuilles ont les colonnes attendues. {}. Dites laquelle avec --feuille NOM.",
        listed("Feuilles", .0)
    )]
    SeveralSheetsFit(Vec<String>),
    /// Of each sheet that is not blank, its name and the columns that it lacks.
    #[error("{}", no_sheet(.0))]
    NoSheetFits(Vec<(String, Vec<&'static str>)>),
    /// The file is to be a list of JSON records.
    #[error("c’est un classeur de tableur, et ce fichier se donne en JSON.")]
    NoTable,
}

/// How many sheets or columns a message lists.
const LISTED: usize = 10;

/// Says of each sheet which columns it lacks.
fn no_sheet(lacking: &[(String, Vec<&'static str>)]) -> String {
    if lacking.is_empty() {
        return "toutes les feuilles sont vides. Donnez le classeur qui contient la table.".to_owned();
    }
    let sheets: Vec<String> = lacking
        .iter()
        .take(LISTED)
        .map(|(name, missing)| {
            let names: Vec<String> = missing.iter().map(|name| (*name).to_owned()).collect();
            format!(
                "«\u{a0}{}\u{a0}»\u{a0}: {}",
                quoted(name),
                listed("il manque", &names)
            )
        })
        .collect();
    format!(
        "aucune feuille n’a, dans ses {} premières lignes remplies, toutes les colonnes attendues. {}. Renommez ou ajoutez ce \
         qui manque.",
        TITLES + 1,
        sheets.join("\u{a0}; ")
    )
}

/// Lists names, inert and not without end.
fn listed(title: &str, names: &[String]) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("«\u{a0}{}\u{a0}»", quoted(name)))
        .collect();
    if names.len() > LISTED {
        shown.push(match names.len() - LISTED {
            1 => "et une autre".to_owned(),
            more => format!("et {more} autres"),
        });
    }
    let colon = if title == "il manque" { "" } else { "\u{a0}:" };
    format!("{title}{colon} {}", shown.join(", "))
}
