//! Text in a message: the number of a character stands for what acts and for what is not seen.

use std::fmt::Write;

use super::nature::{Nature, natures};

/// The longest value that a message quotes, in characters.
pub const QUOTED: usize = 60;

/// Returns a value that a message quotes, escaped, cut after [`QUOTED`] characters.
pub fn quoted(text: &str) -> String {
    cut(text, QUOTED)
}

/// The longest of two values that are shown side by side, in characters.
const APART: usize = 2 * QUOTED;

/// How much of what two long values share is shown before what differs, in characters.
const SHARED: usize = 20;

/// Returns two values of which one takes the place of the other, escaped; where they are long, from a word before what
/// differs on.
pub fn quoted_apart(before: &str, after: &str) -> [String; 2] {
    let shared = before
        .chars()
        .zip(after.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let from = shared.saturating_sub(SHARED);
    let is_short = |text: &str| text.chars().count() <= APART;
    if from == 0 || (is_short(before) && is_short(after)) {
        return [cut(before, APART), cut(after, APART)];
    }
    // The rest of a word that would begin in the middle goes too.
    let word = before
        .chars()
        .skip(from)
        .take(shared - from)
        .position(char::is_whitespace);
    let from = from + word.map_or(0, |at| at + 1);
    [before, after].map(|text| {
        let rest: String = text.chars().skip(from).collect();
        format!("…{}", cut(&rest, APART))
    })
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
    fn two_long_values_are_cut_where_they_differ() {
        let start = "1 (signé des deux), ".repeat(20);
        let [before, after] = quoted_apart(&format!("{start}2 (envoyé)"), &format!("{start}2 (signé)"));
        assert_eq!(before, "…des deux), 2 (envoyé)");
        assert_eq!(after, "…des deux), 2 (signé)");
        let [before, after] = quoted_apart(&start, "court");
        assert!(before.ends_with('…'), "{before}");
        assert_eq!(after, "court");
        let [before, after] = quoted_apart(&format!("{start}fin"), &start);
        assert_ne!(before, after);
        assert_eq!(quoted_apart("", "un"), [String::new(), "un".to_owned()]);
        let one = "é".repeat(400);
        let [before, after] = quoted_apart(&format!("{one}a"), &format!("{one}b"));
        assert!(before.ends_with('a') && after.ends_with('b'), "{before} {after}");
    }

    #[test]
    fn cuts_a_long_value() {
        let shown = quoted(&"é".repeat(1000));
        assert_eq!(shown.chars().count(), QUOTED + 1);
        assert!(shown.ends_with('…'));
    }
}
