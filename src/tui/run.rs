//! The loop: events in, the model changed, effects done, one frame drawn.

use std::io;
use std::time::{Duration, Instant};

use crate::service::Desk;

use super::effect::{Effect, Reply};
use super::events::{Event, Events};
use super::model::{Model, Options};
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
pub fn run(desk: Box<dyn Desk>, options: Options) -> Result<(), TuiError> {
    let events = Events::listen()?;
    let worker = Worker::start(desk, events.sender())?;
    let mut screen = Screen::enter(options.look.ascii)?;
    let mut model = Model::new(options, terminal::size());
    let first = start(&mut model);
    perform(&worker, &mut screen, first)?;
    let patience = Instant::now() + FIRST;
    while !model.is_read() && Instant::now() < patience {
        if turn(&events, &worker, &mut screen, &mut model, Some(patience))? == Next::Leave {
            return Ok(());
        }
    }
    loop {
        screen.draw(|frame| view(&model, frame))?;
        let rest = model.sheet.late.then(|| Instant::now() + REST);
        if turn(&events, &worker, &mut screen, &mut model, rest)? == Next::Leave {
            return Ok(());
        }
    }
}

/// Takes the next event, at the latest the one of a deadline, and those that have come already, so that many keys share one frame.
fn turn(
    events: &Events<Reply>,
    worker: &Worker,
    screen: &mut Screen,
    model: &mut Model,
    until: Option<Instant>,
) -> Result<Next, TuiError> {
    let mut event = Some(events.next(until));
    while let Some(one) = event {
        match &one {
            Event::Resize(size) => screen.resize(*size)?,
            Event::Resumed => screen.resume()?,
            Event::HangUp => screen.forsake(),
            _ => {}
        }
        let effects = update(model, one);
        if perform(worker, screen, effects)? == Next::Leave {
            return Ok(Next::Leave);
        }
        event = events.ready();
    }
    Ok(Next::Continue)
}

/// Does what the update asks for, in order.
fn perform(worker: &Worker, screen: &mut Screen, effects: Vec<Effect>) -> Result<Next, TuiError> {
    for effect in effects {
        match effect {
            Effect::Ask(ticket, ask) => {
                if !worker.ask(ticket, ask) {
                    return Err(TuiError::Desk);
                }
            }
            Effect::Repaint => screen.repaint()?,
            Effect::Suspend => screen.suspend()?,
            Effect::Quit => return Ok(Next::Leave),
        }
    }
    Ok(Next::Continue)
}
