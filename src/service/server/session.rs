//! What the calls of a connection need: who asks, what they may, what is written about it in the log.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use tokio::sync::{Mutex, watch};
use tracing::{debug, info, warn};

use super::account::Account;
use super::limits;
use super::owner::{Inquirer, Owner};
use super::presences::Presences;
use super::transfer::Transfer;
use super::unread::{Outbox, Sent};
use super::works::Works;
use crate::domain::permit::Right;
use crate::domain::refusal::Refusal;
use crate::service::wire::{BureauResponse, Extract, SessionId};
use crate::service::{DeskError, Local};

/// A call as the log has it.
#[derive(Clone, Copy)]
pub(super) struct Verb {
    name: &'static str,
    /// It has a line whatever the log's detail: it changes the base, or takes all of it out.
    noted: bool,
}

impl Verb {
    pub(super) fn noted(name: &'static str) -> Self {
        Self { name, noted: true }
    }

    pub(super) fn quiet(name: &'static str) -> Self {
        Self { name, noted: false }
    }

    pub(super) fn of(extract: &Extract) -> Self {
        Self {
            name: extract.verb(),
            noted: matches!(extract, Extract::Base | Extract::Links),
        }
    }
}

/// How a call ended, for the log.
#[derive(Clone, Copy)]
enum Issue {
    Done,
    Refused,
    Failed,
}

impl Issue {
    fn of<T>(answer: &Result<T, DeskError>) -> Self {
        match answer {
            Ok(_) => Self::Done,
            Err(DeskError::Store(_) | DeskError::Gone(_) | DeskError::Unknown(_) | DeskError::Doubt) => {
                Self::Failed
            }
            Err(_) => Self::Refused,
        }
    }
}

/// The answer of a call, put in its variant of what goes over the wire.
pub(super) type Reply<T> = fn(Result<T, DeskError>) -> BureauResponse;

/// What a session was told last.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastTold {
    /// The version of the news of who is there.
    pub(super) presences: u64,
    /// The day J.
    pub(super) day: NaiveDate,
}

/// What the calls of a connection need.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) account: Arc<Account>,
    pub(super) outbox: Outbox,
    pub(super) id: SessionId,
    /// The day that it looks at; none for that of the service.
    pub(super) day: Option<NaiveDate>,
    pub(super) owner: Owner,
    pub(super) presences: Arc<Presences>,
    pub(super) works: Arc<Works>,
    /// What it sends or fetches as a whole: one thing after another.
    pub(super) transfer: Arc<Mutex<Transfer>>,
    /// What the session was told last.
    pub(super) told: Arc<watch::Sender<LastTold>>,
    /// True once the service ends.
    pub(super) closing: watch::Receiver<bool>,
}

impl Session {
    /// Who asks, for a question.
    pub(super) fn inquirer(&self) -> Result<Inquirer, DeskError> {
        Ok(Inquirer {
            operator: self.account.operator()?,
            caller: Arc::clone(&self.outbox.caller),
            day: self.day,
        })
    }

    /// Who asks, for an order: the rights are those of now.
    pub(super) async fn orderer(&self) -> Result<Inquirer, DeskError> {
        self.account.operator_now().await?;
        self.inquirer()
    }

    /// Puts a question to the desk. Its answer is put in its form on the thread of the desk, so that there is no more
    /// than one in any other.
    pub(super) async fn ask<T>(
        &self,
        verb: &'static str,
        reply: Reply<T>,
        check: Result<(), DeskError>,
        question: impl FnOnce(&mut Local) -> Result<T, DeskError> + Send + 'static,
    ) -> Sent
    where
        T: 'static,
    {
        let start = Instant::now();
        let outbox = self.outbox.clone();
        let asked = async {
            check?;
            let inquirer = self.open()?;
            let put = move |desk: &mut Local| {
                let answer = question(desk);
                Ok((Issue::of(&answer), outbox.put(reply, answer)))
            };
            self.owner.ask(&inquirer, put).await
        };
        let (issue, sent) = asked.await.unwrap_or_else(|error| {
            (
                Issue::of::<()>(&Err(error.clone())),
                self.outbox.put(reply, Err(error)),
            )
        });
        self.log(Verb::quiet(verb), start, issue);
        sent
    }

    /// Waits for the answer of what is not a question to the desk.
    pub(super) async fn tell<T>(
        &self,
        verb: Verb,
        reply: Reply<T>,
        answer: impl Future<Output = Result<T, DeskError>>,
    ) -> Sent {
        let start = Instant::now();
        let told = async {
            self.open()?;
            answer.await
        };
        let answer = told.await;
        self.log(verb, start, Issue::of(&answer));
        self.outbox.put(reply, answer)
    }

    /// Refuses an operator without one of these rights, whatever their program sends.
    pub(super) fn may(&self, rights: &[Right]) -> Result<(), DeskError> {
        let operator = self.account.operator()?;
        match rights.iter().find(|right| !operator.rights.contains(right)) {
            None => Ok(()),
            Some(missing) => {
                let right = missing.label().to_owned();
                Err(Refusal::Forbidden { right }.into())
            }
        }
    }

    /// Who asks, as long as the service does not end.
    fn open(&self) -> Result<Inquirer, DeskError> {
        if *self.closing.borrow() {
            return Err(DeskError::Away);
        }
        self.inquirer()
    }

    /// Writes a line about a call: who, what, how long, how it ended; nothing of what was asked.
    fn log(&self, verb: Verb, start: Instant, issue: Issue) {
        let ms = start.elapsed().as_millis();
        let Ok(operator) = self.account.operator() else {
            return;
        };
        let (uid, name) = (operator.actor.uid, &operator.actor.name);
        let Verb { name: verb, noted } = verb;
        match issue {
            Issue::Failed => warn!(uid, name, verb, ms, issue = "erreur"),
            Issue::Refused if noted => info!(uid, name, verb, ms, issue = "refus"),
            Issue::Done if noted => info!(uid, name, verb, ms, issue = "fait"),
            Issue::Refused => debug!(uid, name, verb, ms, issue = "refus"),
            Issue::Done => debug!(uid, name, verb, ms, issue = "fait"),
        }
    }
}

/// The longest of the limits' waits, or the shorter one that a client asks for.
pub(super) fn at_most(wait: Duration) -> Duration {
    wait.min(limits::WAIT)
}
