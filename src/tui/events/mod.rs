//! What the screens react to: one type, one channel, and the threads that fill it.
//!
//! Every source blocks until it has something to say: an idle program is never woken.

mod framer;
mod ground;
mod keyboard;
mod mouse;
mod reader;
mod sequence;
mod signals;

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::Instant;

use crossterm::event::KeyEvent;
use ratatui::layout::Size;

pub use self::framer::{Charset, ESCAPE, PAUSE};
pub use self::keyboard::{Input, Keyboard};
pub use self::mouse::{Gesture, Mouse};

use self::signals::Signals;
use crate::config::Ground;
use crate::tui::effect::Heard;

/// One thing that happened; `R` is what the worker brings back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event<R> {
    /// A key was pressed or repeats.
    Key(KeyEvent),
    /// A key came together with the Escape before it: it may not have been meant by itself.
    KeyAfterEscape(KeyEvent),
    /// The mouse was pressed, or its wheel turned.
    Mouse(Mouse),
    /// Text was pasted: inert, on one line.
    Paste(String),
    /// Something was typed that is no text in the character set of the terminal.
    NotText,
    /// The terminal says what is behind its text.
    Ground(Ground),
    /// The terminal has a new size.
    Resize(Size),
    /// The program was stopped and goes on: the terminal must be taken again.
    Resumed,
    /// The system or an administrator asks the program to end, by the signal of this number.
    Terminate(i32),
    /// The line was cut, or somebody says so: it may be that nobody reads the terminal any more.
    HangUp,
    /// The worker has done something.
    Wake(R),
    /// Others did something, or the service that holds the base is gone or back.
    Heard(Heard),
    /// The calendar passed to another day.
    NewDay,
    /// The moment asked for has come.
    Deadline,
}

impl<R> Event<R> {
    /// True of what the operator's hand does again and again where it is held: keys, and the wheel.
    pub fn is_key(&self) -> bool {
        matches!(self, Self::Key(_) | Self::KeyAfterEscape(_) | Self::Mouse(_))
    }
}

impl<R> From<Input> for Event<R> {
    fn from(input: Input) -> Self {
        match input {
            Input::Key(key) => Self::Key(key),
            Input::KeyAfterEscape(key) => Self::KeyAfterEscape(key),
            Input::Mouse(mouse) => Self::Mouse(mouse),
            Input::Paste(text) => Self::Paste(text),
            Input::NotText => Self::NotText,
            Input::Ground(ground) => Self::Ground(ground),
        }
    }
}

/// The receiving end of the channel.
#[derive(Debug)]
pub struct Events<R> {
    sender: Sender<Event<R>>,
    receiver: Receiver<Event<R>>,
    signals: Option<Signals>,
}

impl<R: Send + 'static> Events<R> {
    /// Makes a channel that only its senders fill, as tests do.
    pub fn silent() -> Self {
        let (sender, receiver) = mpsc::channel();
        Self {
            sender,
            receiver,
            signals: None,
        }
    }

    /// Listens to the terminal and the signals.
    ///
    /// Called before the terminal is taken, so that no change of its size is missed.
    pub fn listen() -> io::Result<Self> {
        let mut events = Self::silent();
        events.signals = Some(Signals::listen(events.sender())?);
        reader::start(events.sender())?;
        Ok(events)
    }

    /// Gives a sender, for the worker.
    pub fn sender(&self) -> Sender<Event<R>> {
        self.sender.clone()
    }

    /// Waits for the next event; with a deadline, at most until then.
    pub fn next(&self, deadline: Option<Instant>) -> Event<R> {
        let Some(deadline) = deadline else {
            // The channel holds a sender of its own: it never closes.
            return self.receiver.recv().unwrap_or(Event::HangUp);
        };
        match self
            .receiver
            .recv_timeout(deadline.saturating_duration_since(Instant::now()))
        {
            Ok(event) => event,
            Err(RecvTimeoutError::Timeout) => Event::Deadline,
            Err(RecvTimeoutError::Disconnected) => Event::HangUp,
        }
    }

    /// Gives an event that has already come, so that many keys share one frame.
    pub fn ready(&self) -> Option<Event<R>> {
        self.receiver.try_recv().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_in_order_and_a_past_deadline_at_once() {
        let events = Events::silent();
        events.sender().send(Event::Wake(1)).unwrap();
        events.sender().send(Event::Wake(2)).unwrap();
        assert_eq!(events.next(None), Event::Wake(1));
        assert_eq!(events.next(Some(Instant::now())), Event::Wake(2));
        assert_eq!(events.next(Some(Instant::now())), Event::Deadline);
        assert_eq!(events.ready(), None);
    }
}
