//! Cutting and padding by the columns that a text takes, not by its characters.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

const CUT: char = '…';

/// Counts the columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// Cuts a text to at most `columns`, the last of which is `…` where something was cut.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let end = end_within(text.char_indices(), columns - 1).map_or(text.len(), |(start, _)| start);
    Cow::Owned(format!("{}{CUT}", &text[..end]))
}

/// Cuts a text to at most `columns` at its start, the first of which is `…` where something was cut.
pub fn fit_left(text: &str, columns: usize) -> Cow<'_, str> {
    if text.width() <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let start = end_within(text.char_indices().rev(), columns - 1)
        .map_or(0, |(start, character)| start + character.len_utf8());
    Cow::Owned(format!("{CUT}{}", &text[start..]))
}

/// Cuts a text to `columns`, or fills it up with spaces.
pub fn pad(text: &str, columns: usize) -> String {
    let cut = fit(text, columns);
    let missing = columns.saturating_sub(cut.width());
    format!("{cut}{}", " ".repeat(missing))
}

/// Finds the first character that does not fit in `columns`.
fn end_within(mut characters: impl Iterator<Item = (usize, char)>, columns: usize) -> Option<(usize, char)> {
    let mut taken = 0;
    characters.find(|(_, character)| {
        taken += character.width().unwrap_or(0);
        taken > columns
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_its_columns() {
        let cases = [
            ("Grenoble", 8, "Grenoble"),
            ("Grenoble", 7, "Grenob…"),
            ("Grenoble", 1, "…"),
            ("Grenoble", 0, ""),
            ("Élémentaire", 5, "Élém…"),
            ("e\u{301}cole", 5, "e\u{301}cole"),
            ("e\u{301}cole", 3, "e\u{301}c…"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日…"),
        ];
        for (text, columns, expected) in cases {
            assert_eq!(fit(text, columns), expected, "{text} in {columns}");
            assert!(width(&fit(text, columns)) <= columns);
        }
    }

    #[test]
    fn the_end_is_kept_where_it_matters() {
        assert_eq!(fit_left("conventions.csv", 15), "conventions.csv");
        assert_eq!(fit_left("conventions.csv", 8), "…ons.csv");
        assert_eq!(fit_left("conventions.csv", 0), "");
    }

    #[test]
    fn padding_fills_what_a_wide_character_leaves() {
        assert_eq!(pad("ab", 4), "ab  ");
        assert_eq!(pad("日本語", 4), "日… ");
    }
}
