//! Text in a message: the number of a character stands for what acts and for what is not seen.

use std::fmt::Write;

use super::nature::{Nature, natures};

/// The longest value that a message quotes, in characters.
pub const QUOTED: usize = 60;

/// Returns a value that a message quotes, escaped, cut after [`QUOTED`] characters.
pub fn quoted(text: &str) -> String {
    cut(text, QUOTED)
}

/// Returns a path or a sentence, escaped, and cut later than a value.
pub fn quoted_long(text: &str) -> String {
    cut(text, 4 * QUOTED)
}

/// Returns a text as one word of a shell.
pub fn shell_word(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// Returns a whole message on one line, escaped.
pub fn escaped(text: &str) -> String {
    cut(text, usize::MAX)
}

/// Returns a message of several lines, escaped but for its line feeds.
pub fn escaped_lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(escaped).collect();
    lines.join("\n")
}

/// Returns the first `most` characters of `text`, escaped.
fn cut(text: &str, most: usize) -> String {
    let mut shown = String::new();
    for (place, (c, nature)) in natures(text).enumerate() {
        if place == most {
            shown.push('…');
            break;
        }
        if nature == Nature::Plain {
            shown.push(c);
        } else {
            // Writing to a string cannot fail.
            let _ = write!(shown, "{}", c.escape_unicode());
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_acts_on_a_terminal() {
        assert_eq!(
            quoted("\u{1b}[31mÉcole\u{202e}\u{9b}"),
            r"\u{1b}[31mÉcole\u{202e}\u{9b}"
        );
        assert_eq!(escaped_lines("a\u{206a}\nb\tc"), "a\\u{206a}\nb\\u{9}c");
    }

    #[test]
    fn cuts_a_long_value() {
        let shown = quoted(&"é".repeat(1000));
        assert_eq!(shown.chars().count(), QUOTED + 1);
        assert!(shown.ends_with('…'));
    }
}
