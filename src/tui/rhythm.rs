//! When a frame is drawn, and when something is done of itself. Time is given, so that tests step it.
//!
//! A held key comes thirty times a second, and a slow line carries fewer frames: while keys keep coming, a frame waits
//! until the line has carried the one before. The last state is always drawn.

use std::time::{Duration, Instant};

use super::events::Event;
use super::model::Model;
use super::model::dialog::Dialog;

/// How long the selection rests before the dossier follows it; keys that come closer together keep coming.
pub const REST: Duration = Duration::from_millis(60);

/// The least time between two frames while keys keep coming.
pub const FRAME: Duration = Duration::from_millis(30);

/// The bytes that a line of 64 kbit/s carries in a second. A lower number draws later than the line is free.
pub const LINE: u64 = 8_000;

/// How long no key comes in a form before what was typed is kept: a pause, not the time between two keys.
const PAUSE: Duration = Duration::from_secs(2);

/// How long what was typed waits at most to be kept, where keys keep coming.
const LONGEST: Duration = Duration::from_secs(5);

/// What happened when, as far as the next frame and the next deadline depend on it.
#[derive(Debug)]
pub struct Rhythm {
    /// Something happened since the last frame.
    changed: bool,
    heard: Instant,
    /// The last key, or move of the wheel.
    pressed: Option<Instant>,
    /// It came close behind another: keys keep coming.
    held: bool,
    /// Until when the line carries the last frame.
    carried: Option<Instant>,
    /// Since when something typed is not kept.
    unkept: Option<Instant>,
}

impl Rhythm {
    /// The rhythm before the first frame.
    pub fn new(now: Instant) -> Self {
        Self {
            changed: true,
            heard: now,
            pressed: None,
            held: false,
            carried: None,
            unkept: None,
        }
    }

    /// False of a deadline at which only a frame was waited for.
    pub fn is_due<R>(&self, event: &Event<R>, model: &Model, now: Instant) -> bool {
        !matches!(event, Event::Deadline) || self.deadline(model).is_some_and(|due| due <= now)
    }

    /// Notes an event, a key or another, once the model has taken it.
    pub fn hear(&mut self, is_key: bool, model: &Model, now: Instant) {
        self.changed = true;
        self.heard = now;
        if is_key {
            self.held = self.pressed.is_some_and(|before| now < before + REST);
            self.pressed = Some(now);
        }
        let typed = matches!(&model.dialog, Some(Dialog::Editor(form)) if form.is_unkept());
        self.unkept = typed.then(|| self.unkept.unwrap_or(now));
    }

    /// Notes a frame of so many bytes.
    pub fn drew(&mut self, bytes: u64, now: Instant) {
        self.changed = false;
        if bytes > 0 {
            let passes = Duration::from_micros(bytes.saturating_mul(1_000_000) / LINE);
            self.carried = Some(now + passes.max(FRAME));
        }
    }

    /// True where a frame is to be drawn now.
    pub fn draws(&self, now: Instant) -> bool {
        self.frame().is_some_and(|due| due <= now)
    }

    /// When the next frame is drawn: at once, or while keys keep coming once the line has carried the last one, or no key
    /// comes any more. None where nothing has happened.
    fn frame(&self) -> Option<Instant> {
        let rested = self.pressed.filter(|_| self.held).map(|pressed| pressed + REST);
        let due = rested
            .zip(self.carried)
            .map_or(self.heard, |(rested, carried)| rested.min(carried));
        self.changed.then_some(due)
    }

    /// When something is done of itself, if nothing happens before: the dossier follows, or what was typed is kept. None
    /// where nothing is to be done.
    pub fn deadline(&self, model: &Model) -> Option<Instant> {
        let kept = self.unkept.map(|since| (self.heard + PAUSE).min(since + LONGEST));
        let followed = model.dossier_pane.late.then_some(self.heard + REST);
        kept.into_iter().chain(followed).min()
    }

    /// When the next event is waited for no longer.
    pub fn until(&self, model: &Model) -> Option<Instant> {
        self.frame().into_iter().chain(self.deadline(model)).min()
    }
}
