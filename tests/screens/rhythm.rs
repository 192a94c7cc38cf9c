//! Frames on a slow line: what a held key sends, and how soon after it the last state is there. Time is virtual: the
//! speed of the machine is no part of it.

use std::time::{Duration, Instant};

use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::tui::events::Event;
use preau::tui::rhythm::{FRAME, LINE, REST, Rhythm};
use preau::tui::terminal::Lean;
use preau::tui::view::view;
use ratatui::Terminal;
use ratatui::layout::Size;

use crate::stepper::{Stepper, key, open, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;

/// What a line of 64 kbit/s carries in a second, in bytes.
const CARRIES: u64 = 8_000;

/// The way of the last key to the program, and back that of the last byte.
const ROUND_TRIP: Duration = Duration::from_millis(300);

/// How soon all is as the user left it, whenever the key is released.
const SETTLED: Duration = Duration::from_millis(600);

/// A key repeats thirty times a second.
const REPEAT: Duration = Duration::from_nanos(1_000_000_000 / 30);

/// A frame on its way: its bytes, and when the line has carried them.
#[derive(Clone, Copy, Debug)]
struct Sent {
    bytes: u64,
    there: Instant,
}

/// The screens at the end of a line: the loop, whose time the test sets.
struct Line {
    stepper: Stepper,
    terminal: Terminal<Lean<Vec<u8>>>,
    rhythm: Rhythm,
    now: Instant,
    sent: Vec<Sent>,
}

impl Line {
    fn open((columns, rows): (u16, u16)) -> Self {
        let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
        Self::with(open_on(records, columns, rows, Right::Gestion), (columns, rows))
    }

    fn with(mut stepper: Stepper, (width, height): (u16, u16)) -> Self {
        // The dossier follows at a deadline of the rhythm, and not after each key.
        stepper.hurried = true;
        let now = Instant::now();
        let size = Size { width, height };
        let mut line = Self {
            stepper,
            terminal: Terminal::new(Lean::new(Vec::new(), size, false)).unwrap(),
            rhythm: Rhythm::new(now),
            now,
            sent: Vec::new(),
        };
        line.draw();
        line.wait(Duration::from_secs(10));
        line.sent.clear();
        line
    }

    fn draw(&mut self) {
        if !self.rhythm.draws(self.now) {
            return;
        }
        let before = self.terminal.backend().sent();
        self.terminal
            .draw(|frame| view(&self.stepper.model, frame))
            .unwrap();
        let bytes = self.terminal.backend().sent() - before;
        self.rhythm.drew(bytes, self.now);
        if bytes > 0 {
            let free = self.sent.last().map_or(self.now, |last| last.there.max(self.now));
            let there = free + Duration::from_micros(bytes * 1_000_000 / CARRIES);
            self.sent.push(Sent { bytes, there });
        }
    }

    fn hear(&mut self, event: Event<preau::tui::effect::Reply>) {
        if !self.rhythm.is_due(&event, &self.stepper.model, self.now) {
            return;
        }
        let is_key = event.is_key();
        self.stepper.send(event);
        self.rhythm.hear(is_key, &self.stepper.model, self.now);
    }

    /// Lets time pass, with what is due in it.
    fn wait(&mut self, time: Duration) {
        let end = self.now + time;
        while let Some(due) = self.rhythm.until(&self.stepper.model).filter(|due| *due <= end) {
            self.now = self.now.max(due);
            self.hear(Event::Deadline);
            self.draw();
        }
        self.now = end;
    }

    fn press(&mut self, name: &str) {
        self.hear(Event::Key(key(name)));
        self.draw();
    }

    /// Holds a key for so many repeats; returns when it is released.
    fn hold(&mut self, name: &str, repeats: usize) -> Instant {
        for _ in 1..repeats {
            self.press(name);
            self.wait(REPEAT);
        }
        self.press(name);
        self.now
    }

    /// When the terminal shows the selection where it is, after a release: with the next frame, or the last one where none
    /// is left to draw before the dossier's.
    fn shown(&mut self) -> Instant {
        let frames = self.sent.len();
        self.wait(REST);
        self.sent.get(frames).or(self.sent.last()).unwrap().there
    }

    fn bytes(&self) -> u64 {
        self.sent.iter().map(|sent| sent.bytes).sum()
    }
}

#[test]
fn a_held_arrow_sends_no_more_than_the_line_carries() {
    for size in [(120, 40), (80, 24)] {
        for name in ["bas", "haut", "pgsuiv"] {
            let mut line = Line::open(size);
            line.hold("bas", 40);
            line.wait(Duration::from_secs(2));
            line.sent.clear();
            let start = line.now;
            line.hold(name, 150);
            let time = line.now - start;
            let carried = Duration::from_micros(line.bytes() * 1_000_000 / CARRIES);
            println!(
                "{size:?} {name}: {} bytes in {time:?}, {} frames",
                line.bytes(),
                line.sent.len()
            );
            assert!(
                carried <= time,
                "{size:?} {name}: {carried:?} to carry in {time:?}"
            );
            assert!(line.sent.len() >= 5, "{size:?} {name}: it is seen to move");
        }
    }
}

#[test]
fn a_held_arrow_is_settled_soon_after_its_release_whenever_that_is() {
    for size in [(120, 40), (80, 24)] {
        let mut line = Line::open(size);
        let (mut latest, mut dossier) = (Duration::ZERO, Duration::ZERO);
        for repeats in 60..110 {
            line.press("début");
            line.wait(Duration::from_secs(2));
            line.sent.clear();
            let released = line.hold("bas", repeats);
            let place = line.stepper.model.focused().place;
            latest = latest.max(line.shown() - released + ROUND_TRIP);
            assert_eq!(line.stepper.model.focused().place, place);
            assert_eq!(place, repeats, "no key is lost");
            line.wait(Duration::from_secs(2));
            dossier = dossier.max(line.sent.last().unwrap().there - released + ROUND_TRIP);
        }
        println!("{size:?}: selection {latest:?}, dossier {dossier:?}");
        assert!(latest <= SETTLED, "{size:?}: {latest:?}");
        assert!(dossier <= SETTLED, "{size:?}: {dossier:?}");
    }
}

#[test]
fn after_a_rest_a_key_is_drawn_at_once() {
    let mut line = Line::open((120, 40));
    for _ in 0..30 {
        line.press("bas");
        assert_eq!(line.sent.len(), 1, "at once");
        line.wait(Duration::from_secs(1));
        line.sent.clear();
    }
}

#[test]
fn a_letter_is_drawn_within_the_time_between_two_frames_however_fast_it_is_typed() {
    let mut line = Line::open((120, 40));
    line.press("/");
    for letter in ["j", "e", "a", "n", "j", "a", "u"] {
        line.wait(Duration::from_millis(120));
        let frames = line.sent.len();
        line.press(letter);
        line.wait(REST);
        assert!(line.sent.len() > frames, "{letter}");
    }
}

#[test]
fn the_last_state_is_drawn_and_then_nothing_is_waited_for() {
    let mut line = Line::open((120, 40));
    line.hold("bas", 50);
    line.wait(Duration::from_secs(1));
    assert_eq!(line.rhythm.until(&line.stepper.model), None, "idle");
    let mut fresh = Terminal::new(Lean::new(
        Vec::new(),
        Size {
            width: 120,
            height: 40,
        },
        false,
    ))
    .unwrap();
    fresh.draw(|frame| view(&line.stepper.model, frame)).unwrap();
    assert_eq!(shows(&line.terminal), shows(&fresh));
}

/// What a terminal shows of all that it was sent.
fn shows(terminal: &Terminal<Lean<Vec<u8>>>) -> String {
    let mut emulator = vt100::Parser::new(40_u16.try_into().unwrap(), 120_u16.try_into().unwrap(), 0);
    emulator.process(terminal.backend().writer());
    emulator.screen().contents()
}

#[test]
fn what_is_typed_without_a_pause_is_kept_all_the_same() {
    let mut line = Line::with(open(&isere()), (120, 40));
    for name in ["n", "entrée", "tab"] {
        line.press(name);
    }
    line.wait(Duration::from_secs(3));
    let kept = |line: &Line| line.stepper.memory.0.drafts.len();
    assert_eq!(kept(&line), 0);
    let start = line.now;
    while kept(&line) == 0 {
        line.press("1");
        line.wait(Duration::from_millis(500));
        assert!(
            line.now - start < Duration::from_secs(20),
            "{}",
            line.stepper.screen()
        );
    }
    let waited = line.now - start;
    assert!((5..6).contains(&waited.as_secs()), "{waited:?}");
}

#[test]
fn a_frame_waits_for_the_line_while_keys_keep_coming_only() {
    let stepper = open(&isere());
    let model = &stepper.model;
    let start = Instant::now();
    let after = |milliseconds| start + Duration::from_millis(milliseconds);
    let mut rhythm = Rhythm::new(start);
    assert!(rhythm.draws(start));
    rhythm.drew(LINE / 2, start);
    assert!(!rhythm.draws(after(9_000)), "nothing happened");
    rhythm.hear(true, model, after(10));
    assert!(rhythm.draws(after(10)), "one key after a rest is drawn at once");
    for at in [50, 100, 150, 200, 250, 300, 350, 400, 450] {
        rhythm.hear(true, model, after(at));
        assert!(!rhythm.draws(after(at)), "{at}");
    }
    rhythm.hear(true, model, after(499));
    assert_eq!(
        rhythm.until(model),
        Some(after(500)),
        "the line has carried the frame"
    );
    rhythm.drew(1, after(500));
    rhythm.hear(true, model, after(510));
    rhythm.hear(true, model, after(550));
    assert_eq!(
        rhythm.until(model),
        Some(after(500) + FRAME),
        "however few bytes it had"
    );
    rhythm.hear(false, model, after(700));
    assert!(rhythm.draws(after(700)), "what others do waits for no line");
}
