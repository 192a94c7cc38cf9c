//! Keys that are free text within bounds: solution codes, convention numbers, contract references.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use crate::text::fold;

/// Why a text key is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextKeyError {
    #[error("la valeur est vide")]
    Empty,
    /// More than `MAX_LEN` characters.
    #[error("la valeur dépasse {MAX_LEN} caractères")]
    TooLong,
    /// A control character, a list separator or another character that the kind forbids.
    #[error("le caractère {0:?} n’est pas admis")]
    Character(char),
}

/// The longest text key, in characters.
pub const MAX_LEN: usize = 64;

/// Declares a text key: trimmed, not empty, at most [`MAX_LEN`] characters, each admitted by `$allowed`.
macro_rules! text_key {
    ($(#[$doc:meta])* $name:ident, $fold:expr, $allowed:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Reads a key, trimmed; fails on an empty, too long or forbidden text.
            pub fn parse(text: &str) -> Result<Self, TextKeyError> {
                let fold: fn(&str) -> String = $fold;
                let allowed: fn(char) -> bool = $allowed;
                checked(&fold(text.trim()), allowed).map(Self)
            }

            /// The key as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = TextKeyError;
            fn from_str(text: &str) -> Result<Self, TextKeyError> {
                Self::parse(text)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

text_key!(
    /// A solution's short code, in lower case: `one`, `edumoov`.
    SolutionCode,
    str::to_lowercase,
    |c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')
);
text_key!(
    /// A convention's number, as the DSDEN writes it: `26-0012`.
    ConventionNumber,
    str::to_owned,
    printable
);
text_key!(
    /// The number of an avenant among those of its convention: `1`, `2026-2`.
    AmendmentNumber,
    str::to_owned,
    printable
);
text_key!(
    /// A commercial contract's reference.
    ContractReference,
    str::to_owned,
    printable
);
text_key!(
    /// A version of a fiche de traitement: `2`, `2026-09`.
    SheetVersion,
    str::to_owned,
    printable
);

impl AmendmentNumber {
    /// What is said of a number that a new avenant cannot have, in French.
    pub const NOT_PLAIN: &str =
        "ce numéro n’est pas admis\u{a0}: des lettres et des chiffres, avec des tirets entre eux";

    /// True of a number as it is given to a new avenant: letters and digits, with dashes, blanks, full stops or slashes
    /// in between. A spreadsheet takes none of them for a formula.
    pub fn is_plain(&self) -> bool {
        let mut ends = self
            .0
            .chars()
            .next()
            .into_iter()
            .chain(self.0.chars().next_back());
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{2011}' | ' ' | '.' | '/' | '_');
        ends.all(char::is_alphanumeric) && self.0.chars().all(inner)
    }

    /// True where both are the number of one avenant: zeros that one begins with make no other (`01`, `1`).
    pub fn is_same(&self, other: &Self) -> bool {
        let plain = |number: &Self| number.as_str().trim_start_matches('0').to_lowercase();
        plain(self) == plain(other)
    }
}

impl ConventionNumber {
    /// True where a reader may take one for the other: dashes and spaces, leading zeros, case, `O` for `0` and `I` or `l` for `1`.
    pub fn looks_like(&self, other: &Self) -> bool {
        plain(&self.0) == plain(&other.0)
    }
}

/// The parts of a number, as a reader takes them.
fn plain(number: &str) -> Vec<String> {
    let folded = fold(number);
    let part = |part: &str| {
        let read = part.replace('o', "0").replace(['i', 'l'], "1");
        read.trim_start_matches('0').to_owned()
    };
    folded.split(' ').map(part).collect()
}

/// True for what a key may hold: no control character, none of the separators of lists and keys.
fn printable(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '|' | ';' | '@' | '"' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn checked(text: &str, allowed: fn(char) -> bool) -> Result<Box<str>, TextKeyError> {
    if text.is_empty() {
        return Err(TextKeyError::Empty);
    }
    if text.chars().count() > MAX_LEN {
        return Err(TextKeyError::TooLong);
    }
    match text.chars().find(|c| !allowed(*c)) {
        Some(c) => Err(TextKeyError::Character(c)),
        None => Ok(text.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{ConventionNumber, SolutionCode, TextKeyError};

    #[test]
    fn a_solution_code_is_folded_to_lower_case() {
        assert_eq!(SolutionCode::parse(" ONE ").unwrap().as_str(), "one");
        assert_eq!(SolutionCode::parse("a b"), Err(TextKeyError::Character(' ')));
    }

    #[test]
    fn a_convention_number_has_no_control_character() {
        assert_eq!(ConventionNumber::parse("26-0012").unwrap().as_str(), "26-0012");
        assert_eq!(
            ConventionNumber::parse("26\u{1b}[2J"),
            Err(TextKeyError::Character('\u{1b}'))
        );
        assert_eq!(ConventionNumber::parse("  "), Err(TextKeyError::Empty));
    }

    #[test]
    fn numbers_look_alike_where_a_reader_takes_one_for_the_other() {
        let table = [
            ("26-0012", "26\u{2011}0012", true),
            ("26-0012", "26 12", true),
            ("26-0012", "26-OO12", true),
            ("26-0011", "26-00l1", true),
            ("26-0012", "26-0120", false),
            ("26-0012", "26-0013", false),
            ("26-0012", "28-0012", false),
            ("26-0012", "260012", false),
        ];
        for (one, other, expected) in table {
            let [left, right] = [one, other].map(|text| ConventionNumber::parse(text).unwrap());
            assert_eq!(left.looks_like(&right), expected, "{one} {other}");
        }
    }
}
