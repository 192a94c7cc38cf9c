//! Cuts the bytes of a terminal into characters, sequences and pastes, however they were split on the way.
//!
//! Time is given: [`Framer::take`] is told when bytes came, [`Framer::expire`] that none came until
//! [`Framer::deadline`]. What is kept of unfinished input is bounded. Of the strings with which terminals answer, the
//! operating system commands are given, the others passed over.

mod answer;
mod paste;
mod sequence;
mod text;

use std::time::{Duration, Instant};

use self::answer::Answer;
use self::paste::Paste;
use self::text::Partial;

pub use self::sequence::Sequence;
pub use self::text::Charset;

/// How long ESC waits for the rest of a sequence before it is the key Escape.
pub const ESCAPE: Duration = Duration::from_millis(50);

/// How long an unfinished sequence, string, paste or character waits for its next byte; and how long after the key
/// Escape `[` or `O` still opens a sequence.
pub const PAUSE: Duration = Duration::from_secs(2);

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// One piece of what the terminal sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// A character, control characters but ESC included.
    Char {
        character: char,
        /// It came in one read with the ESC right before it, which is given as a frame of its own.
        after_escape: bool,
    },
    Escape,
    /// A whole control sequence.
    Sequence(Sequence),
    /// A paste, cut at its bound.
    Paste(String),
    /// What a terminal answers in an operating system command, such as `11;rgb:0000/0000/0000`.
    Answer(Vec<u8>),
    /// Bytes that are no text in the character set of the terminal.
    NotText,
}

/// What the bytes so far have opened.
#[derive(Debug)]
enum State {
    Ground,
    /// The first bytes of a character.
    Character(Partial),
    /// ESC. `apart` once the read in which it came is over.
    Escape {
        apart: bool,
    },
    /// ESC, which was given as the key Escape.
    Escaped,
    /// A control sequence. `late` where Escape was given before it: it then does nothing.
    Sequence {
        sequence: Sequence,
        late: bool,
    },
    /// ESC P, which opens a string if a parameter follows.
    Device {
        late: bool,
    },
    /// A string. `closing` after an ESC in it, which ends it if `\` follows.
    String {
        answer: Answer,
        closing: bool,
    },
    Paste(Paste),
}

impl State {
    fn string(answer: Answer) -> Self {
        Self::String {
            answer,
            closing: false,
        }
    }
}

/// The reader of bytes.
#[derive(Debug)]
pub struct Framer {
    charset: Charset,
    state: State,
    /// When the last byte came.
    at: Option<Instant>,
    frames: Vec<Frame>,
}

impl Framer {
    /// A framer at rest.
    pub fn new(charset: Charset) -> Self {
        Self {
            charset,
            state: State::Ground,
            at: None,
            frames: Vec::new(),
        }
    }

    /// Takes the bytes of one read, which came at `now`. Gives what they complete.
    pub fn take(&mut self, bytes: &[u8], now: Instant) -> Vec<Frame> {
        // Without a call of `expire`, bytes after ESC were there in time, however late they are read.
        if let State::Escape { apart } = &mut self.state {
            *apart = true;
        } else {
            self.give_up(now);
        }
        for byte in bytes {
            self.at = Some(now);
            self.byte(*byte);
        }
        std::mem::take(&mut self.frames)
    }

    /// Says that nothing came until `now`. Gives what is complete thereby.
    pub fn expire(&mut self, now: Instant) -> Vec<Frame> {
        self.give_up(now);
        std::mem::take(&mut self.frames)
    }

    /// When [`Self::expire`] is to be called if nothing comes before; none where time completes nothing.
    pub fn deadline(&self) -> Option<Instant> {
        let completes = match &self.state {
            State::Escape { .. }
            | State::Character(_)
            | State::Device { .. }
            | State::String { closing: true, .. }
            | State::Paste(_) => true,
            State::Ground
            | State::Escaped
            | State::Sequence { .. }
            | State::String { closing: false, .. } => false,
        };
        self.at.filter(|_| completes).map(|at| at + self.patience())
    }

    fn patience(&self) -> Duration {
        match self.state {
            State::Escape { .. } => ESCAPE,
            _ => PAUSE,
        }
    }

