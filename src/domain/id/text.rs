//! What every identifier shares: reading its text, showing it, and its form in serde.

use super::error::{IdError, IdKind, IdReason};

/// Returns `value` without the blanks around it, or the error of an empty value.
pub(super) fn trimmed(kind: IdKind, value: &str) -> Result<&str, IdError> {
    match value.trim() {
        "" => Err(IdError::new(kind, value, IdReason::Empty)),
        text => Ok(text),
    }
}

/// Returns the `N` bytes of `text` in upper case, or nothing when its length differs or it is not ASCII
/// letters and digits.
pub(super) fn upper<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes: [u8; N] = text.as_bytes().try_into().ok()?;
    bytes.make_ascii_uppercase();
    bytes.iter().all(u8::is_ascii_alphanumeric).then_some(bytes)
}

/// Returns `N` digits, or nothing when `text` is anything else.
pub(super) fn digits<const N: usize>(text: &str) -> Option<[u8; N]> {
    let bytes: [u8; N] = text.as_bytes().try_into().ok()?;
    all_digits(&bytes).then_some(bytes)
}

/// Says whether every byte is an ASCII digit.
pub(super) fn all_digits(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_digit)
}

/// Says whether a row of ASCII digits passes the Luhn check, the rightmost digit being the check digit.
pub(super) fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, byte)| weight(place, byte - b'0'))
        .sum();
    sum.is_multiple_of(10)
}

/// Returns what a digit adds to the Luhn sum: doubled at every second place, then its own digit sum.
fn weight(place: usize, digit: u8) -> u32 {
    let digit = u32::from(digit);
    match (place % 2, digit * 2) {
        (0, _) => digit,
        (_, doubled) if doubled > 9 => doubled - 9,
        (_, doubled) => doubled,
    }
}

/// Gives an identifier with `parse` and `as_str` its text traits: `Display`, `Debug`, `FromStr` and serde.
///
/// Deserializing borrows the text and allocates nothing unless it is wrong.
macro_rules! text_identifier {
    ($name:ident, $expected:literal) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({})", stringify!($name), self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::id::IdError;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Self::parse(value)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;

                impl serde::de::Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expected)
                    }

                    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<$name, E> {
                        $name::parse(value).map_err(E::custom)
                    }
                }

                deserializer.deserialize_str(Text)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{DepartementCode, InseeCode, Siren, Siret, Uai};
    use super::luhn;

    #[test]
    fn luhn_of_known_numbers() {
        for right in ["0", "18", "79927398713", "732829320"] {
            assert!(luhn(right.as_bytes()), "{right}");
        }
        for wrong in ["1", "19", "79927398710", "732829321"] {
            assert!(!luhn(wrong.as_bytes()), "{wrong}");
        }
    }

    type All = (Uai, Siren, Siret, InseeCode, DepartementCode);

    #[test]
    fn serde_writes_and_reads_texts() {
        let json = r#"["0380123C","213801855","21350016800025","2A004","2B"]"#;
        let all: All = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&all).unwrap(), json);
        let read: All = serde_json::from_reader(json.as_bytes()).unwrap();
        assert_eq!(read, all);
    }

    #[test]
    fn serde_reads_a_text_with_escapes_and_a_key_of_a_map() {
        let uai: Uai = serde_json::from_str(r#""038012\u0033C""#).unwrap();
        let map: BTreeMap<Uai, u8> = serde_json::from_str(r#"{"0380123C":1}"#).unwrap();
        assert_eq!(map, BTreeMap::from([(uai, 1)]));
        assert_eq!(serde_json::to_string(&map).unwrap(), r#"{"0380123C":1}"#);
    }

    #[test]
    fn serde_refuses_a_wrong_one_and_says_why() {
        let error = serde_json::from_str::<Uai>(r#""0380123B""#).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("0380123B n’est pas un UAI\u{a0}: la clé attendue est C"),
            "{error}"
        );
        let error = serde_json::from_str::<Siren>("213801855").unwrap_err();
        assert!(
            error.to_string().contains("expected a SIREN: nine digits"),
            "{error}"
        );
        assert!(serde_json::from_str::<Siren>("null").is_err());
    }

    #[test]
    fn from_str_is_parse() {
        assert_eq!("38185".parse::<InseeCode>(), InseeCode::parse("38185"));
        assert_eq!("2138".parse::<Siren>(), Siren::parse("2138"));
    }
}
