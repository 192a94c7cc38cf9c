//! The calls of one connection, answered in the name of the account that the kernel told.

use std::future::Future;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tarpc::context::Context;
use tokio::sync::{Mutex, watch};
use tracing::{debug, info, warn};

use super::bench::{self, Bench};
use super::limits;
use super::owner::Owner;
use super::room::Room;
use super::works::Works;
use super::{checks, long_poll};
use crate::domain::command::{Order, OrderId};
use crate::domain::permit::{Right, to_copy};
use crate::domain::query::figures::Figures;
use crate::domain::query::language::Completion;
use crate::domain::query::page::Page;
use crate::domain::query::shared::Shared;
use crate::domain::query::ties::Tie;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::view::View;
use crate::exchange::Detail;
use crate::service::wire::{Bureau, Delivery, Extract, Octets, SessionId};
use crate::service::{
    Deed, Desk, DeskError, Dossier, HistoryLine, Local, News, Operator, Outcome, Presence, Receipt, Refilled,
    Revision,
};

/// A call as the log has it.
#[derive(Clone, Copy)]
struct Verb {
    name: &'static str,
    /// It has a line whatever the log's detail: it changes the base, or takes all of it out.
    noted: bool,
}

impl Verb {
    fn noted(name: &'static str) -> Self {
        Self { name, noted: true }
    }

    fn quiet(name: &'static str) -> Self {
        Self { name, noted: false }
    }

    fn of(extract: &Extract) -> Self {
        Self {
            name: extract.verb(),
            noted: matches!(extract, Extract::Base | Extract::Links),
        }
    }
}

/// What the calls of a connection need.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) operator: Arc<Operator>,
    pub(super) id: SessionId,
    pub(super) owner: Owner,
    pub(super) room: Arc<Room>,
    pub(super) works: Arc<Works>,
    /// What it sends or fetches as a whole: one thing after another.
    pub(super) bench: Arc<Mutex<Bench>>,
    /// The last news of who is there that the session was told.
    pub(super) told: Arc<watch::Sender<u64>>,
    /// True once the service ends.
    pub(super) closing: watch::Receiver<bool>,
}

impl Session {
    /// Puts a question to the desk.
    async fn ask<T: Send + 'static>(
        &self,
        verb: &'static str,
        question: impl FnOnce(&mut Local) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, DeskError> {
        self.logged(Verb::quiet(verb), self.owner.ask(&self.operator, question))
            .await
    }

    /// Refuses an operator without a right, whatever their program sends.
    fn may(&self, right: Right) -> Result<(), DeskError> {
        if self.operator.rights.contains(&right) {
            return Ok(());
        }
        let right = right.label().to_owned();
        Err(Refusal::Forbidden { right }.into())
    }

    /// Waits for an answer and writes a line about it: who, what, how long, how it ended; nothing of what was asked.
    async fn logged<T>(
        &self,
        verb: Verb,
        answer: impl Future<Output = Result<T, DeskError>>,
    ) -> Result<T, DeskError> {
        if *self.closing.borrow() {
            return Err(DeskError::Away);
        }
        let start = Instant::now();
        let answer = answer.await;
        let ms = start.elapsed().as_millis();
        let (uid, name) = (self.operator.actor.uid, &self.operator.actor.name);
        let Verb { name: verb, noted } = verb;
        match &answer {
            Err(DeskError::Store(_) | DeskError::Gone(_) | DeskError::Unknown(_) | DeskError::Doubt) => {
                warn!(uid, name, verb, ms, issue = "erreur");
            }
            Err(_) if noted => info!(uid, name, verb, ms, issue = "refus"),
            Ok(_) if noted => info!(uid, name, verb, ms, issue = "fait"),
            Err(_) => debug!(uid, name, verb, ms, issue = "refus"),
            Ok(_) => debug!(uid, name, verb, ms, issue = "fait"),
        }
        answer
    }
}

impl Bureau for Session {
    async fn query(self, _: Context, query: Query) -> Result<Page, DeskError> {
        checks::query(&query)?;
        self.ask("query", move |desk| desk.query(&query)).await
    }

    async fn complete(
        self,
        _: Context,
        pane: Pane,
        text: String,
        cursor: usize,
    ) -> Result<Vec<Completion>, DeskError> {
        checks::filter(&text)?;
        self.ask("complete", move |desk| desk.complete(pane, &text, cursor))
            .await
    }

