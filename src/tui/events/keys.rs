//! The keyboard: keys and pasted text.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, Event as Input, KeyEventKind};

use super::Event;
use crate::tui::text::inert;

/// Reads the keyboard on a thread of its own, until nobody listens or nothing can be read.
pub(super) fn read<R: Send + 'static>(sender: Sender<Event<R>>) -> io::Result<()> {
    thread::Builder::new()
        .name("preau-clavier".to_owned())
        .spawn(move || forward(&sender))
        .map(|_| ())
}

fn forward<R>(sender: &Sender<Event<R>>) {
    while let Ok(input) = event::read() {
        let heard = translate(input).is_none_or(|event| sender.send(event).is_ok());
        if !heard {
            return;
        }
    }
    // Nobody may listen any more: the program is then ending already.
    let _ = sender.send(Event::HangUp);
}

/// Turns what the terminal sent into an event; changes of size come from the signal instead.
fn translate<R>(input: Input) -> Option<Event<R>> {
    match input {
        Input::Key(key) if key.kind != KeyEventKind::Release => Some(Event::Key(key)),
        Input::Paste(text) => Some(Event::Paste(inert(&text).into_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_is_inert() {
        let pasted = translate::<()>(Input::Paste("rm\x1b[2J\nq".to_owned()));
        assert_eq!(pasted, Some(Event::Paste("rm·[2J q".to_owned())));
    }

    #[test]
    fn the_size_comes_from_the_signal_alone() {
        assert_eq!(translate::<()>(Input::Resize(80, 24)), None);
    }
}
