//! Bytes as a slow or broken line delivers them: what the screens make of them, with time stepped.

use std::time::Duration;

use preau::tui::events::{Charset, ESCAPE, Input, PAUSE};
use preau::tui::model::dialog::Dialog;

use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
use crate::support::typist::{ANSWERS, Typist};

/// Half a second: longer than a sequence may take after its ESC, shorter than a pause.
const STALL: Duration = Duration::from_millis(500);

/// The screens behind a line.
struct Line {
    stepper: Stepper,
    typist: Typist,
}

impl Line {
    fn open() -> Self {
        Self {
            stepper: open(&isere()),
            typist: Typist::new(Charset::Utf8),
        }
    }

    fn hear(&mut self, inputs: Vec<Input>) {
        for input in inputs {
            self.stepper.send(input.into());
        }
    }

    /// Sends bytes in one read.
    fn send(&mut self, bytes: impl AsRef<[u8]>) -> &mut Self {
        let inputs = self.typist.send(bytes.as_ref());
        self.hear(inputs);
        self
    }

    fn wait(&mut self, time: Duration) -> &mut Self {
        let inputs = self.typist.wait(time);
        self.hear(inputs);
        self
    }

    /// Sends each piece half a second after the one before.
    fn stalled(&mut self, pieces: &[&[u8]]) -> &mut Self {
        for piece in pieces {
            self.send(piece).wait(STALL);
        }
        self
    }

    fn search(&self) -> &str {
        self.stepper.model.focused().search.text()
    }
}

#[test]
fn end_split_after_its_escape_opens_nothing() {
    let mut line = Line::open();
    for end in [&b"[F"[..], b"OF", b"[4~", b"[8~"] {
        line.stalled(&[b"\x1b", end]);
        assert!(line.stepper.model.dialog.is_none(), "{}", line.stepper.screen());
    }
    assert_eq!(line.stepper.model.focused().place, 0, "nor does it act late");
    line.send(b"\x1b").send(b"[F");
    assert_ne!(line.stepper.model.focused().place, 0, "in time, it is End");
}

#[test]
fn a_byte_at_a_time_every_key_is_itself() {
    let mut line = Line::open();
    for byte in b"/voi\x1b[D\x1b[3~\x1bOFron\r" {
        line.send([*byte]).wait(ESCAPE / 2);
    }
    assert_eq!(line.search(), "voron");
    assert!(!line.stepper.model.searching);
}

#[test]
fn an_arrow_in_a_search_types_nothing_however_late() {
    let mut line = Line::open();
    line.send("/voiron").wait(STALL);
    // Escape gives the search up, as the key would: it is not taken back.
    line.stalled(&[b"\x1b", b"[", b"B"]);
    assert!(!line.stepper.model.searching);
    assert_eq!(line.search(), "");
    line.send("/voiron").wait(STALL).stalled(&[b"\x1b[", b"B"]);
    assert_eq!(line.search(), "voiron", "the sequence is whole, and no text");
    assert!(line.stepper.model.searching);
}

#[test]
fn an_arrow_or_a_function_key_in_a_note_types_nothing_and_saves_nothing() {
    let mut line = Line::open();
    line.send("a").wait(STALL).send("vu le maire").wait(STALL);
    for key in [&b"[D"[..], b"OD", b"OQ", b"[12~", b"[[B"] {
        line.stalled(&[b"\x1b", key]);
        let Some(Dialog::Form(_)) = &line.stepper.model.dialog else {
            // Escape asked once, and the second closed the note.
            line.send("a").wait(STALL).send("vu le maire").wait(STALL);
            continue;
        };
        assert!(line.stepper.shows("vu le maire"), "{}", line.stepper.screen());
        for typed in ["[D", "OD", "OQ", "12~"] {
            assert!(!line.stepper.shows(typed), "{}", line.stepper.screen());
        }
    }
    assert_eq!(line.stepper.written(), 0);
}

#[test]
fn the_keys_that_save_a_form_save_a_note() {
    for save in [&b"\x13"[..], b"\x1bOQ", b"\x1b[12~", b"\r"] {
        let mut line = Line::open();
        line.send("a")
            .wait(STALL)
            .send("vu le maire")
            .wait(STALL)
            .send(save)
            .wait(STALL);
        assert_eq!(line.stepper.written(), 1, "{}", line.stepper.screen());
        assert!(line.stepper.model.dialog.is_none());
    }
}

