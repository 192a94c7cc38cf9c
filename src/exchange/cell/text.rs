//! A text put once in a safe form, so that nothing after the import has to.

use super::{Cell, CellError, CellResult, Note, escape};
use crate::exchange::inert::is_invisible;

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

/// Returns `text` trimmed, its inner blanks single spaces, without control characters, escape sequences,
/// direction marks and characters without width. Taking any of these out is noted; blanks are not worth a word.
pub fn clean_text(text: &str) -> Cell<String> {
    if !text.chars().any(acts) {
        return Cell::plain(single_spaced(text));
    }
    let kept: String = escape::without_sequences(text)
        .chars()
        .filter(|c| !acts(*c))
        .collect();
    Cell::noted(single_spaced(&kept), Note::Cleaned)
}

/// Says whether a character must not reach a terminal; blanks and line endings become spaces instead.
fn acts(c: char) -> bool {
    !c.is_whitespace() && (c.is_control() || is_invisible(c))
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
    fn takes_out_what_acts_on_a_terminal() {
        let cases = [
            ("École\u{0} \u{7}Jaurès\u{8}", "École Jaurès"),
            ("\u{1b}[31;1mÉcole\u{1b}[0m", "École"),
            ("\u{1b}]0;titre\u{7}École", "École"),
            ("\u{1b}]8;;http://x\u{1b}\\École\u{1b}]8;;\u{1b}\\", "École"),
            ("\u{9b}2JÉcole", "École"),
            ("\u{1b}cÉcole\u{1b}", "École"),
            ("\u{202e}selocÉ\u{202c}\u{2066}\u{200f}", "selocÉ"),
            ("\u{feff}Éco\u{200b}le", "École"),
        ];
        for (text, kept) in cases {
            assert_eq!(
                clean_text(text),
                Cell::noted(kept.to_owned(), Note::Cleaned),
                "{text:?}"
            );
        }
    }
}
