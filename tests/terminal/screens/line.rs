//! A line that stalls, or brings one byte at a time: a key whose bytes come apart is itself or Escape, never letters.

use super::start::{demo, shows};

#[test]
fn end_stalled_after_its_escape_does_not_end_a_record() {
    let mut pty = demo((120, 40));
    for end in [&b"[F"[..], b"OF", b"[4~"] {
        pty.keys("/vif").wait_for("/ vif").send(b"\x1b");
        pty.wait_until("the search given up", |screen| !screen.contains("/ vif"));
        pty.send(end).settle();
        let screen = pty.screen();
        assert!(
            !screen.contains("Mettre fin") && !screen.contains("┌Fin"),
            "{screen}"
        );
        // What came late opened nothing: a letter is itself again.
        pty.keys("?").wait_for("Aide").keys("<échap>");
        pty.wait_until("the panes", |screen| !screen.contains("Aide ─"));
    }
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn an_arrow_stalled_in_a_note_writes_nothing_into_it() {
    let mut pty = demo((120, 40));
    pty.keys("a")
        .wait_for("Ajouter une note")
        .keys("vu le maire")
        .wait_for("vu le maire");
    pty.send(b"\x1b").settle();
    pty.send(b"[D").settle();
    assert!(!pty.screen().contains("[D"), "{}", pty.screen());
    pty.send(b"\x1b[").settle();
    pty.send(b"D").settle();
    assert!(!pty.screen().contains("maireD"), "{}", pty.screen());
    assert_eq!(pty.keys("<ctrl-c>").exit().code, 0);
}

#[test]
fn a_byte_at_a_time_no_key_is_letters() {
    let mut pty = demo((120, 40));
    pty.keys("/vif").wait_for("/ vif");
    for key in [
        "\x1b[D",
        "\x1bOD",
        "\x1b[1~",
        "\x1bOH",
        "\x1b[1;5D",
        "\x1b[[B",
        "\x1b[12~",
    ] {
        for byte in key.bytes() {
            pty.send(&[byte]);
        }
        pty.settle();
        let screen = pty.screen();
        let bar = screen
            .lines()
            .find(|line| line.contains("Écoles"))
            .unwrap_or_default();
        let typed = bar.split_once("/ ").map_or("", |(_, typed)| typed);
        assert!(!typed.contains(['[', ';', '~', 'O', 'D', 'H']), "{key:?}: {bar}");
    }
    assert_eq!(pty.keys("<ctrl-c>").exit().code, 0);
}

#[test]
fn a_letter_in_one_packet_with_escape_leaves_only_when_pressed_again() {
    let mut pty = demo((120, 40));
    pty.send(b"\x1bq");
    shows(&mut pty, "q est venu avec Échap : pressez q encore").settle();
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn a_paste_without_its_end_and_answers_leave_the_keys_as_they_are() {
    let mut pty = demo((120, 40));
    pty.keys("/").wait_for("Écoles / ").send(b"\x1b[200~vif");
    pty.wait_for("/ vif");
    for answer in [
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1bP>|XTerm(379)\x1b\\",
        "\x1b[>41;379;0c",
    ] {
        pty.send(answer.as_bytes()).settle();
    }
    assert!(pty.screen().contains("/ vif"), "{}", pty.screen());
    assert_eq!(pty.keys("<ctrl-c>").exit().code, 0);
}
