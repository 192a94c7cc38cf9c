//! Why a cell holds no value of the kind that is asked for, in French.

use crate::domain::id::{IdError, TextKeyError};
use crate::text::quoted;

/// A cell that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CellError {
    /// The cell must be filled and is empty.
    #[error("la cellule est vide, une valeur est attendue")]
    Empty,
    /// It holds what a spreadsheet or a program writes for no value, or has lost characters.
    #[error("cette cellule n’a plus sa valeur\u{a0}: reprenez-la dans le fichier d’origine")]
    Damaged,
    /// It is no identifier.
    #[error("{}", bare(.0))]
    Id(IdError),
    /// A spreadsheet turned the identifier into a number such as `2,17003E+13`.
    #[error(
        "le tableur a changé cet identifiant en nombre et en a perdu des chiffres\u{a0}: \
             reprenez-le dans le fichier d’origine, colonne au format texte"
    )]
    Scientific,
    /// A date is a spreadsheet's count of days.
    #[error("nombre de jours d’un tableur\u{a0}: mettez la colonne au format date (JJ/MM/AAAA)")]
    SerialDate,
    /// A date is written with points or hyphens between its numbers.
    #[error("date écrite avec des points ou des tirets\u{a0}: écrivez JJ/MM/AAAA ou AAAA-MM-JJ")]
    DottedDate,
    /// Its year is too far to be that of a day.
    #[error(
        "l’année n’est pas de 1800 à 2199\u{a0}: écrivez AAAA-MM-JJ ou JJ/MM/AAAA, ou laissez la cellule vide"
    )]
    FarYear,
    /// There is no such day.
    #[error("ce n’est pas une date\u{a0}: écrivez AAAA-MM-JJ ou JJ/MM/AAAA")]
    Date,
    /// It is neither yes nor no.
    #[error("écrivez oui ou non")]
    YesNo,
    /// It is no e-mail address.
    #[error("ce n’est pas une adresse électronique")]
    Email,
    /// It is no postcode.
    #[error("ce n’est pas un code postal de cinq chiffres")]
    Postcode,
    /// It is no number of an RPI.
    #[error("ce n’est pas un numéro de RPI de six caractères")]
    Rpi,
    /// It names no school as the forms do.
    #[error("écrivez «\u{a0}Nom, Commune (UAI)\u{a0}» ou l’UAI seul")]
    School,
    /// It is none of the values that the column knows.
    #[error("valeur inconnue\u{a0}: {}", expected(.0))]
    Choice(Vec<&'static str>),
    /// It is no key: a code, a number or a reference.
    #[error("{0}")]
    Key(TextKeyError),
    /// It refers to a record that the base lacks; says which, and what to import first.
    #[error("{0}")]
    Unknown(String),
    /// It is no whole number, or one outside its bounds.
    #[error("ce n’est pas un nombre entier entre {least} et {most}")]
    Number {
        /// The smallest number that is read.
        least: u32,
        /// The largest number that is read.
        most: u32,
    },
    /// It is a longer text than the base stores.
    #[error("le texte dépasse {most} caractères")]
    TooLong {
        /// The longest text that is stored, in characters.
        most: usize,
    },
    /// One item of a list is wrong.
    #[error("«\u{a0}{}\u{a0}»\u{a0}: {error}", quoted(item))]
    Item {
        /// The item, as the file has it.
        item: String,
        /// What is wrong with it.
        error: Box<CellError>,
    },
}

impl From<TextKeyError> for CellError {
    fn from(error: TextKeyError) -> Self {
        Self::Key(error)
    }
}

impl From<IdError> for CellError {
    fn from(error: IdError) -> Self {
        Self::Id(error)
    }
}

/// Says what is wrong with an identifier without repeating its value, which the problem shows already.
fn bare(error: &IdError) -> String {
    let error = IdError {
        value: String::new(),
        ..error.clone()
    };
    error.to_string().trim_start().to_owned()
}

/// Lists the values that a column knows: `écrivez aucune, expresse ou tacite`.
fn expected(known: &[&str]) -> String {
    match known {
        [before @ .., last] if !before.is_empty() => format!("écrivez {} ou {last}", before.join(", ")),
        _ => format!("écrivez {}", known.concat()),
    }
}
