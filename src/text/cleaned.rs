//! Text as it is stored and exported: without what acts, and without what is not seen.

use std::borrow::Cow;

use super::nature::{Nature, is_plain, natures};
use super::sequences::without_sequences;

/// Returns `text` on one line, without escape sequences, characters that act and characters that are not seen.
///
/// What ends a line becomes a space.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(kept(text, false))
}

/// Returns `text` likewise, its lines kept apart by line feeds.
pub fn cleaned_lines(text: &str) -> Cow<'_, str> {
    let is_kept = |(c, nature)| c == '\n' || nature == Nature::Plain;
    if natures(text).all(is_kept) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(kept(&text.replace("\r\n", "\n"), true))
}

fn kept(text: &str, lines: bool) -> String {
    let text = without_sequences(text);
    let kept = natures(&text).filter_map(|(c, nature)| match nature {
        Nature::Plain => Some(c),
        Nature::Space if lines && c != '\t' => Some('\n'),
        Nature::Space => Some(' '),
        Nature::Acts | Nature::Unseen => None,
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_and_what_is_not_seen_goes() {
        let cases = [
            ("École du Bourg", "École du Bourg"),
            ("École\u{0} \u{7}Jaurès\u{8}", "École Jaurès"),
            ("\u{1b}[31;1mÉcole\u{1b}[0m", "École"),
            ("\u{1b}]0;titre\u{7}École", "École"),
            ("\u{1b}]8;;http://x\u{1b}\\École\u{1b}]8;;\u{1b}\\", "École"),
            ("\u{9b}2JÉcole", "École"),
            ("\u{1b}cÉcole\u{1b}", "École"),
            ("\u{202e}selocÉ\u{202c}\u{2066}\u{200f}", "selocÉ"),
            ("\u{feff}Éco\u{200b}le", "École"),
            ("a\r\nb\tc", "a  b c"),
        ];
        for (text, clean) in cases {
            assert_eq!(cleaned(text), clean, "{text:?}");
            assert_eq!(cleaned(clean), clean);
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(cleaned_lines("a\r\nb\tc\u{2028}d\u{9b}31m\n"), "a\nb c\nd\n");
        assert!(matches!(cleaned_lines("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_cleaned_text_holds_at_most_three_marks_on_a_character() {
        let tower = format!("e{}x", "\u{301}".repeat(500));
        assert_eq!(cleaned(&tower).chars().count(), 5);
    }
}