#[test]
fn escape_and_down_are_both_as_tmux_sends_them() {
    let places = [&b"\x1b"[..], b"\x1b\x1b[B", b"\x1b[1;3B"].map(|sent| {
        let mut line = Line::open();
        line.send("/voiron").wait(STALL).send(sent).wait(STALL);
        assert_eq!(line.search(), "", "{}", sent.escape_ascii());
        line.stepper.model.focused().place
    });
    assert_eq!(places[1..], [places[0] + 1; 2], "Escape, then down");
}

#[test]
fn a_verb_that_leaves_or_writes_in_one_read_with_escape_asks_to_be_pressed_again() {
    let mut line = Line::open();
    line.send(b"\x1bq").wait(STALL);
    assert!(!line.stepper.left);
    assert!(
        line.stepper
            .shows("q est venu avec Échap : pressez q encore pour « quitter »"),
        "{}",
        line.stepper.screen()
    );
    line.send(b"q");
    assert!(line.stepper.left);
    for letter in ["i", "u", "F", "c", "s", "n"] {
        let mut line = Line::open();
        line.send(format!("\x1b{letter}")).wait(STALL);
        assert!(
            line.stepper.model.dialog.is_none(),
            "{letter}: {}",
            line.stepper.screen()
        );
        assert!(
            line.stepper.shows(&format!("pressez {letter} encore")),
            "{letter}"
        );
    }
}

#[test]
fn a_verb_that_only_shows_acts_in_one_read_with_escape() {
    let mut line = Line::open();
    line.send("/voiron").wait(STALL).send(b"\x1b?").wait(STALL);
    assert_eq!(line.search(), "");
    assert!(line.stepper.shows("Aide"));
    line.send(b"\x1b/").wait(STALL).send("voi");
    assert_eq!(line.search(), "voi");
    line.send(b"\x1bq").wait(STALL);
    assert!(!line.stepper.left);
}

#[test]
fn keys_kept_for_rows_are_no_way_round_the_question() {
    let mut line = Line::open();
    line.stepper.slow = true;
    line.send("/voiron\r").wait(STALL);
    assert!(line.stepper.waits());
    line.send(b"\x1bq").wait(STALL);
    line.stepper.slow = false;
    line.stepper.settle();
    assert!(!line.stepper.left);
}

#[test]
fn answers_of_the_terminal_do_nothing() {
    let mut line = Line::open();
    let before = line.stepper.screen();
    for answer in ANSWERS {
        for at in 1..answer.len() {
            let [start, rest] = [&answer[..at], &answer[at..]];
            line.send(start).send(rest).wait(PAUSE);
            assert_eq!(line.stepper.screen(), before, "{} at {at}", answer.escape_ascii());
            if at > 1 {
                line.send(start).wait(STALL).send(rest).wait(PAUSE);
                assert_eq!(
                    line.stepper.screen(),
                    before,
                    "{} at {at}, late",
                    answer.escape_ascii()
                );
            }
        }
    }
}

#[test]
fn a_paste_is_text_in_a_field_and_nothing_elsewhere() {
    let mut line = Line::open();
    let before = line.stepper.screen();
    let pasted = b"\x1b[200~qiu\rFo\r\x1b[201~";
    for at in 1..pasted.len() {
        line.send(&pasted[..at]).send(&pasted[at..]).wait(PAUSE);
        assert_eq!(line.stepper.screen(), before, "at {at}");
    }
    line.send("/").send(b"\x1b[200~voi\rron").wait(STALL);
    assert_eq!(line.search(), "");
    line.wait(PAUSE);
    assert_eq!(line.search(), "voi ron", "without its end, after a pause");
    line.send(b"\x03");
    assert!(line.stepper.left, "Ctrl-C works again");
}

#[test]
fn a_terminal_that_writes_no_utf8_is_said_and_its_keys_act() {
    let mut line = Line::open();
    line.send(b"\xe9/v").wait(STALL);
    assert_eq!(line.search(), "v");
    line.send(b"\xe9").wait(PAUSE);
    assert!(
        line.stepper
            .shows("Ce terminal n’écrit pas en UTF-8 : réglez-le en UTF-8"),
        "{}",
        line.stepper.screen()
    );
    line.send("oiron\r").wait(STALL);
    assert_eq!(line.search(), "voiron");
}
