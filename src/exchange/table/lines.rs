//! The line on which each record of a CSV text begins.

/// Counts lines up to growing offsets of a text, each byte once.
///
/// The csv crate counts a record's line before the blank lines that precede it, and one less after CR LF.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
}

impl<'t> Lines<'t> {
    /// Starts at the first line of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text: text.as_bytes(),
            at: 0,
            line: 1,
        }
    }

    /// Returns the line of the first byte at or after `offset` that ends no line.
    ///
    /// Offsets must not shrink from one call to the next.
    pub(super) fn of(&mut self, offset: usize) -> u64 {
        while let Some(&byte) = self.text.get(self.at) {
            let ends_line = matches!(byte, b'\r' | b'\n');
            if self.at >= offset && !ends_line {
                break;
            }
            let split = byte == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(ends_line && !split);
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_any_line_ending() {
        for ending in ["\n", "\r\n", "\r"] {
            let text = ["a", "", "b", "c"].join(ending);
            let mut lines = Lines::new(&text);
            assert_eq!(lines.of(0), 1);
            assert_eq!(lines.of(1), 3, "the blank line is passed over");
            assert_eq!(lines.of(text.len() - 1), 4);
        }
    }
}
