//! The sober screens on a real terminal: the cursor is where the operator is, no escape gives a style, and each key
//! costs far fewer bytes than on the ordinary screens.

use super::start::{SIZES, demo, shows, spawn};
use crate::support::pty::Pty;

/// The most bytes that a move of the selection takes: a jump of the cursor where every row fits on its line.
const MOVE: usize = 16;

/// The same where rows are longer than a line: the rest of one row takes the place of the rest of another.
const WRAPPED: usize = 300;

/// How many times fewer bytes the whole walk takes, at least.
const FEWER: usize = 2;

/// What an operator types: moves, a search, a dossier, a dialog, the dashboard.
const WALK: [&str; 14] = [
    "<bas>",
    "<bas>",
    "<haut>",
    "/",
    "j",
    "a",
    "u",
    "<entrée>",
    "<droite>",
    "<échap>",
    "e",
    "<bas>",
    "<échap>",
    "T",
];

fn sober((columns, rows): (u16, u16)) -> Pty {
    let mut pty = spawn().arg("--sobre").size(columns, rows).start();
    shows(&mut pty, "Volet 2, Écoles : 627").settle();
    pty
}

fn bytes_of_the_walk(pty: &mut Pty) -> Vec<(&'static str, usize)> {
    WALK.iter().map(|key| (*key, pty.bytes_of(key))).collect()
}

#[test]
fn a_walk_takes_few_bytes() {
    for size in SIZES {
        let (mut plain, mut ordinary) = (sober(size), demo(size));
        let costs = bytes_of_the_walk(&mut plain);
        let usual = bytes_of_the_walk(&mut ordinary);
        let total = |costs: &[(&str, usize)]| costs.iter().map(|(_, bytes)| bytes).sum::<usize>();
        println!(
            "{size:?}: {} against {}\n{costs:?}\n{usual:?}",
            total(&costs),
            total(&usual)
        );
        let most = if size.0 < 100 { WRAPPED } else { MOVE };
        assert!(costs[..3].iter().all(|(_, bytes)| *bytes <= most), "{costs:?}");
        assert!(
            total(&costs) * FEWER <= total(&usual),
            "{costs:?} against {usual:?}"
        );
    }
}

#[test]
fn the_cursor_follows_the_row_and_the_field() {
    let mut pty = sober((80, 24));
    let cursor = |pty: &Pty| pty.terminal(vt100::Screen::cursor_position);
    let hidden = pty.terminal(vt100::Screen::hide_cursor);
    assert!(!hidden, "a screen reader follows the cursor");
    let first = cursor(&pty);
    pty.keys("<bas>").settle();
    assert_eq!(cursor(&pty), (first.0 + 1, first.1));
    pty.keys("/vif").settle();
    assert_eq!(cursor(&pty).0, 21, "in the field");
    shows(&mut pty, "1 sur 3 : ");
    pty.keys("<entrée>").settle();
    assert_eq!(cursor(&pty), first);
}

#[test]
fn an_enlarged_terminal_is_enough() {
    let mut pty = sober((30, 8));
    pty.keys("/0381528E");
    shows(&mut pty, "1 résultat : ECOLE");
    pty.keys("<entrée>e");
    shows(&mut pty, "Changer l’étape");
    shows(&mut pty, "Échap annuler");
    pty.keys("<échap>");
    shows(&mut pty, "Volet 2, Écoles : 1 sur 627");
    assert_eq!(pty.keys("q").exit().code, 0);
}

#[test]
fn no_style_is_sent() {
    let mut pty = sober((80, 24));
    for key in WALK {
        pty.bytes_of(key);
    }
    let raw = String::from_utf8_lossy(&pty.raw(0)).into_owned();
    let styled: Vec<&str> = raw
        .split("\x1b[")
        .skip(1)
        .filter(|part| {
            let end = part.find(|sign: char| sign.is_ascii_alphabetic());
            end.is_some_and(|end| part[end..].starts_with('m') && !matches!(&part[..end], "" | "0"))
        })
        .collect();
    assert!(styled.is_empty(), "{styled:?}");
}
