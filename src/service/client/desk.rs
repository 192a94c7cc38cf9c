//! The calls of a face, sent to the service.

use std::time::Duration;

use super::watcher::Watcher;
use super::{Client, ORDER, QUESTION, fits};
use crate::domain::command::Order;
use crate::domain::query::figures::Figures;
use crate::domain::query::language::Completion;
use crate::domain::query::page::Page;
use crate::domain::query::shared::Shared;
use crate::domain::query::ties::Tie;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::view::View;
use crate::service::wire::Face;
use crate::service::{
    Deed, Desk, DeskError, Dossier, HistoryLine, Operator, Outcome, Receipt, Revision, Watch,
};

impl Desk for Client {
    fn query(&self, query: &Query) -> Result<Page, DeskError> {
        fits(query)?;
        self.ask(QUESTION, async |client, context| {
            client.query(context, query.clone()).await
        })
    }

    fn complete(&self, pane: Pane, text: &str, cursor: usize) -> Result<Vec<Completion>, DeskError> {
        fits(&text)?;
        self.ask(QUESTION, async |client, context| {
            client.complete(context, pane, text.to_owned(), cursor).await
        })
    }

    fn open(&self, record: &RecordId) -> Result<Dossier, DeskError> {
        self.ask(QUESTION, async |client, context| {
            client.open(context, record.clone()).await
        })
    }

    fn history(&self, record: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        self.ask(QUESTION, async |client, context| {
            client.history(context, record.clone()).await
        })
    }

    fn preview(&self, order: &Order) -> Result<Outcome, DeskError> {
        fits(order)?;
        self.ask(QUESTION, async |client, context| {
            client.preview(context, order.clone()).await
        })
    }

    fn preview_each(&self, orders: &[Order]) -> Result<Vec<Result<Outcome, Refusal>>, DeskError> {
        fits(&orders)?;
        self.ask(QUESTION, async |client, context| {
            client.preview_each(context, orders.to_vec()).await
        })
    }

    fn names(&self, records: &[RecordId]) -> Result<Vec<String>, DeskError> {
        fits(&records)?;
        self.ask(QUESTION, async |client, context| {
            client.names(context, records.to_vec()).await
        })
    }

    fn ties(&self, records: &[RecordId]) -> Result<Vec<Vec<Tie>>, DeskError> {
        fits(&records)?;
        self.ask(QUESTION, async |client, context| {
            client.ties(context, records.to_vec()).await
        })
    }

    fn execute(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        fits(order)?;
        self.give(order, ORDER, async |client, context, id| {
            let numbered = Order {
                id: Some(id),
                ..order.clone()
            };
            client.execute(context, numbered).await
        })
    }

    fn figures(&self, scope: &Query) -> Result<Figures, DeskError> {
        fits(scope)?;
        self.ask(QUESTION, async |client, context| {
            client.figures(context, scope.clone()).await
        })
    }

    fn companions(&self, record: &RecordId) -> Result<Vec<Shared>, DeskError> {
        self.ask(QUESTION, async |client, context| {
            client.companions(context, record.clone()).await
        })
    }

    fn undoable(&self) -> Result<Option<Deed>, DeskError> {
        self.ask(QUESTION, async |client, context| client.undoable(context).await)
    }

    fn redoable(&self) -> Result<Option<Deed>, DeskError> {
        self.ask(QUESTION, async |client, context| client.redoable(context).await)
    }

    fn views(&self) -> Result<Vec<View>, DeskError> {
        self.ask(QUESTION, async |client, context| client.views(context).await)
    }

    fn changes(&self, since: u64, wait: Duration) -> Result<Revision, DeskError> {
        self.ask(QUESTION + wait, async |client, context| {
            client.changes(context, since, wait).await
        })
    }

    fn operator(&self) -> Result<Operator, DeskError> {
        Ok(self.link.welcome()?.operator)
    }

    fn watch(&self) -> Option<Box<dyn Watch>> {
        let link = self.link.beside(Face::Watch).ok()?;
        Some(Box::new(Watcher(link)))
    }
}
