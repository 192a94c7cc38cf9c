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
use super::model::layer::Layer;
use super::model::{Model, Options, Tone};
use super::terminal::{self, Screen};
use super::update::{start, update, welcome};
use super::view::view;
use super::watcher::Watcher;
use super::worker::Worker;

/// How long the selection rests before the dossier follows it.
const REST: Duration = Duration::from_millis(80);

/// How long the hand rests in a form before what was typed is kept: a pause, not the time between two keys.
const PAUSE: Duration = Duration::from_secs(2);

/// How long what was typed waits at most to be kept, where the hand never rests.
const LONGEST: Duration = Duration::from_secs(5);

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
    let mut model = Model::new(options, terminal::size());
    recall(&mut model, memory.as_mut());
    let mut hands = Hands {
        worker,
        watcher,
        screen,
        memory,
        unkept: None,
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
    let mut unkept = None;
    loop {
        hands
            .screen
            .draw(model.shows_cursor(), |frame| view(model, frame))?;
        let now = Instant::now();
        let typed = matches!(&model.layer, Some(Layer::Editor(form)) if form.is_unkept());
        unkept = typed.then(|| unkept.unwrap_or(now));
        let until = rest(model.sheet.late, unkept, now);
        if let Next::Leave(code) = turn(events, hands, model, until)? {
            return Ok(code);
        }
    }
}

/// When something is done of itself, if nothing happens before: the dossier follows, or what is `unkept` since then is
/// kept. None where nothing is to be done.
fn rest(late: bool, unkept: Option<Instant>, now: Instant) -> Option<Instant> {
    let kept = unkept.map(|since| (now + PAUSE).min(since + LONGEST));
    let followed = late.then_some(now + REST);
    kept.into_iter().chain(followed).min()
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

/// Takes the next event, at the latest the one of a deadline, and those that have come already, so that many keys share one frame.
fn turn(
    events: &Events<Reply>,
    hands: &mut Hands,
    model: &mut Model,
    until: Option<Instant>,
) -> Result<Next, TuiError> {
    let mut event = Some(events.next(until));
    while let Some(one) = event {
        match &one {
            Event::Resize(size) => hands.screen.resize(*size)?,
            Event::Resumed => hands.screen.resume()?,
            Event::HangUp => drop(hands.screen.part()),
            _ => {}
        }
        let code = exit_code(&one);
        model.moment = Some(Instant::now());
        let effects = update(model, one);
        if hands.perform(effects)? {
            return Ok(Next::Leave(code));
        }
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
}

impl Hands {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_without_a_pause_is_kept_all_the_same() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(rest(false, None, start), None);
        assert_eq!(rest(true, None, start), Some(start + REST));
        assert_eq!(rest(false, Some(start), start), Some(after(2)));
        assert_eq!(rest(false, Some(start), after(4)), Some(after(5)), "not 6");
        assert_eq!(rest(false, Some(start), after(6)), Some(after(5)), "at once");
        assert_eq!(rest(true, Some(start), start), Some(start + REST));
    }
}
