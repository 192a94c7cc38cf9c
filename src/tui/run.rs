//! The loop: events in, the model changed, effects done, one frame drawn.

use std::env;
use std::io;
use std::time::{Duration, Instant};

use signal_hook::consts::SIGHUP;

use crate::config::state::StateStore;
use crate::service::{Desk, NextDay};
use crate::system;
use crate::text::speaks_utf8;

use super::effect::{Effect, Reply};
use super::events::{Event, Events};
use super::model::{Model, Options, Tone};
use super::rhythm::Rhythm;
use super::terminal::{self, Screen};
use super::update::{start, update, welcome};
use super::view::view;
use super::watcher::Watcher;
use super::worker::Worker;

/// How long the first frame waits for the first answers: a whole frame costs fewer bytes than an empty one and then
/// a whole one.
const FIRST: Duration = Duration::from_millis(60);

/// What is said first where the locale is not UTF-8.
const IN_ASCII: &str = "Locale sans UTF-8\u{a0}: accents et signes réduits à l’ASCII\u{a0}; dans un terminal en UTF-8, \
                        LANG=C.UTF-8 les rend";

/// Why the screens ended without being asked to.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The terminal cannot be used.
    #[error("le terminal ne répond pas\u{a0}: {}", system::answer(.0))]
    Terminal(#[from] io::Error),
    /// The thread that owns the desk ended.
    #[error("la base ne répond plus")]
    Desk,
}

/// Whether the loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Continue,
    /// With this exit code.
    Leave(u8),
}

/// Shows the screens until the operator leaves or a signal ends them. Returns the exit code: 0, or 128 and the number
/// of the signal.
///
/// # Errors
///
/// [`TuiError`] where the terminal or the desk is gone. The terminal is given back whatever happens.
pub fn run(
    desk: Box<dyn Desk>,
    mut memory: Box<dyn StateStore>,
    options: Options,
    next_day: NextDay,
) -> Result<u8, TuiError> {
    let events = Events::listen()?;
    let watcher = Watcher::start(desk.as_ref(), next_day, &events.sender())?;
    let worker = Worker::start(desk, events.sender())?;
    let mut screen = Screen::enter(options.look.ascii)?;
    screen.hear_mouse(options.mouse)?;
    if options.look.asks_ground() {
        screen.ask_ground()?;
    }
    let mut model = Model::new(options, terminal::size());
    recall(&mut model, memory.as_mut());
    let mut hands = Hands {
        worker,
        watcher,
        screen,
        memory,
        unkept: None,
        rhythm: Rhythm::new(Instant::now()),
    };
    play(&events, &mut hands, &mut model).or_else(|error| give_up(&mut hands, &mut model, error))
}

/// Goes on until the operator leaves or a signal ends the screens.
fn play(events: &Events<Reply>, hands: &mut Hands, model: &mut Model) -> Result<u8, TuiError> {
    let first = start(model);
    hands.perform(first)?;
    let patience = Instant::now() + FIRST;
    while !model.is_read() && Instant::now() < patience {
        if let Next::Leave(code) = turn(events, hands, model, Some(patience))? {
            return Ok(code);
        }
    }
    loop {
        hands.draw(model)?;
        let until = hands.rhythm.until(model);
        if let Next::Leave(code) = turn(events, hands, model, until)? {
            return Ok(code);
        }
    }
}

/// Keeps what was typed, where the terminal or the desk is gone. A frame that finds the line cut may come before the word
/// that it was: that is no error.
fn give_up(hands: &mut Hands, model: &mut Model, error: TuiError) -> Result<u8, TuiError> {
    let there = hands.screen.part();
    let end = Event::HangUp;
    let code = exit_code(&end);
    let effects = update(model, end);
    hands.perform(effects)?;
    match error {
        TuiError::Terminal(_) if !there => Ok(code),
        error => Err(error),
    }
}

/// Takes up what was remembered for the operator, and says what of it was lost.
fn recall(model: &mut Model, memory: &mut dyn StateStore) {
    let (state, word) = memory.load();
    welcome::recall(model, state);
    if model.options.look.ascii && !speaks_utf8(|name| env::var(name).ok()) {
        model.say(Tone::Info, IN_ASCII);
    }
    if let Some(word) = word {
        model.say(Tone::Info, word);
    }
}

/// Takes the next event, at the latest the one of a deadline, and those that have come already, so that many keys share
/// one frame. Nothing is taken where only a frame was waited for.
fn turn(
    events: &Events<Reply>,
    hands: &mut Hands,
    model: &mut Model,
    until: Option<Instant>,
) -> Result<Next, TuiError> {
    let mut event =
        Some(events.next(until)).filter(|event| hands.rhythm.is_due(event, model, Instant::now()));
    while let Some(one) = event {
        match &one {
            Event::Resize(size) => hands.screen.resize(*size)?,
            Event::Resumed => hands.screen.resume()?,
            Event::HangUp => drop(hands.screen.part()),
            _ => {}
        }
        let (code, is_key) = (exit_code(&one), one.is_key());
        let now = Instant::now();
        model.moment = Some(now);
        let effects = update(model, one);
        if hands.perform(effects)? {
            return Ok(Next::Leave(code));
        }
        hands.rhythm.hear(is_key, model, now);
        if let Some(error) = hands.unkept.take() {
            let why = system::answer(&error);
            model.say(
                Tone::Error,
                format!("Brouillons, revue et colonnes ne sont pas gardés\u{a0}: {why}"),
            );
        }
        event = events.ready();
    }
    Ok(Next::Continue)
}

/// The exit code of a program that an event ends, as shells give it for signals.
fn exit_code(event: &Event<Reply>) -> u8 {
    let signal = match event {
        Event::Terminate(signal) => *signal,
        Event::HangUp => SIGHUP,
        _ => return 0,
    };
    u8::try_from(128 + signal).unwrap_or(u8::MAX)
}

/// What carries effects out.
struct Hands {
    worker: Worker,
    watcher: Watcher,
    screen: Screen,
    memory: Box<dyn StateStore>,
    /// Why what is remembered was not kept, until it is said.
    unkept: Option<io::Error>,
    rhythm: Rhythm,
}

impl Hands {
    /// Draws a frame, where it is time.
    fn draw(&mut self, model: &Model) -> io::Result<()> {
        if !self.rhythm.draws(Instant::now()) {
            return Ok(());
        }
        let before = self.screen.sent();
        self.screen
            .draw(model.shows_cursor(), |frame| view(model, frame))?;
        self.rhythm.drew(self.screen.sent() - before, Instant::now());
        Ok(())
    }

    /// Does what the update asks for, in order. Returns whether the screens are to be left.
    fn perform(&mut self, effects: Vec<Effect>) -> Result<bool, TuiError> {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, ask) => {
                    if !self.worker.ask(ticket, ask) {
                        return Err(TuiError::Desk);
                    }
                }
                Effect::Remember(state) => {
                    self.unkept = self.memory.save(&state).err().or(self.unkept.take());
                }
                Effect::Mouse(heard) => self.screen.hear_mouse(heard)?,
                Effect::Copy(text) => self.screen.copy(&text)?,
                Effect::Tell(presence) => self.watcher.tell(presence),
                Effect::Knock => self.watcher.knock(),
                Effect::Repaint => self.screen.repaint()?,
                Effect::Suspend => self.screen.suspend()?,
                Effect::Quit => return Ok(true),
            }
        }
        Ok(false)
    }
}
