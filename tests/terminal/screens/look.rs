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
    for (spawn, allowed) in [(told, &[31, 34, 35][..]), (set, &[31, 34, 35]), (spawn(), &[97])] {
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
