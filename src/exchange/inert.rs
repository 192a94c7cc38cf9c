//! Foreign text made safe to print: no character of it acts on a terminal or reverses the text around it.

use std::fmt::Write;

/// The longest value that a message quotes, in characters.
pub const SHOWN: usize = 60;

/// Returns `text` with control characters, direction marks and characters without width escaped, cut after
/// [`SHOWN`] characters.
pub fn inert(text: &str) -> String {
    cut(text, SHOWN)
}

/// Returns a path or a sentence, escaped likewise and cut later than a value.
pub fn inert_long(text: &str) -> String {
    cut(text, 4 * SHOWN)
}

/// Returns a whole message, escaped likewise.
pub fn inert_whole(text: &str) -> String {
    cut(text, usize::MAX)
}

/// Returns a message of several lines, escaped likewise but for its line feeds.
pub fn inert_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(inert_whole).collect();
    lines.join("\n")
}

/// Returns the first `most` characters of `text`, escaped.
fn cut(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (place, c) in text.chars().enumerate() {
        if place == most {
            shown.push('…');
            break;
        }
        push(&mut shown, c);
    }
    shown
}

/// Adds one character, escaped when it has no shape of its own.
fn push(shown: &mut String, c: char) {
    if c.is_control() || is_invisible(c) {
        // Writing to a string cannot fail.
        let _ = write!(shown, "{}", c.escape_unicode());
    } else {
        shown.push(c);
    }
}

/// Says whether a character is a direction mark or override, has no width, or separates lines.
pub fn is_invisible(c: char) -> bool {
    is_direction(c)
        || matches!(
            c,
            '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}' | '\u{feff}'
        )
}

/// Says whether a character changes the direction in which the text around it is shown.
pub fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_acts_on_a_terminal() {
        assert_eq!(
            inert("\u{1b}[31mÉcole\u{202e}\u{9b}"),
            r"\u{1b}[31mÉcole\u{202e}\u{9b}"
        );
    }

    #[test]
    fn cuts_a_long_value() {
        let shown = inert(&"é".repeat(1000));
        assert_eq!(shown.chars().count(), SHOWN + 1);
        assert!(shown.ends_with('…'));
    }
}
