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

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DepartementCode {
        DepartementCode::parse(text).unwrap()
    }

    #[test]
    fn reads_every_way_of_writing_one() {
        let table = [
            (&["01", "1", "001", " 1 "][..], "01", "001"),
            (&["38", "038"], "38", "038"),
            (&["2A", "2a", "02A", "02a"], "2A", "02A"),
            (&["2B", "02B"], "2B", "02B"),
            (&["95", "095"], "95", "095"),
            (&["971"], "971", "971"),
            (&["989"], "989", "989"),
        ];
        for (texts, short, padded) in table {
            for text in texts {
                let code = code(text);
                assert_eq!((code.as_str(), code.padded()), (short, padded), "{text}");
            }
        }
    }

    #[test]
    fn there_are_115_codes() {
        let read = (0..1000).filter(|number| DepartementCode::parse(&format!("{number:03}")).is_ok());
        assert_eq!(read.count(), 94 + 19);
        assert!(DepartementCode::parse("2A").is_ok() && DepartementCode::parse("2B").is_ok());
    }

    #[test]
    fn refuses_codes_that_do_not_exist() {
        for text in [
            "0", "00", "000", "20", "020", "96", "99", "096", "100", "970", "990",
        ] {
            assert_eq!(
                DepartementCode::parse(text).unwrap_err().reason,
                IdReason::Unknown,
                "{text}"
            );
        }
    }

    #[test]
    fn refuses_what_has_another_form() {
        assert_eq!(DepartementCode::parse("").unwrap_err().reason, IdReason::Empty);
        for text in ["A", "2C", "12A", "0038", "002A", "Isère", "é", "-1", "3 8"] {
            assert_eq!(
                DepartementCode::parse(text).unwrap_err().reason,
                IdReason::Form,
                "{text}"
            );
        }
    }

    #[test]
    fn corsica_comes_between_29_and_30() {
        let mut codes = ["974", "30", "2B", "2A", "29", "1"].map(code);
        codes.sort_unstable();
        assert_eq!(
            codes.map(|code| code.to_string()),
            ["01", "29", "2A", "2B", "30", "974"]
        );
    }
}
