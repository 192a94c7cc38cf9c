//! Why a text is no identifier: data, worded in French when shown.

use std::fmt;

use crate::text::escaped;

/// The longest part of a refused value that an error keeps, in characters.
const KEPT: usize = 64;

/// Which identifier a text was meant to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// The identifier of a school.
    Uai,
    /// The identifier of a legal entity.
    Siren,
    /// The identifier of an establishment of a legal entity.
    Siret,
    /// The identifier of a commune.
    Insee,
    /// The identifier of a département.
    Departement,
}

/// What is wrong with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdReason {
    Empty,
    /// A wrong length, or a character at a place where it may not stand.
    Form,
    /// The letter at the end of a UAI is not the one that its digits give.
    Key {
        /// The letter that the digits give.
        expected: char,
    },
    /// The digits fail the Luhn check.
    Luhn,
    /// The form is right, and no such code exists.
    Unknown,
}

/// A text that is not the identifier it was meant to be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdError {
    /// Which identifier was expected.
    pub kind: IdKind,
    /// The text without the blanks around it, cut after 64 characters. It may hold control characters.
    pub value: String,
    /// What is wrong with it.
    pub reason: IdReason,
}

impl IdError {
    /// Makes the error of `value`; keeps its first characters only, so that a huge value costs little.
    pub(super) fn new(kind: IdKind, value: &str, reason: IdReason) -> Self {
        let text = value.trim();
        let value = match text.char_indices().nth(KEPT) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text.to_owned(),
        };
        Self { kind, value, reason }
    }
}

impl std::error::Error for IdError {}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.reason == IdReason::Empty {
            return write!(
                f,
                "valeur vide\u{a0}: {} est attendu, {}",
                self.kind.name(),
                self.kind.form()
            );
        }
        f.write_str(&escaped(&self.value))?;
        write!(f, " n’est pas {}\u{a0}: ", self.kind.name())?;
        match self.reason {
            IdReason::Key { expected } => write!(f, "la clé attendue est {expected}"),
            IdReason::Luhn => {
                f.write_str("ses chiffres ne vérifient pas la clé de Luhn, l’un d’eux est faux")
            }
            IdReason::Unknown => write!(f, "ce code n’existe pas, {}", self.kind.form()),
            IdReason::Empty | IdReason::Form => write!(f, "la forme attendue est {}", self.kind.form()),
        }
    }
}

impl IdKind {
    /// Returns its French name with the article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Uai => "un UAI",
            Self::Siren => "un SIREN",
            Self::Siret => "un SIRET",
            Self::Insee => "un code INSEE",
            Self::Departement => "un code de département",
        }
    }

    /// Returns its form in French, as it is asked of the operator.
    pub fn form(self) -> &'static str {
        match self {
            Self::Uai => "sept chiffres puis une lettre",
            Self::Siren => "neuf chiffres",
            Self::Siret => "quatorze chiffres",
            Self::Insee => "cinq chiffres, ou 2A ou 2B puis trois chiffres",
            Self::Departement => "01 à 95, 2A, 2B ou 971 à 989",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{DepartementCode, InseeCode, Siren, Siret, Uai};

    #[test]
    fn names_what_is_wrong_and_what_was_expected() {
        let messages = [
            (
                Uai::parse("0380123B").unwrap_err(),
                "0380123B n’est pas un UAI\u{a0}: la clé attendue est C",
            ),
            (
                Uai::parse("380123C").unwrap_err(),
                "380123C n’est pas un UAI\u{a0}: la forme attendue est sept chiffres puis une lettre",
            ),
            (
                Uai::parse(" ").unwrap_err(),
                "valeur vide\u{a0}: un UAI est attendu, sept chiffres puis une lettre",
            ),
            (
                Siren::parse("213801856").unwrap_err(),
                "213801856 n’est pas un SIREN\u{a0}: ses chiffres ne vérifient pas la clé de Luhn, l’un d’eux est faux",
            ),
            (
                Siret::parse("2,17003E+13").unwrap_err(),
                "2,17003E+13 n’est pas un SIRET\u{a0}: la forme attendue est quatorze chiffres",
            ),
            (
                InseeCode::parse("1004").unwrap_err(),
                "1004 n’est pas un code INSEE\u{a0}: la forme attendue est cinq chiffres, ou 2A ou 2B puis trois chiffres",
            ),
            (
                DepartementCode::parse("96").unwrap_err(),
                "96 n’est pas un code de département\u{a0}: ce code n’existe pas, 01 à 95, 2A, 2B ou 971 à 989",
            ),
        ];
        for (error, message) in messages {
            assert_eq!(error.to_string(), message);
        }
    }

    #[test]
    fn a_hostile_value_is_shown_inert() {
        let error = Uai::parse("\u{1b}[2J\u{7}a\u{9b}\u{202e}b\u{feff}\u{200b}\nc").unwrap_err();
        let shown = error.to_string();
        let head = r"\u{1b}[2J\u{7}a\u{9b}\u{202e}b\u{feff}\u{200b}\u{a}c n’est pas";
        assert!(shown.starts_with(head), "{shown}");
        assert_eq!(
            error.value, "\u{1b}[2J\u{7}a\u{9b}\u{202e}b\u{feff}\u{200b}\nc",
            "the data is kept as it was"
        );
    }

    #[test]
    fn a_huge_value_is_cut() {
        let error = Siren::parse(&"é".repeat(1_000_000)).unwrap_err();
        assert_eq!(error.value, format!("{}…", "é".repeat(64)));
        assert_eq!(Siren::parse(&"9".repeat(64)).unwrap_err().value, "9".repeat(64));
    }
}
