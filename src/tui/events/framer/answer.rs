//! What a terminal answers in a string.

/// The most bytes of one: a longer one answers nothing that is asked.
const LONGEST: usize = 64;

/// The bytes of a string so far; none of one that is passed over.
#[derive(Debug)]
pub(super) struct Answer(Option<Vec<u8>>);

impl Answer {
    /// The start of an operating system command.
    pub(super) fn command() -> Self {
        Self(Some(Vec::new()))
    }

    /// The start of a string of another kind: nothing of it is kept.
    pub(super) fn passed_over() -> Self {
        Self(None)
    }

    /// Takes the next byte.
    pub(super) fn push(&mut self, byte: u8) {
        match &mut self.0 {
            Some(bytes) if bytes.len() < LONGEST => bytes.push(byte),
            _ => self.0 = None,
        }
    }

    /// Gives the whole; none where it was passed over.
    pub(super) fn whole(self) -> Option<Vec<u8>> {
        self.0
    }
}