    /// Ends what has waited too long for its next byte.
    fn give_up(&mut self, now: Instant) {
        let waited = self.at.map(|at| now.saturating_duration_since(at));
        if waited.is_none_or(|waited| waited < self.patience()) {
            return;
        }
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground
            | State::Escaped
            | State::Sequence { .. }
            | State::String { closing: false, .. } => {}
            State::Character(_) => self.frames.push(Frame::NotText),
            State::Escape { .. } | State::String { closing: true, .. } => {
                self.frames.push(Frame::Escape);
                self.state = State::Escaped;
            }
            State::Device { late } => self.letter_after_escape(late),
            State::Paste(paste) => self.frames.push(Frame::Paste(paste.text(self.charset))),
        }
    }

    fn byte(&mut self, byte: u8) {
        match std::mem::replace(&mut self.state, State::Ground) {
            State::Ground => self.text(byte, false),
            State::Character(partial) => self.more_of_character(partial, byte),
            State::Escape { apart } => self.after_escape(byte, apart),
            State::Escaped => self.after_late_escape(byte),
            State::Sequence { sequence, late } => self.more_of_sequence(sequence, late, byte),
            State::Device { late } => self.after_device(late, byte),
            State::String { answer, closing } => self.more_of_string(answer, closing, byte),
            State::Paste(mut paste) => {
                if paste.take(byte) {
                    self.frames.push(Frame::Paste(paste.text(self.charset)));
                } else {
                    self.state = State::Paste(paste);
                }
            }
        }
    }

    fn text(&mut self, byte: u8, after_escape: bool) {
        if byte == ESC {
            self.state = State::Escape { apart: false };
            return;
        }
        match self.charset.first(byte, after_escape) {
            text::Step::Char(character) => self.frames.push(Frame::Char {
                character,
                after_escape,
            }),
            text::Step::More(partial) => self.state = State::Character(partial),
            text::Step::Wrong => self.frames.push(Frame::NotText),
            text::Step::Nothing => {}
        }
    }

    fn more_of_character(&mut self, partial: Partial, byte: u8) {
        let after_escape = partial.after_escape();
        match partial.next(byte) {
            Some(text::Step::Char(character)) => self.frames.push(Frame::Char {
                character,
                after_escape,
            }),
            Some(text::Step::More(partial)) => self.state = State::Character(partial),
            Some(text::Step::Wrong) => self.frames.push(Frame::NotText),
            Some(text::Step::Nothing) => {}
            None => {
                self.frames.push(Frame::NotText);
                self.text(byte, false);
            }
        }
    }

    fn after_escape(&mut self, byte: u8, apart: bool) {
        match byte {
            b'[' | b'O' => self.open(byte, false),
            b'P' => self.state = State::Device { late: false },
            b']' => self.state = State::string(Answer::command()),
            b'^' | b'_' => self.state = State::string(Answer::passed_over()),
            // The Linux console's Shift-Tab.
            b'\t' => self.frames.push(Frame::Sequence(Sequence::back_tab())),
            _ => {
                self.frames.push(Frame::Escape);
                self.text(byte, !apart);
            }
        }
    }

    fn after_late_escape(&mut self, byte: u8) {
        match byte {
            b'[' | b'O' => self.open(byte, true),
            b'P' => self.state = State::Device { late: true },
            b']' => self.state = State::string(Answer::command()),
            _ => self.text(byte, false),
        }
    }

    fn open(&mut self, introducer: u8, late: bool) {
        self.state = State::Sequence {
            sequence: Sequence::new(introducer),
            late,
        };
    }

    fn more_of_sequence(&mut self, mut sequence: Sequence, late: bool, byte: u8) {
        match sequence.push(byte) {
            sequence::Step::More => self.state = State::Sequence { sequence, late },
            sequence::Step::Whole if sequence.opens_paste() => self.state = State::Paste(Paste::default()),
            sequence::Step::Whole if late => {}
            sequence::Step::Whole => self.frames.push(Frame::Sequence(sequence)),
            sequence::Step::Broken => self.text(byte, false),
        }
    }

    /// After ESC P: the answers of terminals go on with a parameter, a text that was typed does not.
    fn after_device(&mut self, late: bool, byte: u8) {
        if matches!(byte, b'0' | b'1' | b'!' | b'>') {
            self.state = State::string(Answer::passed_over());
        } else {
            self.letter_after_escape(late);
            self.byte(byte);
        }
    }

    /// ESC P was not the start of a string.
    fn letter_after_escape(&mut self, late: bool) {
        if !late {
            self.frames.push(Frame::Escape);
        }
        self.frames.push(Frame::Char {
            character: 'P',
            after_escape: !late,
        });
    }

    /// Strings hold no control character: one that comes is a key, and the string was cut off.
    fn more_of_string(&mut self, mut answer: Answer, closing: bool, byte: u8) {
        match byte {
            b'\\' if closing => self.frames.extend(answer.whole().map(Frame::Answer)),
            _ if closing => {
                self.state = State::Escape { apart: false };
                self.byte(byte);
            }
            ESC => {
                self.state = State::String {
                    answer,
                    closing: true,
                }
            }
            BEL => self.frames.extend(answer.whole().map(Frame::Answer)),
            0x00..=0x1f | 0x7f => self.text(byte, false),
            _ => {
                answer.push(byte);
                self.state = State::string(answer);
            }
        }
    }
}
