//! A keyboard with its clock: bytes come when a test says.

use std::time::{Duration, Instant};

use preau::tui::events::{Charset, Input, Keyboard};

/// What terminals answer to questions, asked by others before or never.
pub const ANSWERS: [&[u8]; 24] = [
    b"\x1b]12;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]10;rgb:0000/0000/0000\x07",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]52;c;cXVpdHRlcg==\x1b\\",
    b"\x1b]lti ui\x1b\\",
    b"\x1bP>|XTerm(379)\x1b\\",
    b"\x1bP!|00010203\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP0+r544e\x1b\\",
    b"\x1b_Gi=1;OK\x1b\\",
    b"\x1b[?64;1;2;6;9;15;18;21;22c",
    b"\x1b[>41;379;0c",
    b"\x1b[0n",
    b"\x1b[?13n",
    b"\x1b[24;80R",
    b"\x1b[1;1R",
    b"\x1b[?24;80;1R",
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    b"\x1b[8;40;120t",
    b"\x1b[?0u",
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[<0;3;3m",
];

/// A keyboard with its clock.
pub struct Typist {
    keyboard: Keyboard,
    now: Instant,
}

impl Typist {
    /// A keyboard at rest.
    pub fn new(charset: Charset) -> Self {
        Self {
            keyboard: Keyboard::new(charset),
            now: Instant::now(),
        }
    }

    /// Lets time pass, as the reading thread does: it hears of each deadline.
    pub fn wait(&mut self, time: Duration) -> Vec<Input> {
        let until = self.now + time;
        let mut heard = Vec::new();
        while let Some(deadline) = self.keyboard.deadline().filter(|deadline| *deadline <= until) {
            heard.extend(self.keyboard.expire(deadline));
        }
        self.now = until;
        heard
    }

    /// Sends the bytes of one read.
    pub fn send(&mut self, bytes: &[u8]) -> Vec<Input> {
        self.keyboard.take(bytes, self.now)
    }
}