    async fn open(self, _: Context, record: RecordId) -> Result<Dossier, DeskError> {
        self.ask("open", move |desk| desk.open(&record)).await
    }

    async fn history(self, _: Context, record: RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        self.ask("history", move |desk| desk.history(&record)).await
    }

    async fn preview(self, _: Context, order: Order) -> Result<Outcome, DeskError> {
        self.ask("preview", move |desk| desk.preview(&order)).await
    }

    async fn preview_each(
        self,
        _: Context,
        orders: Vec<Order>,
    ) -> Result<Vec<Result<Outcome, Refusal>>, DeskError> {
        checks::count(orders.len())?;
        self.ask("preview_each", move |desk| desk.preview_each(&orders))
            .await
    }

    async fn names(self, _: Context, records: Vec<RecordId>) -> Result<Vec<String>, DeskError> {
        checks::count(records.len())?;
        self.ask("names", move |desk| desk.names(&records)).await
    }

    async fn ties(self, _: Context, records: Vec<RecordId>) -> Result<Vec<Vec<Tie>>, DeskError> {
        checks::count(records.len())?;
        self.ask("ties", move |desk| desk.ties(&records)).await
    }

    async fn execute(self, _: Context, order: Order) -> Result<Receipt, DeskError> {
        self.logged(Verb::noted("execute"), self.owner.execute(&self.operator, order))
            .await
    }

    async fn figures(self, _: Context, scope: Query) -> Result<Figures, DeskError> {
        checks::query(&scope)?;
        self.ask("figures", move |desk| desk.figures(&scope)).await
    }

    async fn companions(self, _: Context, record: RecordId) -> Result<Vec<Shared>, DeskError> {
        self.ask("companions", move |desk| desk.companions(&record)).await
    }

    async fn undoable(self, _: Context) -> Result<Option<Deed>, DeskError> {
        self.ask("undoable", |desk| desk.undoable()).await
    }

    async fn redoable(self, _: Context) -> Result<Option<Deed>, DeskError> {
        self.ask("redoable", |desk| desk.redoable()).await
    }

    async fn views(self, _: Context) -> Result<Vec<View>, DeskError> {
        self.ask("views", |desk| desk.views()).await
    }

    async fn changes(self, _: Context, since: u64, wait: Duration) -> Result<Revision, DeskError> {
        self.logged(Verb::quiet("changes"), long_poll::changes(&self, since, wait))
            .await
    }

    async fn wait(
        self,
        _: Context,
        since: u64,
        presence: Presence,
        wait: Duration,
    ) -> Result<News, DeskError> {
        self.room.note(&self.id, &presence);
        self.logged(Verb::quiet("wait"), long_poll::news(&self, since, wait))
            .await
    }

    async fn extract(self, _: Context, what: Extract) -> Result<u64, DeskError> {
        checks::extract(&what)?;
        self.logged(Verb::of(&what), async {
            self.may(what.right())?;
            bench::extract(&self, what).await
        })
        .await
    }

    async fn part(self, _: Context, at: u64) -> Result<Octets, DeskError> {
        self.logged(Verb::quiet("part"), bench::part(&self, at)).await
    }

    async fn deliver(self, _: Context, file: Delivery) -> Result<(), DeskError> {
        self.logged(Verb::quiet("deliver"), async {
            self.may(file.right())?;
            bench::deliver(&self, file).await
        })
        .await
    }

    async fn push(self, _: Context, bytes: Octets) -> Result<(), DeskError> {
        self.logged(Verb::quiet("push"), bench::push(&self, bytes)).await
    }

    async fn plan(self, _: Context, detail: Option<usize>) -> Result<u64, DeskError> {
        let detail = detail.map_or(Detail::All, Detail::First);
        self.logged(Verb::quiet("plan"), bench::planned(&self, detail))
            .await
    }

    async fn import(self, _: Context, id: OrderId) -> Result<Receipt, DeskError> {
        self.logged(Verb::noted("import"), bench::import(&self, id)).await
    }

    async fn refill(self, _: Context) -> Result<Refilled, DeskError> {
        self.logged(Verb::noted("refill"), async {
            self.may(to_copy())?;
            bench::refill(&self).await
        })
        .await
    }
}

/// The longest of the limits' waits, or the shorter one that a client asks for.
pub(super) fn at_most(wait: Duration) -> Duration {
    wait.min(limits::WAIT)
}
