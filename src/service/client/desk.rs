//! The calls of a face, sent to the service.

use std::time::Duration;

use super::archive::foreign;
use super::watcher::Watcher;
use super::{Client, ORDER, QUESTION, fits};
use crate::domain::command::{MOST_AT_ONCE, Order, OrderId};
use crate::domain::query::figures::Figures;
use crate::domain::query::language::Completion;
use crate::domain::query::page::{MAX_ROWS, Page};
use crate::domain::query::shared::Shared;
use crate::domain::query::ties::Tie;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::domain::refusal::{NoMany, Refusal};
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
        if orders.len() > MOST_AT_ONCE {
            return Err(Refusal::Many(NoMany::TooMany).into());
        }
        fits(&orders)?;
        self.ask(QUESTION, async |client, context| {
            client.preview_each(context, orders.to_vec()).await
        })
    }

    fn names(&self, records: &[RecordId]) -> Result<Vec<String>, DeskError> {
        by_pages(records, |page| {
            self.ask(QUESTION, async |client, context| {
                client.names(context, page.to_vec()).await
            })
        })
    }

    fn ties(&self, records: &[RecordId]) -> Result<Vec<Vec<Tie>>, DeskError> {
        by_pages(records, |page| {
            self.ask(QUESTION, async |client, context| {
                client.ties(context, page.to_vec()).await
            })
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

    fn fates(&self, orders: &[OrderId]) -> Result<Vec<Option<u64>>, DeskError> {
        self.ask(QUESTION, async |client, context| {
            client.fates(context, orders.to_vec()).await
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

/// Asks the same of each of some records, page after page. The service answers the first of a page, and one at least.
fn by_pages<T>(
    records: &[RecordId],
    ask: impl Fn(&[RecordId]) -> Result<Vec<T>, DeskError>,
) -> Result<Vec<T>, DeskError> {
    let mut all = Vec::new();
    while let left @ [_, ..] = &records[all.len()..] {
        let page = &left[..left.len().min(MAX_ROWS)];
        fits(&page)?;
        let answer = ask(page)?;
        if answer.is_empty() || answer.len() > page.len() {
            return Err(foreign());
        }
        all.extend(answer);
    }
    Ok(all)
}
