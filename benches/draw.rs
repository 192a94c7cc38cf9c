//! Measures of the screens on the demo base and on the whole of France: drawing a frame of 120 by 40, and a key with its
//! frame.
//!
//! Budget on two cores: 1 ms a frame.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot set its world up has failed"
)]
#![allow(
    dead_code,
    reason = "the helpers are those of the tests, of which a part is used"
)]

mod busy;
#[path = "../tests/screens/stepper.rs"]
mod stepper;
#[path = "../tests/support/mod.rs"]
mod support;

use criterion::Criterion;
use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::tui::terminal::Lean;
use preau::tui::view::view;
use ratatui::Terminal;
use ratatui::layout::Size;

use stepper::{Stepper, open_on};

type Screen = Terminal<Lean<Vec<u8>>>;

fn open(records: Vec<Record>) -> (Stepper, Screen) {
    let size = Size {
        width: 120,
        height: 40,
    };
    let screen = Terminal::new(Lean::new(Vec::new(), size, false)).unwrap();
    (open_on(records, 120, 40, Right::Gestion), screen)
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let records = |registry: &Registry| registry.records().map(|(record, _)| record).collect();
    measure(&mut criterion, "draw", records(&support::demo::demo()));
    measure(
        &mut criterion,
        "draw, France",
        records(&busy::busy(&busy::france())),
    );
    criterion.final_summary();
}

fn measure(criterion: &mut Criterion, name: &str, records: Vec<Record>) {
    let (mut stepper, mut screen) = open(records);
    criterion.bench_function(&format!("{name}/frame 120x40"), |bencher| {
        bencher.iter(|| {
            screen.draw(|frame| view(&stepper.model, frame)).unwrap();
        });
    });
    let mut keys = ["bas", "haut"].into_iter().cycle();
    criterion.bench_function(&format!("{name}/move, dossier and frame"), |bencher| {
        bencher.iter(|| {
            stepper.press(keys.next().unwrap());
            screen
                .draw(|frame| view(&stepper.model, frame))
                .map(|_| ())
                .unwrap();
        });
    });
}
