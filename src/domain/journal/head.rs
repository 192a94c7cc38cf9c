//! The end of the journal: its last place and hash, as they are noted outside the base.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::id::{Digest, hex, unhex};

/// The end of the journal; written `12:` and the sixty-four hexadecimal digits of its hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The place of the last entry; 0 for an empty base.
    pub seq: u64,
    /// Its hash; zeros for an empty base.
    pub hash: Digest,
}

impl Head {
    /// The head of an empty base.
    pub const EMPTY: Self = Self {
        seq: 0,
        hash: [0; 32],
    };
}

/// A text that is no head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "il faut le numéro d’une opération et son empreinte, 64 chiffres hexadécimaux, comme «\u{a0}preau verifier\u{a0}» les \
     écrit\u{a0}: 12:4f0c…"
)]
pub struct HeadError;

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, hex(&self.hash))
    }
}

impl FromStr for Head {
    type Err = HeadError;

    fn from_str(text: &str) -> Result<Self, HeadError> {
        let (seq, hash) = text.trim().split_once(':').ok_or(HeadError)?;
        let is_number = !seq.is_empty() && seq.bytes().all(|byte| byte.is_ascii_digit());
        let seq = seq.parse().ok().filter(|_| is_number).ok_or(HeadError)?;
        let hash = unhex(&hash.to_ascii_lowercase()).ok_or(HeadError)?;
        if seq == 0 && hash != Self::EMPTY.hash {
            return Err(HeadError);
        }
        Ok(Self { seq, hash })
    }
}

impl Serialize for Head {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Head {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Head {
        Head {
            seq: 12,
            hash: std::array::from_fn(|at| u8::try_from(at * 8).unwrap()),
        }
    }

    #[test]
    fn a_head_is_read_as_it_is_written_in_either_case() {
        let text = head().to_string();
        assert_eq!(text.parse(), Ok(head()));
        assert_eq!(format!(" {} ", text.to_uppercase()).parse(), Ok(head()));
        assert_eq!(Head::EMPTY.to_string().parse(), Ok(Head::EMPTY));
        let digits = hex(&head().hash);
        for wrong in [
            "",
            "12",
            "12:",
            &digits,
            &format!(":{digits}"),
            &format!("-1:{digits}"),
            &format!("+1:{digits}"),
            &format!("0:{digits}"),
            &format!("12:{digits}0"),
            &format!("99999999999999999999:{digits}"),
        ] {
            assert_eq!(wrong.parse::<Head>(), Err(HeadError), "{wrong}");
        }
    }
}
