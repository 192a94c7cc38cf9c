//! A text handed to the terminal's clipboard with OSC 52, which no terminal answers: it may be taken or not.

use std::fmt::Write;

use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;

/// The longest text that is sent, in bytes: terminals take no more than 100,000 bytes of a sequence, encoded.
pub const LONGEST: usize = 74_994;

/// The longest piece of a sequence that GNU screen hands on, in bytes: it drops strings above 768.
const PIECE: usize = 512;

/// What stands between the program and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// Nothing, or tmux, which takes the sequence itself where it is told to.
    Nothing,
    /// GNU screen, which hands on what a device control string holds.
    Screen,
    /// One or the other: `TERM` says screen, as tmux does too, and the session is of another machine.
    Either,
}

impl Between {
    fn of(environment: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| environment(name).is_some_and(|value| !value.is_empty());
        if set("TMUX") {
            Self::Nothing
        } else if set("STY") {
            Self::Screen
        } else if environment("TERM").is_some_and(|term| term.starts_with("screen")) {
            Self::Either
        } else {
            Self::Nothing
        }
    }
}

/// The bytes that ask the terminal to take a text into its clipboard, as the environment says that they must be wrapped.
///
/// What is not known to a multiplexer or a terminal does nothing there.
pub fn copy(text: &str, environment: impl Fn(&str) -> Option<String>) -> String {
    let mut plain = String::new();
    // Writing into a text cannot fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut plain);
    match Between::of(environment) {
        Between::Nothing => plain,
        Between::Screen => in_pieces(&plain),
        Between::Either => in_pieces(&plain) + &plain,
    }
}

/// A sequence in device control strings of GNU screen. It ends with BEL, as the end of a string would end the outer one.
fn in_pieces(plain: &str) -> String {
    let body = plain.trim_end_matches("\x1b\\");
    let mut wrapped = String::new();
    let mut rest = body;
    while !rest.is_empty() {
        // The sequence is ASCII.
        let (piece, more) = rest.split_at(rest.len().min(PIECE));
        let end = if more.is_empty() { "\x07" } else { "" };
        let _ = write!(wrapped, "\x1bP{piece}{end}\x1b\\");
        rest = more;
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(text: &str, set: &[(&str, &str)]) -> String {
        copy(text, |name| {
            set.iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_sequence_is_plain_but_for_screen() {
        let plain = "\x1b]52;c;MDM4MDEyM0M=\x1b\\";
        let wrapped = "\x1bP\x1b]52;c;MDM4MDEyM0M=\x07\x1b\\";
        let cases = [
            (&[("TERM", "xterm-256color")][..], plain.to_owned()),
            (&[("TERM", "screen"), ("TMUX", "/tmp/x,1,0")], plain.to_owned()),
            (&[("TERM", "screen"), ("STY", "1.tty")], wrapped.to_owned()),
            (&[("TERM", "screen-256color")], format!("{wrapped}{plain}")),
            (&[("TERM", "tmux-256color")], plain.to_owned()),
            (&[], plain.to_owned()),
        ];
        for (set, bytes) in cases {
            assert_eq!(copied("0380123C", set), bytes, "{set:?}");
        }
    }

    #[test]
    fn screen_is_given_pieces_that_it_takes() {
        let text = "0380123C; ".repeat(2_000);
        let wrapped = copied(&text, &[("STY", "1.tty")]);
        let pieces: Vec<&str> = wrapped
            .split("\x1b\\")
            .filter(|piece| !piece.is_empty())
            .map(|piece| piece.strip_prefix("\x1bP").unwrap_or_else(|| panic!("{piece:?}")))
            .collect();
        assert!(pieces.iter().all(|piece| piece.len() <= PIECE + 1));
        let whole = pieces.concat();
        let plain = copied(&text, &[]);
        assert_eq!(whole.trim_end_matches('\x07'), plain.trim_end_matches("\x1b\\"));
    }
}
