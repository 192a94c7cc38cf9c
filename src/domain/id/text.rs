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
