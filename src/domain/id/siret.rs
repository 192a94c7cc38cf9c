//! SIRET: the national identifier of an establishment of a legal entity.

use super::error::{IdError, IdKind, IdReason};
use super::siren::Siren;
use super::text;

/// The SIREN whose establishments may fail the Luhn check: La Poste.
const LA_POSTE: &[u8] = b"356000000";

/// The SIRET of an establishment: a SIREN and five digits, fourteen digits that pass the Luhn check together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Siret([u8; 14]);

text_identifier!(Siret, "a SIRET: fourteen digits that pass the Luhn check");

impl Siret {
    /// Reads a SIRET; blanks around it are dropped.
    ///
    /// Its first nine digits must be a SIREN too, so that [`Siret::siren`] always has an answer.
    pub fn parse(value: &str) -> Result<Self, IdError> {
        let text = text::trimmed(IdKind::Siret, value)?;
        let error = |reason| IdError::new(IdKind::Siret, text, reason);
        let digits: [u8; 14] = text::digits(text).ok_or_else(|| error(IdReason::Form))?;
        if !text::luhn(&digits[..9]) || !(text::luhn(&digits) || la_poste(&digits)) {
            return Err(error(IdReason::Luhn));
        }
        Ok(Self(digits))
    }

    /// Returns its fourteen digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns the SIREN of the legal entity.
    pub fn siren(&self) -> Siren {
        let mut digits = [0; 9];
        digits.copy_from_slice(&self.0[..9]);
        Siren(digits)
    }
}

/// Says whether fourteen digits are a post office by the rule of La Poste: a digit sum that 5 divides.
fn la_poste(digits: &[u8; 14]) -> bool {
    let sum: u32 = digits.iter().map(|byte| u32::from(byte - b'0')).sum();
    digits.starts_with(LA_POSTE) && sum.is_multiple_of(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(value: &str) -> IdReason {
        Siret::parse(value).unwrap_err().reason
    }

    #[test]
    fn reads_a_siret_and_gives_its_siren() {
        let siret = Siret::parse(" 21350016800025 ").unwrap();
        assert_eq!(
            (siret.as_str(), siret.siren().as_str()),
            ("21350016800025", "213500168")
        );
        assert_eq!(format!("{siret:?}"), "Siret(21350016800025)");
    }

    #[test]
    fn a_post_office_passes_by_luhn_or_by_the_sum_of_its_digits() {
        let head_office = "35600000000048";
        assert!(text::luhn(head_office.as_bytes()) && Siret::parse(head_office).is_ok());
        let office = "35600000000010";
        assert!(!text::luhn(office.as_bytes()) && Siret::parse(office).is_ok());
        assert_eq!(reason("35600000000011"), IdReason::Luhn);
    }

    #[test]
    fn the_rule_of_the_post_serves_no_other() {
        assert_eq!(reason("21350016800022"), IdReason::Luhn, "its digit sum is 30");
    }

    #[test]
    fn refuses_one_whose_siren_is_wrong() {
        let wrong = "21350017800024";
        assert!(text::luhn(wrong.as_bytes()) && !text::luhn(&wrong.as_bytes()[..9]));
        assert_eq!(reason(wrong), IdReason::Luhn);
    }

    #[test]
    fn refuses_what_has_another_form() {
        assert_eq!(reason(""), IdReason::Empty);
        for text in [
            "2,13500E+13",
            "213500168",
            "2135001680002",
            "213500168000250",
            "213 500 168 00025",
        ] {
            assert_eq!(reason(text), IdReason::Form, "{text}");
        }
    }
}
