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

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(value: &str) -> IdReason {
        Uai::parse(value).unwrap_err().reason
    }

    #[test]
    fn reads_and_shows_a_uai() {
        for text in [
            "0380123C",
            " 0380123C ",
            "0380123c",
            "\u{a0}0380123C\r\n",
            "\t0380123c",
        ] {
            let uai = Uai::parse(text).unwrap();
            assert_eq!((uai.as_str(), uai.prefix()), ("0380123C", "038"), "{text:?}");
            assert_eq!(
                (format!("{uai}"), format!("{uai:?}")),
                ("0380123C".into(), "Uai(0380123C)".into())
            );
        }
    }

    #[test]
    fn pads_as_a_text_does() {
        assert_eq!(format!("{:<10}|", Uai::parse("0380123C").unwrap()), "0380123C  |");
    }

    #[test]
    fn refuses_every_other_key() {
        for letter in ('A'..='Z').filter(|letter| *letter != 'C') {
            let refused = IdReason::Key { expected: 'C' };
            assert_eq!(reason(&format!("0380123{letter}")), refused, "{letter}");
        }
    }

    #[test]
    fn uses_the_23_keys_in_turn() {
        for (number, letter) in "ABCDEFGHJKLMNPRSTUVWXYZABC".chars().enumerate() {
            assert!(
                Uai::parse(&format!("{number:07}{letter}")).is_ok(),
                "{number} {letter}"
            );
        }
    }

    #[test]
    fn refuses_what_has_another_form() {
        assert_eq!(reason(""), IdReason::Empty);
        assert_eq!(reason(" \u{a0}\t"), IdReason::Empty);
        let others = [
            "0380123",
            "380123C",
            "0380123CA",
            "038012AA",
            "03801231",
            "A380123C",
            "0380 23A",
            "038012é",
            "０380123C",
        ];
        for text in others {
            assert_eq!(reason(text), IdReason::Form, "{text}");
        }
    }

    #[test]
    fn any_slip_of_one_digit_is_found() {
        let right = b"0380123C";
        for place in 0..7 {
            for digit in (b'0'..=b'9').filter(|digit| *digit != right[place]) {
                let mut wrong = *right;
                wrong[place] = digit;
                assert!(
                    Uai::parse(std::str::from_utf8(&wrong).unwrap()).is_err(),
                    "{place} {digit}"
                );
            }
        }
    }

    #[test]
    fn gives_the_departement_of_its_prefix() {
        let table = [
            ("038", Some("38")),
            ("001", Some("01")),
            ("095", Some("95")),
            ("620", Some("2A")),
            ("720", Some("2B")),
            ("971", Some("971")),
            ("972", Some("972")),
            ("973", Some("973")),
            ("974", Some("974")),
            ("975", Some("975")),
            ("976", Some("976")),
            ("983", Some("988")),
            ("984", Some("987")),
            ("986", Some("986")),
            ("987", Some("987")),
            ("988", Some("988")),
            ("000", None),
            ("020", None),
            ("096", None),
            ("099", None),
            ("125", None),
            ("999", None),
        ];
        for (prefix, departement) in table {
            let digits = format!("{prefix}0001");
            let uai = Uai::parse(&format!("{digits}{}", char::from(key(digits.as_bytes())))).unwrap();
            let found = uai.departement();
            assert_eq!(
                found.as_ref().map(DepartementCode::as_str),
                departement,
                "{prefix}"
            );
        }
    }

    #[test]
    fn the_order_is_that_of_the_text() {
        assert!(Uai::parse("0380123C").unwrap() < Uai::parse("0380124D").unwrap());
    }
}
