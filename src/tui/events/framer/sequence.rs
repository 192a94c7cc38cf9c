//! A control sequence: its introducer, its parameters, its last byte.

/// The most bytes kept of one: more are counted, not kept, and the sequence means nothing.
const LONGEST: usize = 64;

/// A control sequence without its ESC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    introducer: u8,
    parameters: Vec<u8>,
    last: u8,
    too_long: bool,
}

/// What a byte did to a sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// More bytes belong to it.
    More,
    /// The byte is its last.
    Whole,
    /// The byte does not belong to it.
    Broken,
}

impl Sequence {
    /// Starts one, `[` or `O` after the ESC.
    pub(super) fn new(introducer: u8) -> Self {
        Self {
            introducer,
            parameters: Vec::new(),
            last: 0,
            too_long: false,
        }
    }

    /// The sequence of Shift-Tab.
    pub(super) fn back_tab() -> Self {
        Self {
            last: b'Z',
            ..Self::new(b'[')
        }
    }

    /// The introducer: `[`, or `O` for what keys send in application mode; `M` for the mouse of a terminal that knows
    /// its first form only.
    pub fn introducer(&self) -> u8 {
        self.introducer
    }

    /// What stands between the introducer and the last byte: digits and signs, `[` for a function key of the Linux
    /// console. After `M`, the first two of its three bytes.
    pub fn parameters(&self) -> &[u8] {
        &self.parameters
    }

    /// The last byte; none of a sequence that was too long to be kept.
    pub fn last(&self) -> Option<u8> {
        (!self.too_long).then_some(self.last)
    }

    /// True of what a terminal sends before a paste.
    pub(super) fn opens_paste(&self) -> bool {
        (self.introducer, self.parameters.as_slice(), self.last()) == (b'[', b"200", Some(b'~'))
    }

    /// Takes the next byte.
    pub(super) fn push(&mut self, byte: u8) -> Step {
        if self.introducer == b'M' {
            return self.report(byte);
        }
        match byte {
            b'[' if self.introducer == b'[' && self.parameters.is_empty() => self.keep(byte),
            b'M' if self.introducer == b'[' && self.parameters.is_empty() => {
                self.introducer = byte;
                Step::More
            }
            b'$' if self.is_number() => self.end(byte),
            b' ' if self.introducer == b'O' => self.end(byte),
            0x20..=0x3f => self.keep(byte),
            0x40..=0x7e => self.end(byte),
            _ => Step::Broken,
        }
    }

    /// One of the three bytes after `[M`: button, column, row, each from a blank on.
    fn report(&mut self, byte: u8) -> Step {
        match byte {
            ..b' ' => Step::Broken,
            _ if self.parameters.len() == 2 => self.end(byte),
            _ => self.keep(byte),
        }
    }

    fn keep(&mut self, byte: u8) -> Step {
        if self.parameters.len() < LONGEST {
            self.parameters.push(byte);
        } else {
            self.too_long = true;
        }
        Step::More
    }

    fn end(&mut self, byte: u8) -> Step {
        self.last = byte;
        Step::Whole
    }

    /// True of one number alone: rxvt ends it with `$` where Shift is held; in reports two numbers come before one.
    fn is_number(&self) -> bool {
        self.introducer == b'['
            && !self.parameters.is_empty()
            && self.parameters.iter().all(u8::is_ascii_digit)
    }
}
