//! Cells that a spreadsheet would run as a formula, kept as text by an apostrophe before them.
//!
//! [`restored`] undoes [`neutral`]: a value that is exported and imported again is the same.

use std::borrow::Cow;

use super::cleaned;

/// Says whether a spreadsheet runs a cell that begins with `c`: the four signs, their small and full-width forms, and the
/// minus of mathematics.
fn runs(c: char) -> bool {
    matches!(
        c,
        '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹦' | '﹢' | '﹣' | '﹫' | '−'
    )
}

/// Returns `cell` on one line, without what acts and what is not seen, and with an apostrophe before what a spreadsheet
/// would run.
///
/// A tab, a line ending or an unseen character at the beginning goes, so that what it hid is seen.
pub fn neutral(cell: &str) -> Cow<'_, str> {
    let plain = one_line(cell);
    let hidden = plain.trim_start_matches('\'');
    if hidden.starts_with(runs) {
        Cow::Owned(format!("'{plain}"))
    } else {
        plain
    }
}

/// Returns `cell` without the apostrophe that [`neutral`] puts before a formula.
pub fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(runs) => rest,
        _ => cell,
    }
}

/// Returns `cell` cleaned and trimmed.
fn one_line(cell: &str) -> Cow<'_, str> {
    match cleaned(cell) {
        Cow::Borrowed(plain) => Cow::Borrowed(plain.trim()),
        Cow::Owned(plain) => Cow::Owned(plain.trim().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_formulas_as_text() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+33 6", "'+33 6"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1+1", "'=1+1"),
            ("\r=1+1", "'=1+1"),
            (" =1+1", "'=1+1"),
            ("\u{7}=1", "'=1"),
            ("\u{200b}=1", "'=1"),
            ("\u{feff}\u{202e}@A1", "'@A1"),
            ("＝1+1", "'＝1+1"),
            ("＋1", "'＋1"),
            ("－1", "'－1"),
            ("＠SUM(A1)", "'＠SUM(A1)"),
            ("\t＝1", "'＝1"),
            ("a\u{9b}31mb\u{202e}c", "abc"),
            ("'=1", "''=1"),
            ("d'=1", "d'=1"),
            ("a\nb\u{7}", "a b"),
            ("l'école", "l'école"),
            ("", ""),
        ];
        for (cell, written) in cases {
            assert_eq!(neutral(cell), written, "{cell:?}");
        }
    }

    #[test]
    fn is_undone() {
        for cell in ["=1+1", "''-x", "'=1", "'école", "-", "école", "＝1", "'＠x"] {
            assert_eq!(restored(&neutral(cell)), cell);
        }
    }
}
