//! Escape sequences of terminals, taken out whole: without its first character a sequence would stay as litter.

const ESCAPE: char = '\u{1b}';
const CONTROL_SEQUENCE: char = '\u{9b}';
const BELL: char = '\u{7}';
const STRING_END: char = '\u{9c}';

/// Returns `text` without its escape sequences.
pub(super) fn without_sequences(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find([ESCAPE, CONTROL_SEQUENCE]) {
        kept.push_str(&rest[..at]);
        rest = after_sequence(&rest[at..]);
    }
    kept.push_str(rest);
    kept
}

/// Returns what follows the sequence with which `text` begins.
fn after_sequence(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix(CONTROL_SEQUENCE) {
        return after_final(rest, ' '..='?', '@'..='~');
    }
    let rest = text.strip_prefix(ESCAPE).unwrap_or(text);
    match rest.chars().next() {
        Some('[') => after_final(&rest[1..], ' '..='?', '@'..='~'),
        Some(']' | 'P' | 'X' | '^' | '_') => after_string(&rest[1..]),
        _ => after_final(rest, ' '..='/', '0'..='~'),
    }
}

/// Passes over the parameters of a sequence and the character that ends it.
fn after_final(
    text: &str,
    parameters: std::ops::RangeInclusive<char>,
    last: std::ops::RangeInclusive<char>,
) -> &str {
    let rest = text.trim_start_matches(|c| parameters.contains(&c));
    rest.strip_prefix(|c| last.contains(&c)).unwrap_or(rest)
}

/// Passes over a string up to its end; one that never ends loses its introducer only, not the text after it.
fn after_string(text: &str) -> &str {
    let Some(end) = text.find([BELL, STRING_END, ESCAPE]) else {
        return text;
    };
    let rest = &text[end..];
    rest.strip_prefix("\u{1b}\\")
        .or_else(|| rest.strip_prefix([BELL, STRING_END]))
        .unwrap_or(rest)
}
