//! What the calls of a connection need: who asks, what they may, what is written about it in the log.

use std::sync::Arc;
use std::time::Instant;

use chrono::NaiveDate;
use serde::Serialize;
use tracing::{debug, info, warn};

use super::account::Account;
use super::house::House;
use super::issue::Issue;
use super::outbox::{Outbox, Sent};
use super::owner::Inquirer;
use crate::domain::command::Order;
use crate::domain::permit::Right;
use crate::domain::refusal::Refusal;
use crate::service::wire::SessionId;
use crate::service::{DeskError, Local, Receipt};

/// What the calls of a connection need.
pub(super) struct Session {
    pub(super) account: Arc<Account>,
    pub(super) outbox: Outbox,
    pub(super) id: SessionId,
    /// The day that it looks at; none for that of the service.
    pub(super) day: Option<NaiveDate>,
    pub(super) house: Arc<House>,
}

impl Session {
    /// Who asks, for a question.
    pub(super) fn inquirer(&self) -> Result<Inquirer, DeskError> {
        let operator = self.account.operator()?;
        Ok(Inquirer {
            operator,
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
    pub(super) async fn ask<T: Serialize>(
        &self,
        question: impl FnOnce(&mut Local) -> Result<T, DeskError> + Send + 'static,
    ) -> (Issue, Sent) {
        let outbox = self.outbox.clone();
        let put = move |desk: &mut Local| Ok(put(&outbox, &question(desk)));
        let answered = match self.inquirer() {
            Ok(inquirer) => self.house.owner.ask(&inquirer, put).await,
            Err(error) => Err(error),
        };
        answered.unwrap_or_else(|error| self.put::<()>(&Err(error)))
    }

    /// Puts an answer in its form.
    pub(super) fn put<T: Serialize>(&self, answer: &Result<T, DeskError>) -> (Issue, Sent) {
        put(&self.outbox, answer)
    }

    /// Has an order carried out.
    pub(super) async fn execute(&self, order: Order) -> Result<Receipt, DeskError> {
        self.house.owner.execute(&self.inquirer()?, order).await
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

    /// Refuses once the service ends.
    pub(super) fn open(&self) -> Result<(), DeskError> {
        if *self.house.closing.borrow() {
            return Err(DeskError::Away);
        }
        Ok(())
    }

    /// Writes a line about a call; whatever the log's detail where it is `noted`.
    pub(super) fn log(&self, verb: &'static str, noted: bool, start: Instant, issue: Issue) {
        let ms = start.elapsed().as_millis();
        let Ok(operator) = self.account.operator() else {
            return;
        };
        let (uid, name) = (operator.actor.uid, &operator.actor.name);
        match issue {
            Issue::Failed => warn!(uid, name, verb, ms, issue = "erreur"),
            Issue::Refused if noted => info!(uid, name, verb, ms, issue = "refus"),
            Issue::Done if noted => info!(uid, name, verb, ms, issue = "fait"),
            Issue::Refused => debug!(uid, name, verb, ms, issue = "refus"),
            Issue::Done => debug!(uid, name, verb, ms, issue = "fait"),
        }
    }
}

fn put<T: Serialize>(outbox: &Outbox, answer: &Result<T, DeskError>) -> (Issue, Sent) {
    (Issue::of(answer), outbox.put(answer))
}
