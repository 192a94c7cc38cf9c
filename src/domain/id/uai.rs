//! UAI: the national identifier of a school.

use super::departement::DepartementCode;
use super::error::{IdError, IdKind, IdReason};
use super::text;

/// The key letters: the remainder of the seven digits by 23 picks one. `I`, `O` and `Q` are not among them.
const KEYS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// The UAI of an establishment: seven digits and the key letter that they give.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uai([u8; 8]);

text_identifier!(Uai, "a UAI: seven digits and their key letter");

impl Uai {
    /// Reads a UAI; blanks around it are dropped and its letter is put in upper case.
    pub fn parse(value: &str) -> Result<Self, IdError> {
        let text = text::trimmed(IdKind::Uai, value)?;
        let error = |reason| IdError::new(IdKind::Uai, text, reason);
        let bytes: [u8; 8] = text::upper(text).ok_or_else(|| error(IdReason::Form))?;
        let (digits, letter) = (&bytes[..7], bytes[7]);
        if !text::all_digits(digits) || !letter.is_ascii_uppercase() {
            return Err(error(IdReason::Form));
        }
        let expected = key(digits);
        if letter != expected {
            return Err(error(IdReason::Key {
                expected: char::from(expected),
            }));
        }
        Ok(Self(bytes))
    }

    /// Returns its eight characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns its first three digits, which name the département that numbered it.
    pub fn prefix(&self) -> &str {
        &self.as_str()[..3]
    }

    /// Returns the département of its prefix: `620` is Corse-du-Sud, `720` Haute-Corse, `983` New Caledonia
    /// and `984` French Polynesia; the others are the département's own code in three digits.
    ///
    /// A prefix outside this list (establishments abroad) gives nothing.
    pub fn departement(&self) -> Option<DepartementCode> {
        let code = match self.prefix() {
            "620" => "2A",
            "720" => "2B",
            "983" => "988",
            "984" => "987",
            other => other,
        };
        DepartementCode::parse(code).ok()
    }
}

/// Returns the key letter of seven ASCII digits.
fn key(digits: &[u8]) -> u8 {
    let number = digits
        .iter()
        .fold(0_usize, |sum, byte| sum * 10 + usize::from(byte - b'0'));
    KEYS[number % KEYS.len()]
}
