//! SIREN: the national identifier of a legal entity.

use super::error::{IdError, IdKind, IdReason};
use super::text;

/// The SIREN of a collectivité or of a prestataire: nine digits that pass the Luhn check.
///
/// A module that fills the field has made the same check.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siren(pub(super) [u8; 9]);

text_identifier!(Siren, "a SIREN: nine digits that pass the Luhn check");

impl Siren {
    /// Reads a SIREN; blanks around it are dropped.
    pub fn parse(value: &str) -> Result<Self, IdError> {
        let text = text::trimmed(IdKind::Siren, value)?;
        let error = |reason| IdError::new(IdKind::Siren, text, reason);
        let bytes: [u8; 9] = text::digits(text).ok_or_else(|| error(IdReason::Form))?;
        if !text::luhn(&bytes) {
            return Err(error(IdReason::Luhn));
        }
        Ok(Self(bytes))
    }

    /// Returns its nine digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}
