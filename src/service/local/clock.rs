//! The clocks of a desk, and the instant under which its next entry is recorded.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Local;
use crate::domain::command::Command;
use crate::domain::journal::Entry;
use crate::domain::journal::instant::{Astray, Reading, next};
use crate::domain::refusal::{NoClock, Refusal};
use crate::service::DeskError;
use crate::system::wall;

/// What tells the time.
pub type Clock = Box<dyn Fn() -> DateTime<Utc> + Send>;

/// What measures the time that passes and is set by nobody; none where it does not answer.
pub type Running = Box<dyn Fn() -> Option<Duration> + Send>;

/// The clock that may be set, and the one that may not.
pub(super) struct Clocks {
    clock: Clock,
    running: Running,
    /// What both said when they were last taken for right.
    together: Option<(DateTime<Utc>, Duration)>,
}

impl Clocks {
    /// A clock, and nothing to hold it against.
    pub(super) fn alone(clock: Clock) -> Self {
        Self {
            clock,
            running: Box::new(|| None),
            together: None,
        }
    }

    /// Holds the clock against another, that nobody sets, from now on.
    pub(super) fn against(self, running: Running) -> Self {
        let mut clocks = Self { running, ..self };
        clocks.trust();
        clocks
    }

    /// Takes both clocks for right.
    pub(super) fn trust(&mut self) {
        self.together = (self.running)().map(|running| ((self.clock)(), running));
    }

    /// True for the entry that takes the clock up again; it does once it is in the store.
    pub(super) fn resumed_by(entry: &Entry) -> bool {
        matches!(entry.command, Command::ResumeClock { .. })
    }

    /// What the clock says.
    pub(super) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    fn read(&self, last: Option<DateTime<Utc>>) -> Reading {
        let expected = self.together.and_then(|(since, started)| {
            let passed = (self.running)()?.saturating_sub(started);
            since.checked_add_signed(TimeDelta::from_std(passed).ok()?)
        });
        Reading {
            clock: self.now(),
            expected,
            last,
        }
    }
}

impl Local {
    /// Refuses where no order would be recorded at present, whatever it asks.
    ///
    /// # Errors
    ///
    /// [`Refusal::Clock`] where the clock is not to be trusted.
    pub fn may_record(&self) -> Result<(), DeskError> {
        self.instant(None).map(drop)
    }

    /// The instant under which an order would be recorded.
    ///
    /// A base for trials is written on any day that is set: there an entry of an earlier day takes the instant of the last
    /// one.
    ///
    /// # Errors
    ///
    /// [`Refusal::Clock`] where the clock is not to be trusted; [`Refusal::ClockSound`] for an order that takes it up
    /// again while it is.
    pub(super) fn instant(&self, command: Option<&Command>) -> Result<DateTime<Utc>, DeskError> {
        let reading = self.clocks.read(self.journal.last_instant()?);
        let (clock, says) = (reading.clock, wall::local(reading.clock));
        let resumes = matches!(command, Some(Command::ResumeClock { .. }));
        let refused = |why| Refusal::Clock { says, why };
        match next(&reading) {
            Ok(_) if resumes => Err(Refusal::ClockSound { says }.into()),
            Err(Astray::Behind(_) | Astray::Leapt(_)) if resumes => Ok(clock),
            Ok(at) => Ok(at),
            Err(Astray::Behind(last)) if self.set_day().is_some() => Ok(last),
            Err(Astray::Unset) => Err(refused(NoClock::Unset).into()),
            Err(Astray::Behind(last)) => Err(refused(NoClock::Behind(wall::local(last))).into()),
            Err(Astray::Leapt(expected)) => Err(refused(NoClock::Leapt(wall::local(expected))).into()),
        }
    }
}
