//! Cells that a spreadsheet would run as a formula, kept as text by an apostrophe before them.
//!
//! [`restored`] undoes [`neutral`]: a value that is exported and imported again is the same.

use std::borrow::Cow;

/// Says whether a spreadsheet runs a cell that begins with `c`.
fn runs(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@')
}

/// Returns `cell` on one line, without control characters, and with an apostrophe before what a spreadsheet
/// would run.
///
/// A tab or a line ending at the beginning goes with the control characters, so that what it hid is seen.
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

/// Returns `cell` trimmed, blanks that end lines made spaces, and other control characters taken out.
fn one_line(cell: &str) -> Cow<'_, str> {
    if !cell.contains(char::is_control) {
        return Cow::Borrowed(cell.trim());
    }
    let spaced = cell.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let kept: String = spaced.filter(|c| !c.is_control()).collect();
    Cow::Owned(kept.trim().to_owned())
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
            ("\u{1b}=1", "'=1"),
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
        for cell in ["=1+1", "''-x", "'=1", "'école", "-", "école"] {
            assert_eq!(restored(&neutral(cell)), cell);
        }
    }
}
