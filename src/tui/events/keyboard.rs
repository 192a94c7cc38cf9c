//! The keyboard: keys, reports of the mouse, pastes and answers, from the bytes that a terminal sends.

use std::time::Instant;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::framer::{Charset, Frame, Framer, Sequence};
use super::ground;
use super::mouse::{self, Mouse};
use super::sequence;
use crate::config::Ground;
use crate::text::{Nature, inert_lines, nature};

/// One thing that the operator did at the terminal, or that the terminal answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// A key came together with the Escape before it.
    KeyAfterEscape(KeyEvent),
    /// The mouse was pressed, or its wheel turned.
    Mouse(Mouse),
    /// Text was pasted: inert, its lines apart.
    Paste(String),
    /// Something was typed that is no text in the character set of the terminal.
    NotText,
    /// The terminal says what is behind its text.
    Ground(Ground),
}

/// Makes input of bytes.
#[derive(Debug)]
pub struct Keyboard(Framer);

impl Keyboard {
    /// The keyboard of a terminal that writes in a character set.
    pub fn new(charset: Charset) -> Self {
        Self(Framer::new(charset))
    }

    /// Takes the bytes of one read, which came at `now`.
    pub fn take(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        self.0.take(bytes, now).into_iter().flat_map(input).collect()
    }

    /// Says that nothing came until `now`.
    pub fn expire(&mut self, now: Instant) -> Vec<Input> {
        self.0.expire(now).into_iter().flat_map(input).collect()
    }

    /// When [`Self::expire`] is to be called if nothing comes before.
    pub fn deadline(&self) -> Option<Instant> {
        self.0.deadline()
    }
}

/// What a frame is; nothing for a sequence that is no key.
fn input(frame: Frame) -> Vec<Input> {
    match frame {
        Frame::Escape => vec![Input::Key(KeyCode::Esc.into())],
        Frame::Char {
            character,
            after_escape,
        } => typed(character, after_escape).into_iter().collect(),
        Frame::Sequence(sequence) => of_sequence(&sequence),
        Frame::Paste(text) => vec![Input::Paste(inert_lines(&text))],
        Frame::NotText => vec![Input::NotText],
        Frame::Answer(answer) => ground::read(&answer).map(Input::Ground).into_iter().collect(),
    }
}

fn typed(character: char, after_escape: bool) -> Option<Input> {
    let key = pressed(character)?;
    Some(if after_escape {
        Input::KeyAfterEscape(key)
    } else {
        Input::Key(key)
    })
}

/// The key that types a character; none for one that would act on a screen, or has no look of its own.
fn pressed(character: char) -> Option<KeyEvent> {
    let control = |base: u8, character: char| {
        let letter = char::from(base + u8::try_from(character).unwrap_or_default());
        KeyEvent::new(KeyCode::Char(letter), KeyModifiers::CONTROL)
    };
    Some(match character {
        '\r' => KeyCode::Enter.into(),
        '\t' => KeyCode::Tab.into(),
        '\u{7f}' => KeyCode::Backspace.into(),
        '\0' => control(b' ', character),
        '\u{1}'..='\u{1a}' => control(b'a' - 1, character),
        '\u{1c}'..='\u{1f}' => control(b'4' - 0x1c, character),
        _ if nature(character) != Nature::Plain => return None,
        _ if character.is_uppercase() => KeyEvent::new(KeyCode::Char(character), KeyModifiers::SHIFT),
        _ => KeyCode::Char(character).into(),
    })
}

/// Alt with a key is Escape, then the key: tmux writes the two so where little time was between them, and other
/// terminals make the bytes of Alt with a letter those of Escape and the letter.
fn of_sequence(sequence: &Sequence) -> Vec<Input> {
    if let Some(mouse) = mouse::read(sequence) {
        return vec![Input::Mouse(mouse)];
    }
    let Some(key) = sequence::key(sequence) else {
        return Vec::new();
    };
    if !key.modifiers.contains(KeyModifiers::ALT) {
        return vec![Input::Key(key)];
    }
    let rest = KeyEvent::new(key.code, key.modifiers - KeyModifiers::ALT);
    vec![Input::Key(KeyCode::Esc.into()), Input::KeyAfterEscape(rest)]
}
