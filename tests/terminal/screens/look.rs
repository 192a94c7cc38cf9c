//! AZERTY digits, no colour, ASCII only.

use super::start::{demo, find_blocked, ready, spawn};
use crate::support::pty::Pty;

/// The keys of the four panes, unshifted on AZERTY and as digits, with what the focused pane shows at 80x24.
const PANES: [(&str, &str, &str); 4] = [
    ("&", "1", "[1 Collectivités"),
    ("é", "2", "[2 Écoles"),
    ("\"", "3", "[3 Prestataires"),
    ("'", "4", "[4 Conventions"),
];

#[test]
fn digits_are_reached_without_shift_on_azerty() {
    let mut pty = demo((80, 24));
    for (sign, _, shown) in PANES {
        pty.keys(sign).wait_for(shown);
    }
    for (_, digit, shown) in PANES {
        pty.keys(digit).wait_for(shown);
    }
}

/// The parameters of every « select graphic rendition » that the program wrote.
fn renditions(pty: &Pty) -> Vec<String> {
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    let parts = raw.split("\x1b[").skip(1);
    parts
        .filter_map(|part| {
            let end = part.find(|c: char| c.is_ascii_alphabetic())?;
            part[end..].starts_with('m').then(|| part[..end].to_owned())
        })
        .collect()
}

/// True where one of the parameters is a colour.
fn coloured(rendition: &str) -> bool {
    rendition.split(';').any(|number| {
        matches!(
            number.parse::<u16>().unwrap_or(0),
            30..=38 | 40..=48 | 90..=97 | 100..=107
        )
    })
}

#[test]
fn no_color_is_heard() {
    let mut with = demo((120, 40));
    find_blocked(&mut with);
    assert!(renditions(&with).iter().any(|one| coloured(one)));
    let mut without = ready(spawn().env("NO_COLOR", "1"));
    find_blocked(&mut without);
    without.keys("i").settle();
    let colours: Vec<String> = renditions(&without)
        .into_iter()
        .filter(|one| coloured(one))
        .collect();
    assert_eq!(colours, Vec::<String>::new());
}

/// The colours of the text among renditions.
fn texts(renditions: &[String]) -> Vec<u16> {
    let parts = renditions.iter().flat_map(|one| one.split(';'));
    let colours = parts.filter_map(|part| part.parse().ok());
    colours
        .filter(|colour| matches!(colour, 30..=37 | 90..=97))
        .collect()
}

#[test]
fn on_a_light_ground_no_text_is_yellow_green_or_cyan() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("config.toml");
    std::fs::write(&config, "[ecran]\nfond = \"clair\"\n").unwrap();
    let told = spawn().env("COLORFGBG", "0;15");
    let set = spawn().env("COLORFGBG", "15;0").arg("--config").arg(&config);
    // What is white has a ground of its own.
    for (spawn, allowed) in [
        (told, &[31, 34, 35][..]),
        (set, &[31, 34, 35]),
        (spawn(), &[30, 97]),
    ] {
        let mut pty = ready(spawn);
        find_blocked(&mut pty);
        pty.keys("i").settle();
        let found = texts(&renditions(&pty));
        assert!(!found.is_empty());
        let other: Vec<u16> = found
            .into_iter()
            .filter(|colour| !allowed.contains(colour))
            .collect();
        assert!(other.is_empty(), "{other:?} beside {allowed:?}");
    }
}

/// What asks a terminal for its ground.
const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";

fn asks(pty: &Pty) -> usize {
    let raw = pty.raw(0);
    raw.windows(QUESTION.len())
        .filter(|part| *part == QUESTION)
        .count()
}

#[test]
fn the_colours_follow_the_ground_that_the_terminal_answers() {
    for (answer, expected) in [("0000/0000/0000", 91), ("ffff/ffff/ffff", 31)] {
        let mut pty = demo((120, 40));
        assert_eq!(asks(&pty), 1);
        assert!(!texts(&renditions(&pty)).contains(&expected));
        pty.send(format!("\x1b]11;rgb:{answer}\x1b\\").as_bytes())
            .settle();
        assert!(texts(&renditions(&pty)).contains(&expected), "{answer}");
        // The schools are there as before, and no part of the answer was a key.
        pty.wait_for("0381548B");
    }
}

#[test]
fn the_ground_is_not_asked_for_where_it_is_known_or_does_not_count() {
    for (name, value) in [("COLORFGBG", "0;15"), ("NO_COLOR", "1"), ("TERM", "linux")] {
        assert_eq!(asks(&ready(spawn().env(name, value))), 0, "{name}");
    }
    assert_eq!(
        asks(spawn().arg("--sobre").start().wait_for("0381548B").settle()),
        0,
        "--sobre"
    );
}

#[test]
fn without_utf8_every_byte_is_ascii() {
    for size in [(120, 40), (80, 24)] {
        let mut pty = spawn().env("LANG", "C").size(size.0, size.1).start();
        pty.wait_for("0381548B").settle();
        pty.keys("/0381528E").wait_for("resultat").settle();
        pty.keys("<entrée>").settle();
        for keys in [
            "i", "<échap>", "e", "<échap>", "h", "<échap>", "?", "<échap>", ":",
        ] {
            pty.keys(keys).settle();
        }
        let raw = pty.raw(0);
        let other = raw.iter().position(|byte| !byte.is_ascii());
        assert_eq!(
            other,
            None,
            "{:?}",
            other.map(|at| String::from_utf8_lossy(&raw[at - 20..at + 20]).into_owned())
        );
    }
}
