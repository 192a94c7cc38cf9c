//! Signs that spreadsheets put in codes and numbers, made plain before these are read.

use std::borrow::Cow;

/// Returns a whole number without the decimals that a spreadsheet gave it: `38185` of `38185.0` or `38185,00`.
pub(in crate::exchange) fn without_decimals(cell: &str) -> &str {
    let Some((whole, decimals)) = cell.split_once(['.', ',']) else {
        return cell;
    };
    let is_whole = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_nothing = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    if is_whole && is_nothing { whole } else { cell }
}

/// Returns a key with the hyphen of keyboards for every sign that looks like it: two numbers that read alike are one.
pub(super) fn with_plain_hyphens(key: &str) -> Cow<'_, str> {
    let looks_like = |c: char| {
        matches!(
            c,
            '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
        )
    };
    if key.contains(looks_like) {
        Cow::Owned(key.replace(looks_like, "-"))
    } else {
        Cow::Borrowed(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_whole_number_has_no_decimals() {
        for (cell, whole) in [
            ("38185.0", "38185"),
            ("151,00", "151"),
            ("12", "12"),
            ("1.5", "1.5"),
            ("1.", "1."),
            (".0", ".0"),
            ("2A.0", "2A.0"),
        ] {
            assert_eq!(without_decimals(cell), whole);
        }
    }

    #[test]
    fn what_looks_like_a_hyphen_is_one() {
        for sign in "‐‑‒–—−－﹣\u{ad}".chars() {
            assert_eq!(with_plain_hyphens(&format!("26{sign}0012")), "26-0012");
        }
        assert_eq!(with_plain_hyphens("26_0012"), "26_0012");
    }
}
