//! Telephone numbers.

use super::identifier::is_scientific;
use super::plain::without_decimals;
use super::{Cell, CellError, CellResult, Note, free_text};

/// Reads a French number as ten digits, whatever separates them, with `+33` or without.
///
/// Nine digits have lost their first zero to a spreadsheet, and get it back. A number of another form is kept as
/// it is: it may still be dialled.
pub fn phone(cell: &str) -> CellResult<String> {
    if is_scientific(cell) {
        return Err(CellError::Scientific);
    }
    let kept = free_text(cell)?.value;
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '/' | '(' | ')');
    let dialled: String = without_decimals(&kept).chars().filter(|c| !is_gap(*c)).collect();
    let national = ["+33", "0033"]
        .iter()
        .find_map(|prefix| dialled.strip_prefix(prefix));
    let digits = national.map_or(dialled.clone(), |rest| {
        format!("0{}", rest.trim_start_matches('0'))
    });
    Ok(
        match (digits.len(), digits.bytes().all(|byte| byte.is_ascii_digit())) {
            (10, true) if digits.starts_with('0') => Cell::plain(digits),
            (9, true) if !digits.starts_with('0') => Cell::noted(format!("0{digits}"), Note::PhoneZero),
            _ => Cell::noted(kept, Note::UnusualPhone),
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        let plain = |text: &str| Ok(Cell::plain(text.to_owned()));
        for text in [
            "0299723737",
            "02 99 72 37 37",
            "02.99.72.37.37",
            "+33 2 99 72 37 37",
            "+33 (0)299723737",
        ] {
            assert_eq!(phone(text), plain("0299723737"), "{text}");
        }
        assert_eq!(
            phone("299723737"),
            Ok(Cell::noted("0299723737".to_owned(), Note::PhoneZero))
        );
        assert_eq!(phone("299723737.0").unwrap().value, "0299723737");
        assert_eq!(
            phone("3646"),
            Ok(Cell::noted("3646".to_owned(), Note::UnusualPhone))
        );
        assert_eq!(phone("+41 22 123 45 67").unwrap().value, "+41 22 123 45 67");
        assert_eq!(phone("2,99724E+08"), Err(CellError::Scientific));
    }
}
