//! The loop: events in, the model changed, effects done, one frame drawn.

use std::io;
use std::time::{Duration, Instant};

use crate::config::state::StateStore;
use crate::service::Desk;

use super::effect::{Effect, Reply};
use super::events::{Event, Events};
use super::model::{Model, Options, Tone};
use super::terminal::{self, Screen};
use super::update::{start, update};
use super::view::view;
use super::worker::Worker;

/// How long the selection rests before the dossier follows it.
const REST: Duration = Duration::from_millis(80);

/// How long the first frame waits for the first answers: a whole frame costs fewer bytes than an empty one and then
/// a whole one.
const FIRST: Duration = Duration::from_millis(60);

/// Why the screens ended without being asked to.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// The terminal cannot be used.
    #[error("le terminal ne répond pas\u{a0}: {0}")]
    Terminal(#[from] io::Error),
    /// The thread that owns the desk ended.
    #[error("la base ne répond plus")]
    Desk,
}

/// Whether the loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Continue,
    Leave,
}

/// Shows the screens until the operator leaves.
///
/// # Errors
///
/// [`TuiError`] where the terminal or the desk is gone. The terminal is given back whatever happens.
pub fn run(desk: Box<dyn Desk>, mut memory: Box<dyn StateStore>, options: Options) -> Result<(), TuiError> {
    let events = Events::listen()?;
    let worker = Worker::start(desk, events.sender())?;
    let screen = Screen::enter(options.look.ascii)?;
    let mut model = Model::new(options, terminal::size());
    recall(&mut model, memory.as_mut());
    let mut hands = Hands {
        worker,
        screen,
        memory,
    };
    let first = start(&mut model);
    hands.perform(first)?;
    let patience = Instant::now() + FIRST;
    while !model.is_read() && Instant::now() < patience {
        if turn(&events, &mut hands, &mut model, Some(patience))? == Next::Leave {
            return Ok(());
        }
    }
    loop {
        hands.screen.draw(|frame| view(&model, frame))?;
        let rest = model.sheet.late.then(|| Instant::now() + REST);
        if turn(&events, &mut hands, &mut model, rest)? == Next::Leave {
            return Ok(());
        }
    }
}

/// Takes up what was remembered for the operator, and says what of it was lost.
fn recall(model: &mut Model, memory: &mut dyn StateStore) {
    let (state, word) = memory.load();
    model.state = state;
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
            Event::HangUp => hands.screen.forsake(),
            _ => {}
        }
        let effects = update(model, one);
        if hands.perform(effects)? == Next::Leave {
            return Ok(Next::Leave);
        }
        event = events.ready();
    }
    Ok(Next::Continue)
}

/// What carries effects out.
struct Hands {
    worker: Worker,
    screen: Screen,
    memory: Box<dyn StateStore>,
}

impl Hands {
    /// Does what the update asks for, in order.
    fn perform(&mut self, effects: Vec<Effect>) -> Result<Next, TuiError> {
        for effect in effects {
            match effect {
                Effect::Ask(ticket, ask) => {
                    if !self.worker.ask(ticket, ask) {
                        return Err(TuiError::Desk);
                    }
                }
                // A place in a queue that cannot be kept costs no work: it is not worth a word.
                Effect::Remember(state) => drop(self.memory.save(&state)),
                Effect::Repaint => self.screen.repaint()?,
                Effect::Suspend => self.screen.suspend()?,
                Effect::Quit => return Ok(Next::Leave),
            }
        }
        Ok(Next::Continue)
    }
}
