//! A place in a JSON text, moved value by value.

use serde::de::DeserializeOwned;
use serde_json::Deserializer;

use super::JsonError;
use crate::exchange::source::{Source, line_after};

/// Reads a JSON text from one value to the next, and knows the line where it stands.
pub(super) struct Cursor<'t> {
    name: &'t str,
    text: &'t str,
    at: usize,
    line: u64,
    line_start: usize,
}

impl<'t> Cursor<'t> {
    /// Stands before the first value of a file.
    pub(super) fn new(source: &'t Source) -> Result<Self, JsonError> {
        let bytes = source.bytes();
        let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = std::str::from_utf8(body).map_err(|error| JsonError::Encoding {
            name: source.name().to_owned(),
            line: line_after(&body[..error.valid_up_to()]),
        })?;
        let mut cursor = Self {
            name: source.name(),
            text,
            at: 0,
            line: 1,
            line_start: 0,
        };
        cursor.skip_blanks();
        Ok(cursor)
    }

    /// Returns the line of the next value, from one.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Returns the number of bytes before the next value on its line.
    pub(super) fn column(&self) -> u64 {
        (self.at - self.line_start) as u64
    }

    /// Returns the first byte of what follows.
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Passes over `byte`, and says whether it was there.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        if there {
            self.advance(self.at + 1);
        }
        there
    }

    /// Passes over `byte`, which must be there.
    pub(super) fn expect(&mut self, byte: u8, reason: &str) -> Result<(), JsonError> {
        if self.eat(byte) {
            Ok(())
        } else {
            Err(self.error(reason))
        }
    }

    /// Reads the next value and returns it with its text.
    pub(super) fn value<T: DeserializeOwned>(&mut self) -> Result<(T, &'t str), JsonError> {
        let text = self.text;
        let rest = &text[self.at..];
        let mut values = Deserializer::from_str(rest).into_iter::<T>();
        match values.next() {
            Some(Ok(value)) => {
                let size = values.byte_offset();
                self.advance(self.at + size);
                Ok((value, &rest[..size]))
            }
            Some(Err(error)) => Err(JsonError::at(self.name, self.line, self.column(), &error)),
            None => Err(self.error("le fichier s’arrête avant la fin, il est sans doute tronqué")),
        }
    }

    /// Makes an error of this place.
    pub(super) fn error(&self, reason: &str) -> JsonError {
        let (name, reason) = (self.name.to_owned(), reason.to_owned());
        JsonError::At {
            name,
            line: self.line,
            column: self.column() + 1,
            reason,
        }
    }

    /// Moves forward to `at`, then over blanks.
    fn advance(&mut self, at: usize) {
        self.count_lines(at);
        self.skip_blanks();
    }

    /// Passes over the blanks that JSON allows between values.
    fn skip_blanks(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        let blank = rest
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
            .count();
        self.count_lines(self.at + blank);
    }

    /// Moves to `at` and counts the lines that end on the way.
    fn count_lines(&mut self, at: usize) {
        let passed = self.text.as_bytes()[self.at..at].iter().enumerate();
        for (offset, _) in passed.filter(|(_, byte)| **byte == b'\n') {
            self.line += 1;
            self.line_start = self.at + offset + 1;
        }
        self.at = at;
    }
}
