//! INSEE code: the national identifier of a commune, of an arrondissement or of a commune déléguée.

use super::departement::DepartementCode;
use super::error::{IdError, IdKind, IdReason};
use super::text;

/// The INSEE code of a commune: five digits, or `2A` or `2B` and three digits. No SIREN can be derived from it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InseeCode([u8; 5]);

text_identifier!(
    InseeCode,
    "an INSEE code: five digits, or 2A or 2B and three digits"
);

impl InseeCode {
    /// Reads an INSEE code; blanks around it are dropped and its letter is put in upper case.
    ///
    /// A code of four digits, whose leading zero was lost, is refused: a reader of files may repair it first.
    pub fn parse(value: &str) -> Result<Self, IdError> {
        let text = text::trimmed(IdKind::Insee, value)?;
        match text::upper::<5>(text) {
            Some(bytes) if well_formed(bytes) => Ok(Self(bytes)),
            _ => Err(IdError::new(IdKind::Insee, text, IdReason::Form)),
        }
    }

    /// Returns its five characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Returns the département of the commune: its first three characters overseas, else its first two.
    ///
    /// A code of no département (`96…`, `99…` abroad, `20…` of Corsica before 1976) gives nothing.
    pub fn departement(&self) -> Option<DepartementCode> {
        let text = self.as_str();
        let length = if matches!(&text[..2], "97" | "98") { 3 } else { 2 };
        DepartementCode::parse(&text[..length]).ok()
    }
}

/// Says whether five upper-case characters have the form of an INSEE code.
fn well_formed(bytes: [u8; 5]) -> bool {
    let corsican = matches!(&bytes[..2], b"2A" | b"2B");
    text::all_digits(&bytes[2..]) && (corsican || text::all_digits(&bytes[..2]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_code_and_gives_its_departement() {
        let table = [
            ("38185", Some("38")),
            ("01004", Some("01")),
            ("2A004", Some("2A")),
            ("2b033", Some("2B")),
            (" 75101 ", Some("75")),
            ("97105", Some("971")),
            ("97611", Some("976")),
            ("98735", Some("987")),
            ("97001", None),
            ("20004", None),
            ("96001", None),
            ("99100", None),
            ("00000", None),
        ];
        for (text, departement) in table {
            let code = InseeCode::parse(text).unwrap();
            assert_eq!(code.as_str(), text.trim().to_uppercase());
            let found = code.departement();
            assert_eq!(found.as_ref().map(DepartementCode::as_str), departement, "{text}");
        }
    }

    #[test]
    fn refuses_what_has_another_form() {
        assert_eq!(InseeCode::parse("  ").unwrap_err().reason, IdReason::Empty);
        for text in [
            "1004", "381850", "2C004", "A2004", "2A04", "2AA04", "3818é", "38 85",
        ] {
            assert_eq!(
                InseeCode::parse(text).unwrap_err().reason,
                IdReason::Form,
                "{text}"
            );
        }
    }
}
