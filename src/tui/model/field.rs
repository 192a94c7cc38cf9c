//! A line of typed text with its caret.
//!
//! The caret goes over what a person takes for one character: a letter with its accents, an emoji of several parts.

use unicode_segmentation::UnicodeSegmentation;

/// The longest text that a field takes, in characters: the longest that a record holds.
pub const LONGEST: usize = 4_000;

/// A line of typed text. Invariant: the caret is on a character boundary of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    caret: usize,
    /// True until the first key: a typed character then replaces the text that was proposed.
    proposed: bool,
}

impl Field {
    /// A field that proposes a text: typing replaces it, moving the caret keeps it.
    pub fn proposing(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            caret: text.len(),
            proposed: !text.is_empty(),
            text,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// True until the first key on what it proposes.
    pub fn is_proposed(&self) -> bool {
        self.proposed
    }

    /// The text before the caret.
    pub fn before(&self) -> &str {
        &self.text[..self.caret]
    }

    /// True when there is no text.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Puts a text in, the caret at its end.
    pub fn set(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.caret = self.text.len();
        self.proposed = false;
    }

    /// Puts a text in, with the caret at a byte of it; off a character's start, at the end.
    pub fn set_at(&mut self, text: String, caret: usize) {
        let whole = text.is_char_boundary(caret);
        self.set(text);
        if whole {
            self.caret = caret;
        }
    }

    /// Empties the field; false where it was empty.
    pub fn clear(&mut self) -> bool {
        let held = !self.text.is_empty();
        self.set(String::new());
        held
    }

    /// Proposes the text that it holds: typing replaces it.
    pub fn offer(&mut self) {
        self.proposed = !self.text.is_empty();
        self.caret = self.text.len();
    }

    /// Types text at the caret; what would make it too long is left out. Returns how many characters are.
    pub fn insert(&mut self, typed: &str) -> usize {
        if self.proposed {
            self.clear();
        }
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let end = typed
            .char_indices()
            .nth(room)
            .map_or(typed.len(), |(place, _)| place);
        self.text.insert_str(self.caret, &typed[..end]);
        self.caret += end;
        typed[end..].chars().count()
    }

    /// Moves the caret one character to the left.
    pub fn left(&mut self) {
        self.proposed = false;
        self.caret = self.previous();
    }

    /// Moves the caret one character to the right.
    pub fn right(&mut self) {
        self.proposed = false;
        self.caret = self.next();
    }

    /// Moves the caret to the start.
    pub fn home(&mut self) {
        self.proposed = false;
        self.caret = 0;
    }

    /// Moves the caret to the end.
    pub fn end(&mut self) {
        self.proposed = false;
        self.caret = self.text.len();
    }

    /// Deletes the character before the caret; of a proposed text, all of it.
    pub fn delete_before(&mut self) -> bool {
        if self.proposed {
            return self.clear();
        }
        self.cut(self.previous(), self.caret)
    }

    /// Deletes the character under the caret.
    pub fn delete_after(&mut self) -> bool {
        self.proposed = false;
        self.cut(self.caret, self.next())
    }

    /// Deletes the word before the caret, with the blanks after it.
    pub fn delete_word(&mut self) -> bool {
        self.proposed = false;
        let kept = self.before().trim_end();
        let start = kept.rfind(' ').map_or(0, |blank| blank + 1);
        self.cut(start, self.caret)
    }

    fn cut(&mut self, start: usize, end: usize) -> bool {
        self.text.replace_range(start..end, "");
        self.caret = start;
        start < end
    }

    fn previous(&self) -> usize {
        self.before()
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(place, _)| place)
    }

    fn next(&self) -> usize {
        let after = self.text[self.caret..].graphemes(true).next();
        self.caret + after.map_or(0, str::len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_edited_at_the_caret() {
        let mut field = Field::default();
        field.insert("écle");
        field.left();
        field.left();
        field.insert("o");
        assert_eq!((field.text(), field.before()), ("école", "éco"));
        field.home();
        assert!(!field.delete_before());
        assert!(field.delete_after());
        assert_eq!(field.text(), "cole");
        field.end();
        assert!(!field.delete_after());
        field.insert(" du  bourg  ");
        assert!(field.delete_word());
        assert_eq!(field.text(), "cole du  ");
    }

    #[test]
    fn typing_replaces_a_proposed_text_and_moving_keeps_it() {
        let mut field = Field::proposing("23/11/2026");
        field.insert("1");
        assert_eq!(field.text(), "1");
        let mut field = Field::proposing("23/11/2026");
        field.left();
        field.delete_before();
        assert_eq!(field.text(), "23/11/206");
        let mut field = Field::proposing("23/11/2026");
        assert!(field.delete_before());
        assert_eq!(field.text(), "");
    }

    #[test]
    fn the_caret_goes_over_a_joined_character_as_one() {
        let mut field = Field::default();
        field.insert("ae\u{301}👍🏽🇫🇷b");
        for before in ["ae\u{301}👍🏽🇫🇷", "ae\u{301}👍🏽", "ae\u{301}", "a", ""] {
            field.left();
            assert_eq!(field.before(), before);
        }
        field.right();
        field.right();
        assert!(field.delete_before() && field.delete_after());
        assert_eq!(field.text(), "a🇫🇷b");
    }

    #[test]
    fn a_text_has_an_end() {
        let mut field = Field::default();
        assert_eq!(field.insert(&"é".repeat(LONGEST + 5)), 5);
        assert_eq!(field.insert("x"), 1);
        assert_eq!(field.text().chars().count(), LONGEST);
    }
}
