//! The calls of a face, answered in process.

use std::time::Duration;

use super::Local;
use crate::domain::command::Order;
use crate::domain::query::Query;
use crate::domain::query::page::Page;
use crate::domain::record::RecordId;
use crate::service::{Desk, DeskError, Dossier, HistoryLine, Outcome, Receipt, Revision};

impl Desk for Local {
    fn query(&self, query: &Query) -> Result<Page, DeskError> {
        Ok(self.lists.borrow_mut().page(self.source(), query))
    }

    fn open(&self, record: &RecordId) -> Result<Dossier, DeskError> {
        self.dossier(record)
    }

    fn history(&self, record: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        self.history_of(record)
    }

    fn preview(&self, order: &Order) -> Result<Outcome, DeskError> {
        self.outcome(order)
    }

    fn execute(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        self.carry_out(order)
    }

    /// Answers at once: nobody else changes a base that this process holds.
    fn changes(&self, since: u64, _wait: Duration) -> Result<Revision, DeskError> {
        Ok(Revision {
            seq: self.registry.revision(),
            touched: self.recent.touched(since),
        })
    }
}
