//! A paste: what comes between the two marks of the terminal.

use super::text::Charset;

/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// The most bytes kept: four times the longest text of a field, each character of which takes four bytes at most.
const LONGEST: usize = 64 * 1024;

/// The paste so far.
#[derive(Debug, Default)]
pub(super) struct Paste {
    text: Vec<u8>,
    /// How many bytes of its end have come.
    ended: usize,
}

impl Paste {
    /// Takes a byte. Returns whether it was the last of the mark that ends the paste.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        if byte == END[self.ended] {
            self.ended += 1;
            return self.ended == END.len();
        }
        self.keep(self.ended);
        self.ended = usize::from(byte == END[0]);
        if self.ended == 0 && self.text.len() < LONGEST {
            self.text.push(byte);
        }
        false
    }

    /// Keeps the first bytes of what looked like the end.
    fn keep(&mut self, count: usize) {
        let room = LONGEST.saturating_sub(self.text.len());
        self.text.extend_from_slice(&END[..count.min(room)]);
    }

    /// Gives the text; a character that the bound has cut is left out.
    pub(super) fn text(mut self, charset: Charset) -> String {
        if self.text.len() >= LONGEST {
            let last = self
                .text
                .utf8_chunks()
                .last()
                .map_or(0, |chunk| chunk.invalid().len());
            self.text.truncate(self.text.len() - last);
        }
        charset.decode(&self.text)
    }
}
