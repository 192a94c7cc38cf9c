//! The keyboard: keys and pasted text.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::{Event, mouse};
use crate::text::inert;

/// Reads the keyboard on a thread of its own, until nobody listens or nothing can be read.
pub(super) fn read<R: Send + 'static>(sender: Sender<Event<R>>) -> io::Result<()> {
    thread::Builder::new()
        .name("preau-clavier".to_owned())
        .spawn(move || forward(&sender))
        .map(|_| ())
}

fn forward<R>(sender: &Sender<Event<R>>) {
    while let Ok(input) = event::read() {
        let heard = translate(input)
            .into_iter()
            .all(|event| sender.send(event).is_ok());
        if !heard {
            return;
        }
    }
    // Nobody may listen any more: the program is then ending already.
    let _ = sender.send(Event::HangUp);
}

/// Turns what the terminal sent into events; changes of size come from the signal instead.
fn translate<R>(input: Input) -> Vec<Event<R>> {
    match input {
        Input::Key(key) if key.kind != KeyEventKind::Release => separate(key),
        Input::Paste(text) => vec![Event::Paste(inert(&text).into_owned())],
        Input::Mouse(report) => mouse::read(report).map(Event::Mouse).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Takes Alt with a key for Escape and the key: on a slow line the two come in one packet, and look the same.
fn separate<R>(key: KeyEvent) -> Vec<Event<R>> {
    let after_escape = matches!(
        key.code,
        KeyCode::Char(_) | KeyCode::Enter | KeyCode::Tab | KeyCode::Backspace
    );
    if !(after_escape && key.modifiers.contains(KeyModifiers::ALT)) {
        return vec![Event::Key(key)];
    }
    let escape = KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE);
    let rest = KeyEvent::new(key.code, key.modifiers - KeyModifiers::ALT);
    vec![Event::Key(escape), Event::Key(rest)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pasted_text_is_inert() {
        let pasted = translate::<()>(Input::Paste("rm\x1b[2J\nq".to_owned()));
        assert_eq!(pasted, [Event::Paste("rm·[2J q".to_owned())]);
    }

    #[test]
    fn the_size_comes_from_the_signal_alone() {
        assert_eq!(translate::<()>(Input::Resize(80, 24)), []);
    }

    #[test]
    fn escape_and_a_key_in_one_packet_stay_two_keys() {
        let key = |code, modifiers| KeyEvent::new(code, modifiers);
        let together = key(KeyCode::Char('q'), KeyModifiers::ALT);
        let apart = [
            Event::<()>::Key(key(KeyCode::Esc, KeyModifiers::NONE)),
            Event::Key(key(KeyCode::Char('q'), KeyModifiers::NONE)),
        ];
        assert_eq!(translate(Input::Key(together)), apart);
        let arrow = key(KeyCode::Up, KeyModifiers::ALT);
        assert_eq!(translate(Input::Key(arrow)), [Event::<()>::Key(arrow)]);
    }
}
