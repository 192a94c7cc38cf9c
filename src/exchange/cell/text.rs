//! A text put once in a safe form, so that nothing after the import has to.

use std::borrow::Cow;

use super::{Cell, CellError, CellResult, Note};
use crate::exchange::encoding::mended;
use crate::text::cleaned;

/// The longest text that is stored, in characters: the longest that an operator may type.
const LONGEST: usize = 4_000;

/// Reads a text that must not be empty once it is cleaned, such as a name.
pub fn text(cell: &str) -> CellResult<String> {
    let cleaned = free_text(cell)?;
    if cleaned.value.is_empty() {
        Err(CellError::Empty)
    } else {
        Ok(cleaned)
    }
}

/// Reads a text that may be empty, cleaned and of at most four thousand characters.
pub fn free_text(cell: &str) -> CellResult<String> {
    let cleaned = clean_text(cell);
    if cleaned.value.chars().nth(LONGEST).is_some() {
        Err(CellError::TooLong { most: LONGEST })
    } else {
        Ok(cleaned)
    }
}

/// Returns `text` trimmed, its inner blanks single spaces, without what acts and what is not seen. Taking any of these
/// out is noted; blanks are not worth a word.
pub fn clean_text(text: &str) -> Cell<String> {
    let mended = mended(text);
    let text = mended.text.as_ref();
    let spaced = single_spaced(text);
    let kept = match cleaned(text) {
        Cow::Borrowed(_) if mended.repaired => return Cell::noted(spaced, Note::Accents),
        Cow::Borrowed(_) => return Cell::plain(spaced),
        Cow::Owned(kept) => single_spaced(&kept),
    };
    if kept == spaced {
        Cell::plain(kept)
    } else {
        Cell::noted(kept, Note::Cleaned)
    }
}

/// Joins the words of `text` by single spaces.
fn single_spaced(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_a_name_as_it_is() {
        assert_eq!(
            clean_text("École d’Œuvre-Saint-Ÿ"),
            Cell::plain("École d’Œuvre-Saint-Ÿ".to_owned())
        );
    }

    #[test]
    fn a_name_of_control_characters_is_no_name() {
        assert_eq!(text("\u{7}\u{1b}[2J \u{202e}"), Err(CellError::Empty));
        assert_eq!(text(" École "), Ok(Cell::plain("École".to_owned())));
    }

    #[test]
    fn joins_blanks_without_a_word() {
        let text = "\u{a0} École \t du\r\n\u{202f}Bourg\u{2028}Vif ";
        assert_eq!(clean_text(text), Cell::plain("École du Bourg Vif".to_owned()));
    }

    #[test]
    fn what_is_taken_out_is_noted() {
        for text in [
            "\u{9b}2JÉcole",
            "\u{1b}[31;1mÉcole\u{1b}[0m",
            "\u{feff}Éco\u{200b}le",
        ] {
            assert_eq!(
                clean_text(text),
                Cell::noted("École".to_owned(), Note::Cleaned),
                "{text:?}"
            );
        }
    }
}
