//! Orders of several operators that share one durable commit.

use std::sync::Arc;

use super::clock::Clocks;
use super::pair::AtOnce;
use super::recent::Recent;
use super::shown::Shown;
use super::{Local, receipt};
use crate::domain::command::Order;
use crate::domain::query::day_index::DayIndex;
use crate::domain::registry::Registry;
use crate::service::{DeskError, Operator, Receipt};

/// What became of each order of a group, in its order.
pub type Answers = Vec<Result<Receipt, DeskError>>;

/// Memory could not be brought back to what the store holds: the desk must not answer any more.
#[derive(Debug, thiserror::Error)]
#[error("une écriture a échoué, et la base ne se relit pas\u{a0}: {0}")]
pub struct Lost(DeskError);

impl Local {
    /// Answers for another operator from now on.
    pub fn act_as(&mut self, operator: &Operator) {
        self.actor.clone_from(&operator.actor);
        self.rights.clone_from(&operator.rights);
    }

    /// Carries orders out one after another, each on what the ones before it made, in one durable commit.
    ///
    /// None is acknowledged before all that pass are in the store. Where the commit fails, memory is read from the store
    /// again, and what is in it after all is told as done.
    ///
    /// # Errors
    ///
    /// [`Lost`] where memory could not be brought back to the store. What became of the orders is not known.
    pub fn execute_together(&mut self, orders: &[(Arc<Operator>, Order)]) -> Result<Answers, Lost> {
        if let Err(gone) = self.still_there() {
            return Ok(orders.iter().map(|_| Err(gone.clone())).collect());
        }
        if let [(operator, order)] = orders {
            self.act_as(operator);
            let answer = self.noted(|desk| desk.carry_out(order));
            return match answer {
                Err(unknown @ DeskError::Unknown(_)) => Err(Lost(unknown)),
                Err(DeskError::Store(_)) => {
                    self.reload_or_lose()?;
                    Ok(vec![self.found_or(order, answer)])
                }
                answer => Ok(vec![answer]),
            };
        }
        let before = self.registry.revision();
        let answers = orders.iter().map(|(operator, order)| {
            self.act_as(operator);
            self.take(order)
        });
        let answers: Answers = answers.collect();
        let resumed = self.journal.pending.iter().any(Clocks::resumed_by);
        let Err(failed) = self.journal.write_pending() else {
            if resumed {
                self.clocks.trust();
            }
            return Ok(answers);
        };
        let failed = DeskError::from(failed);
        if let DeskError::Unknown(_) | DeskError::Gone(_) = failed {
            return Err(Lost(failed));
        }
        self.reload_or_lose()?;
        // A refusal may rest on what is undone now: only what was in the store before stays said.
        let told = |((operator, order), answer): (&(Arc<Operator>, Order), _)| match answer {
            Ok(Receipt { seq, .. }) if seq <= before => answer,
            _ => {
                self.act_as(operator);
                self.found_or(order, Err(failed.clone()))
            }
        };
        Ok(orders.iter().zip(answers).map(told).collect())
    }

    /// The receipt of an order that is in the store under its number, although its commit failed; else the answer.
    pub(super) fn found_or(
        &self,
        order: &Order,
        answer: Result<Receipt, DeskError>,
    ) -> Result<Receipt, DeskError> {
        match self.known(order) {
            Ok(Some(receipt)) => Ok(receipt),
            _ => answer,
        }
    }

    /// Decides an order and changes memory; its entry waits for the commit.
    fn take(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        if let Some(receipt) = self.known(order)? {
            return Ok(receipt);
        }
        let entry = self.entry_of(order)?;
        self.follow(&entry);
        self.journal.pending.push(entry.clone());
        Ok(receipt(entry))
    }

    /// Reads memory from the store again.
    pub fn reload_or_lose(&mut self) -> Result<(), Lost> {
        self.reload().map_err(Lost)
    }

    pub(super) fn reload(&mut self) -> Result<(), DeskError> {
        self.journal.forget();
        let loaded = self.journal.store.load()?;
        self.hold(Registry::from_records(loaded.records, loaded.head.seq));
        Ok(())
    }

    /// Holds other records than before, and nothing that was computed from those.
    pub(super) fn hold(&mut self, registry: Registry) {
        let shown = self.shown.get_mut();
        self.warm.settle(&shown.day_index);
        self.registry = Arc::new(registry);
        let day = shown.day_index.day();
        *shown = Shown::new(DayIndex::build(&self.registry, day, self.policy, &AtOnce));
        self.elsewhere.take();
        self.recent = Recent::since(self.registry.revision());
        self.undo_steps.take();
        self.done.take();
    }
}
