//! The bytes that a key costs, on the demo base.

use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::tui::terminal::Lean;
use preau::tui::view::view;
use ratatui::Terminal;
use ratatui::layout::Size;

use crate::stepper::{Stepper, open_on};
use crate::support::demo::demo;

/// The budget of moving the selection.
const MOVE: u64 = 400;
/// The budget of a letter in the search bar.
const LETTER: u64 = 3_500;
/// The budget of the first frame.
const FIRST: u64 = 9_000;

/// The screens with a terminal that counts.
struct Counted {
    stepper: Stepper,
    terminal: Terminal<Lean<Vec<u8>>>,
}

impl Counted {
    fn open() -> Self {
        let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
        let size = Size {
            width: 120,
            height: 40,
        };
        Self {
            stepper: open_on(records, 120, 40, Right::Gestion),
            terminal: Terminal::new(Lean::new(Vec::new(), size, false)).unwrap(),
        }
    }

    /// The bytes of the next frame.
    fn frame(&mut self) -> u64 {
        let before = self.terminal.backend().sent();
        self.terminal
            .draw(|frame| view(&self.stepper.model, frame))
            .unwrap();
        self.terminal.backend().sent() - before
    }

    /// The bytes of the frame after each key.
    fn bytes(&mut self, keys: &str) -> Vec<u64> {
        keys.split_whitespace()
            .map(|key| {
                self.stepper.press(key);
                self.frame()
            })
            .collect()
    }
}

fn average(bytes: &[u64]) -> u64 {
    bytes.iter().sum::<u64>() / bytes.len() as u64
}

#[test]
fn frames_keep_to_their_bytes() {
    let mut counted = Counted::open();
    let first = counted.frame();
    counted.stepper.hurried = true;
    let moves = counted.bytes(&"bas ".repeat(90));
    counted.stepper.hurried = false;
    let letters = counted.bytes("/ j a u r e s");
    println!("first {first}, a move {}, a letter {letters:?}", average(&moves));
    assert!(first <= FIRST, "first frame: {first}");
    assert!(average(&moves) <= MOVE, "{moves:?}");
    assert!(letters.iter().all(|bytes| *bytes <= LETTER), "{letters:?}");
}

#[test]
fn the_dossier_follows_once_the_selection_rests() {
    let mut counted = Counted::open();
    counted.frame();
    let rests = counted.bytes(&"bas ".repeat(60));
    println!("a move and its dossier {}", average(&rests));
    assert!(average(&rests) <= LETTER, "{rests:?}");
}

/// The budget of opening a page, or of coming to another month.
const PAGE: u64 = 9_000;

#[test]
fn the_pages_of_the_day_keep_to_their_bytes() {
    for (open, moves, turn) in [
        ("0", "bas ", "tab"),
        ("A", "droite ", "pgsuiv"),
        ("e f4", "droite ", "pgsuiv"),
    ] {
        let mut counted = Counted::open();
        counted.frame();
        let opened = *counted.bytes(open).last().unwrap();
        let moved = counted.bytes(&moves.repeat(6));
        let turned = counted.bytes(turn);
        println!("{open}: {opened}, a move {}, {turn} {turned:?}", average(&moved));
        assert!(opened <= PAGE, "{open}: {opened}");
        assert!(average(&moved) <= MOVE, "{open}: {moved:?}");
        assert!(turned[0] <= PAGE, "{open}: {turned:?}");
    }
}
