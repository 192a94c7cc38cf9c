//! A held arrow on a slow line: the program in a pseudo-terminal that is read at the pace of 64 kbit/s, thirty keys a
//! second, and how long after the last key all that was asked for is drawn.
//!
//! Budget: 0.6 s with a round trip of 300 ms, which is added whole: the way there delays the last key, the way back the last
//! byte. `cargo bench --bench held`; with `-- --test`, a key is held once.
#![allow(
    clippy::unwrap_used,
    reason = "a bench that cannot start its program has failed"
)]

mod short;
#[path = "../tests/support/mod.rs"]
mod support;

use std::thread::sleep;
use std::time::{Duration, Instant};

use short::is_short;
use support::pty::{Pty, Spawn};

/// What a line of 64 kbit/s carries in a second, in bytes.
const CARRIES: u32 = 8_000;

const ROUND_TRIP: Duration = Duration::from_millis(300);

/// A key repeats thirty times a second.
const REPEAT: Duration = Duration::from_nanos(1_000_000_000 / 30);

/// How often it repeats until it is let go, at least.
const REPEATS: u32 = 45;

const BUDGET: Duration = Duration::from_millis(600);

fn main() {
    println!(
        "a held arrow, 30 a second, on 64 kbit/s and {ROUND_TRIP:?}: settled after its release, budget {BUDGET:?}"
    );
    for size in [(120, 40), (80, 24)] {
        measure(size);
    }
}

/// Holds the key, each time a little longer: it is let go at every place of a page of the list.
fn measure((columns, rows): (u16, u16)) {
    let mut pty = Spawn::preau()
        .arg("demo")
        .size(columns, rows)
        .carrying(CARRIES)
        .start();
    pty.wait_for("0381548B").settle();
    let times = if is_short() { 1 } else { 24 };
    let mut all: Vec<(Duration, usize)> = (0..times).map(|more| held(&mut pty, REPEATS + more)).collect();
    all.sort_unstable();
    let at = |share: usize| all[(all.len() - 1) * share / 100].0;
    let bytes = all.iter().map(|(_, bytes)| bytes).max().unwrap();
    println!(
        "{columns:>3}x{rows}: {:.0?} at the least, {:.0?} at the median, {:.0?} at the most of {times}; \
         {bytes} bytes after the last key at the most",
        at(0),
        at(50),
        at(100)
    );
    pty.keys("<ctrl-c>").exit();
}

/// Holds the key from the first row: how long after the last repeat the last byte is there, and how many bytes came after
/// it. What the terminal shows then is the whole of what the program draws.
fn held(pty: &mut Pty, repeats: u32) -> (Duration, usize) {
    pty.keys("<début>").settle();
    let start = Instant::now();
    for repeat in 0..repeats {
        sleep((start + REPEAT * repeat).saturating_duration_since(Instant::now()));
        pty.keys("<bas>");
    }
    let (released, written) = (Instant::now(), pty.written());
    let last = pty.settle().last_byte();
    let (shown, bytes) = (pty.screen(), pty.written() - written);
    pty.keys("<ctrl-l>").settle();
    assert_eq!(pty.screen(), shown, "not all is drawn");
    let settled = last.saturating_duration_since(released) + ROUND_TRIP;
    (settled, bytes)
}
