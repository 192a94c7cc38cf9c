//! Identifiers as spreadsheets leave them.
//!
//! Only what is certain is repaired: zeros at the beginning of a code whose length is fixed. A number in
//! scientific notation has lost digits, and is refused.

use super::plain::without_decimals;
use super::{Cell, CellError, CellResult, Note};
use crate::domain::contact::is_postcode;
use crate::domain::id::{DepartementCode, InseeCode, Siren, Siret, Uai};

/// Reads a UAI.
pub fn uai(cell: &str) -> CellResult<Uai> {
    Ok(Cell::plain(Uai::parse(&unbroken(cell)?)?))
}

/// Reads a SIREN, with or without spaces between its groups of digits.
pub fn siren(cell: &str) -> CellResult<Siren> {
    Ok(Cell::plain(Siren::parse(&unbroken(cell)?)?))
}

/// Reads a SIRET, with or without spaces between its groups of digits.
pub fn siret(cell: &str) -> CellResult<Siret> {
    Ok(Cell::plain(Siret::parse(&unbroken(cell)?)?))
}

/// Reads an INSEE code; four digits have lost the zero of départements 01 to 09.
pub fn insee(cell: &str) -> CellResult<InseeCode> {
    let code = unbroken(cell)?;
    padded(&code, 5, 4, |code| Ok(InseeCode::parse(code)?))
}

/// Reads a département: `38` or `038`, `2A` or `02A`, `974`; one digit has lost its zero.
pub fn departement(cell: &str) -> CellResult<DepartementCode> {
    let code = unbroken(cell)?;
    padded(&code, 2, 1, |code| Ok(DepartementCode::parse(code)?))
}

/// Reads a postcode; four digits have lost their zero.
pub fn postcode(cell: &str) -> CellResult<String> {
    let code = unbroken(cell)?;
    padded(&code, 5, 4, |code| {
        if is_postcode(code) {
            Ok(code.to_owned())
        } else {
            Err(CellError::Postcode)
        }
    })
}

/// Reads the six characters that the schools of one RPI share: the département in three, then a rank. Four or
/// five digits have lost the zeros of the département.
pub fn rpi(cell: &str) -> CellResult<String> {
    let code = unbroken(cell)?.to_ascii_uppercase();
    padded(&code, 6, 4, |code| {
        let right = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if right {
            Ok(code.to_owned())
        } else {
            Err(CellError::Rpi)
        }
    })
}

/// Says whether a spreadsheet shows a cell as a number with an exponent: `2,17003E+13`.
pub(super) fn is_scientific(cell: &str) -> bool {
    let Some((digits, exponent)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let Some(power) = exponent.strip_prefix('+') else {
        return false;
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_digits(power) && is_digits(&digits.replacen([',', '.'], "", 1))
}

/// Returns a cell without the blanks inside it and the decimals of a whole number; refuses a number in scientific notation.
fn unbroken(cell: &str) -> Result<String, CellError> {
    if is_scientific(cell) {
        return Err(CellError::Scientific);
    }
    let unbroken: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    Ok(without_decimals(&unbroken).to_owned())
}

/// Parses a code of `length` characters, after giving back the zeros to one of at least `least` digits.
fn padded<T>(
    code: &str,
    length: usize,
    least: usize,
    parse: impl FnOnce(&str) -> Result<T, CellError>,
) -> CellResult<T> {
    let is_short = (least..length).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    if !is_short {
        return Ok(Cell::plain(parse(code)?));
    }
    let value = parse(&format!("{code:0>length$}"))?;
    Ok(Cell::noted(value, Note::LeadingZero))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown<T: ToString>(result: CellResult<T>) -> (String, Option<Note>) {
        let cell = result.expect("the cell should be read");
        (cell.value.to_string(), cell.note)
    }

    fn plain(text: &str) -> (String, Option<Note>) {
        (text.to_owned(), None)
    }

    fn repaired(text: &str) -> (String, Option<Note>) {
        (text.to_owned(), Some(Note::LeadingZero))
    }

    #[test]
    fn départements_in_two_or_three_characters() {
        assert_eq!(shown(departement("38")), plain("38"));
        assert_eq!(shown(departement("038")), plain("38"));
        assert_eq!(shown(departement("02a")), plain("2A"));
        assert_eq!(shown(departement("974")), plain("974"));
        assert_eq!(shown(departement("1")), repaired("01"));
        assert!(departement("099").is_err());
    }

    #[test]
    fn codes_get_their_zeros_back() {
        assert_eq!(shown(insee("1001")), repaired("01001"));
        assert_eq!(shown(insee("38185")), plain("38185"));
        assert_eq!(shown(insee("2A004")), plain("2A004"));
        assert_eq!(shown(postcode("1400")), repaired("01400"));
        assert_eq!(shown(postcode("38000")), plain("38000"));
        assert_eq!(shown(rpi("035011")), plain("035011"));
        assert_eq!(shown(rpi("35011")), repaired("035011"));
        assert_eq!(shown(rpi("1011")), repaired("001011"));
        assert_eq!(rpi("11"), Err(CellError::Rpi));
        assert_eq!(postcode("380"), Err(CellError::Postcode));
    }

    #[test]
    fn spaces_between_groups_are_no_damage() {
        assert_eq!(shown(siren("213 801 855")), plain("213801855"));
        assert_eq!(shown(siret("219 400 348 00195")), plain("21940034800195"));
    }

    #[test]
    fn decimals_of_spreadsheets_are_no_damage() {
        assert_eq!(shown(insee("38185.0")), plain("38185"));
        assert_eq!(shown(insee("1001.0")), repaired("01001"));
        assert_eq!(shown(siren("213801855,0")), plain("213801855"));
        assert_eq!(shown(departement("38.0")), plain("38"));
        assert!(insee("38185.5").is_err());
    }

    #[test]
    fn numbers_of_spreadsheets_are_lost() {
        for cell in ["2,17003E+13", "2.17003e+13", "2E+13"] {
            assert_eq!(siret(cell), Err(CellError::Scientific), "{cell}");
            assert_eq!(siren(cell), Err(CellError::Scientific), "{cell}");
        }
        assert!(!is_scientific("0380123E"));
        assert!(!is_scientific("ECOLE+1"));
    }

    #[test]
    fn a_wrong_key_is_said_without_the_value() {
        let reason = uai("0380123X").unwrap_err().to_string();
        assert!(reason.starts_with("n’est pas un UAI"), "{reason}");
    }
}
