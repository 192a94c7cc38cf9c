//! Text for a screen: a sign stands for what acts.

use std::borrow::Cow;

use super::nature::{Nature, is_plain, natures};

/// Stands for a character that may not be shown.
const HARMLESS: char = '·';

/// Makes text from outside inert, on one line: what ends a line is a space, what acts is `·`, what is not seen goes.
pub fn inert(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let shown = natures(text).filter_map(|(c, nature)| match nature {
        Nature::Plain => Some(c),
        Nature::Space => Some(' '),
        Nature::Acts => Some(HARMLESS),
        Nature::Unseen => None,
    });
    Cow::Owned(shown.collect())
}

/// Makes text from outside inert likewise, its lines kept apart by line feeds, however they were ended.
pub fn inert_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let lines = text.split(['\n', '\r']).map(inert);
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_schools_pass_unchanged() {
        for name in [
            "Élém. Jean Jaurès",
            "L’Œuvre – « Saint-Égrève »",
            "e\u{301}cole",
            "R.P.I. d'Auris",
        ] {
            assert_eq!(inert(name), name);
        }
    }

    #[test]
    fn what_acts_is_shown_or_left_out() {
        let cases = [
            ("\x1b[2J\x1b]0;titre\x07", "·[2J·]0;titre·"),
            ("a\u{9b}31m", "a·31m"),
            ("a\tb\r\nc", "a b  c"),
            ("\u{202e}gpj.exe", "·gpj.exe"),
            ("a\u{200b}b\u{feff}c\u{ad}d", "abcd"),
            ("\u{7f}\0", "··"),
            ("a\u{2067}b\u{2069}", "a·b·"),
        ];
        for (raw, shown) in cases {
            assert_eq!(inert(raw), shown, "{raw:?}");
        }
    }

    #[test]
    fn lines_stay_apart_however_they_are_ended() {
        for raw in ["a\tb\nc\x07\n", "a\tb\r\nc\x07\r\n", "a\tb\rc\x07\r"] {
            assert_eq!(inert_lines(raw), "a b\nc·\n", "{raw:?}");
        }
    }

    #[test]
    fn marks_are_not_stacked_without_end() {
        let tower = format!("e{}x", "\u{301}".repeat(500));
        assert_eq!(inert(&tower).chars().count(), 5);
    }
}
