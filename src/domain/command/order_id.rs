//! The number that a client gives an order, so that asking it again does not do it again.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number of 128 bits, chosen at random by the client; written as thirty-two hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OrderId(u128);

impl OrderId {
    /// The id of a number that the caller drew at random.
    pub fn new(number: u128) -> Self {
        Self(number)
    }

    /// The number so much further.
    #[must_use]
    pub fn plus(self, further: u64) -> Self {
        Self(self.0.wrapping_add(further.into()))
    }

    /// Reads what [`Display`](fmt::Display) writes, and nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let fits = text.len() == 32 && text.bytes().all(digits);
        fits.then(|| u128::from_str_radix(text, 16).ok().map(Self))?
    }
}

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl Serialize for OrderId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for OrderId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| {
            serde::de::Error::custom("le numéro d’un ordre a 32 chiffres hexadécimaux en minuscules")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_back_from_its_text_and_nothing_else_is_one() {
        let id = OrderId::new(0x00ab_cdef);
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(text, "\"00000000000000000000000000abcdef\"");
        assert_eq!(serde_json::from_str::<OrderId>(&text).unwrap(), id);
        let long = "0".repeat(33);
        let upper = "A".repeat(32);
        let signed = format!("+{}", "0".repeat(31));
        for wrong in ["", "ab", &long, &upper, &signed] {
            assert_eq!(OrderId::parse(wrong), None, "{wrong}");
        }
    }
}
