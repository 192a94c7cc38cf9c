//! Cutting and padding by the columns that a text takes, not by its characters.
//!
//! What a person takes for one character takes the columns that it has as a whole: the frame's cells count so too.

use std::borrow::Cow;

use ratatui::buffer::CellWidth;
use unicode_segmentation::UnicodeSegmentation;

const CUT: char = '…';

/// Counts the columns that a text takes.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(one).sum()
}

/// The columns of what a person takes for one character.
fn one(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        1
    } else {
        grapheme.cell_width().into()
    }
}

/// Finds where a text starts once at least so many columns are left out. Returns the byte, and how many columns are.
pub fn skip(text: &str, columns: usize) -> (usize, usize) {
    let mut skipped = 0;
    for (start, grapheme) in text.grapheme_indices(true) {
        if skipped >= columns {
            return (start, skipped);
        }
        skipped += one(grapheme);
    }
    (text.len(), skipped)
}

/// Cuts a text to at most `columns`, the last of which is `…` where something was cut.
pub fn fit(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let end = end_within(text.grapheme_indices(true), columns - 1).map_or(text.len(), |(start, _)| start);
    Cow::Owned(format!("{}{CUT}", &text[..end]))
}

/// Cuts a text to at most `columns` at its start, the first of which is `…` where something was cut.
pub fn fit_left(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    if columns == 0 {
        return Cow::Borrowed("");
    }
    let start = end_within(text.grapheme_indices(true).rev(), columns - 1)
        .map_or(0, |(start, grapheme)| start + grapheme.len());
    Cow::Owned(format!("{CUT}{}", &text[start..]))
}

/// Cuts a text to `columns`, or fills it up with spaces.
pub fn pad(text: &str, columns: usize) -> String {
    let cut = fit(text, columns);
    let missing = columns.saturating_sub(width(&cut));
    format!("{cut}{}", " ".repeat(missing))
}

/// Finds the first character that does not fit in `columns`.
fn end_within<'t>(
    mut graphemes: impl Iterator<Item = (usize, &'t str)>,
    columns: usize,
) -> Option<(usize, &'t str)> {
    let mut taken = 0;
    graphemes.find(|(_, grapheme)| {
        taken += one(grapheme);
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
    fn a_joined_character_is_one() {
        for (text, columns) in [
            ("👩\u{200d}💻", 2),
            ("👍🏽", 2),
            ("🇫🇷", 2),
            ("e\u{301}", 1),
            ("لا", 2),
            ("", 0),
        ] {
            assert_eq!(width(text), columns, "{text}");
            assert_eq!(
                fit(&format!("{text}abc"), columns + 2),
                format!("{text}a…"),
                "{text}"
            );
            assert_eq!(
                skip(&format!("{text}abc"), columns + 1),
                (text.len() + 1, columns + 1)
            );
        }
        assert_eq!(skip("日本", 1), ("日".len(), 2), "no half of one");
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
