//! Département codes.

use super::error::{IdError, IdKind, IdReason};
use super::text;

/// The code of a département or of an overseas territory: `01` to `95` (`20` is no more), `2A`, `2B`, `971` to
/// `989`.
///
/// Held with three characters (`038`), so that order is that of the padded form: `029`, `02A`, `02B`, `030`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartementCode([u8; 3]);

text_identifier!(
    DepartementCode,
    "a département code: 01 to 95, 2A, 2B, or 971 to 989"
);

impl DepartementCode {
    /// Reads a département code; blanks around it are dropped and its letter is put in upper case.
    ///
    /// Takes also the padded form (`038`, `02A`) and a code whose leading zero was lost (`1` for `01`).
    pub fn parse(value: &str) -> Result<Self, IdError> {
        let text = text::trimmed(IdKind::Departement, value)?;
        let error = |reason| IdError::new(IdKind::Departement, text, reason);
        let padded = padded(text).ok_or_else(|| error(IdReason::Form))?;
        if !exists(padded) {
            return Err(error(IdReason::Unknown));
        }
        Ok(Self(padded))
    }

    /// Returns the code as it is written: two characters, or three overseas.
    pub fn as_str(&self) -> &str {
        let padded = self.padded();
        padded.strip_prefix('0').unwrap_or(padded)
    }

    /// Returns the code in three characters, as the annuaire writes it: `038`, `02A`, `974`.
    pub fn padded(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Returns the three characters of a code, zeros put before it; nothing when it is not digits, `2A` or `2B`.
fn padded(text: &str) -> Option<[u8; 3]> {
    let bytes = match text.len() {
        1 => text::upper::<1>(text).map(|[c]| [b'0', b'0', c]),
        2 => text::upper::<2>(text).map(|[b, c]| [b'0', b, c]),
        _ => text::upper::<3>(text),
    }?;
    (is_corsican(bytes) || text::all_digits(&bytes)).then_some(bytes)
}

/// Says whether a well-formed padded code is one of the list.
fn exists(padded: [u8; 3]) -> bool {
    is_corsican(padded) || matches!(number(padded), 1..=19 | 21..=95 | 971..=989)
}

fn is_corsican(padded: [u8; 3]) -> bool {
    matches!(&padded, b"02A" | b"02B")
}

/// Returns the number that three ASCII digits write.
fn number(digits: [u8; 3]) -> u32 {
    digits
        .iter()
        .fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0'))
}
