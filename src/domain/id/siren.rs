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

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(value: &str) -> IdReason {
        Siren::parse(value).unwrap_err().reason
    }

    #[test]
    fn reads_and_shows_a_siren() {
        for text in ["213801855", " 213801855\n"] {
            let siren = Siren::parse(text).unwrap();
            assert_eq!(
                (siren.as_str(), format!("{siren:?}")),
                ("213801855", "Siren(213801855)".into())
            );
        }
    }

    #[test]
    fn any_slip_of_one_digit_is_found() {
        let right = b"213801855";
        for place in 0..9 {
            for digit in (b'0'..=b'9').filter(|digit| *digit != right[place]) {
                let mut wrong = *right;
                wrong[place] = digit;
                assert_eq!(
                    reason(std::str::from_utf8(&wrong).unwrap()),
                    IdReason::Luhn,
                    "{place} {digit}"
                );
            }
        }
    }

    #[test]
    fn two_neighbours_swapped_are_found() {
        assert_eq!(reason("123801855"), IdReason::Luhn);
        assert_eq!(reason("218301855"), IdReason::Luhn);
    }

    #[test]
    fn refuses_what_has_another_form() {
        assert_eq!(reason(""), IdReason::Empty);
        for text in [
            "21380185",
            "2138018550",
            "213 801 855",
            "2,138E+08",
            "21380185A",
            "٢١٣٨٠١٨٥٥",
        ] {
            assert_eq!(reason(text), IdReason::Form, "{text}");
        }
    }
}
