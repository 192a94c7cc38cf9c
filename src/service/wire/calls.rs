//! The calls: those of a desk, one for one.
#![allow(missing_docs, clippy::pedantic, reason = "tarpc writes most of it")]

use std::time::Duration;

use super::{Delivery, Extract, Octets};
use crate::domain::command::{Order, OrderId};
use crate::domain::query::figures::Figures;
use crate::domain::query::language::Completion;
use crate::domain::query::page::Page;
use crate::domain::query::shared::Shared;
use crate::domain::query::ties::Tie;
use crate::domain::query::{Pane, Query};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::view::View;
use crate::service::{
    Deed, DeskError, Dossier, HistoryLine, News, Outcome, Presence, Receipt, Refilled, Revision,
};

/// The calls of a client. None of them says who asks: the service knows that from the kernel.
#[tarpc::service]
pub trait Bureau {
    async fn query(query: Query) -> Result<Page, DeskError>;
    async fn complete(pane: Pane, text: String, cursor: usize) -> Result<Vec<Completion>, DeskError>;
    async fn open(record: RecordId) -> Result<Dossier, DeskError>;
    async fn history(record: RecordId) -> Result<Vec<HistoryLine>, DeskError>;
    async fn preview(order: Order) -> Result<Outcome, DeskError>;
    async fn preview_each(orders: Vec<Order>) -> Result<Vec<Result<Outcome, Refusal>>, DeskError>;
    async fn names(records: Vec<RecordId>) -> Result<Vec<String>, DeskError>;
    async fn ties(records: Vec<RecordId>) -> Result<Vec<Vec<Tie>>, DeskError>;
    async fn execute(order: Order) -> Result<Receipt, DeskError>;
    async fn fates(orders: Vec<OrderId>) -> Result<Vec<Option<u64>>, DeskError>;
    async fn figures(scope: Query) -> Result<Figures, DeskError>;
    async fn companions(record: RecordId) -> Result<Vec<Shared>, DeskError>;
    async fn undoable() -> Result<Option<Deed>, DeskError>;
    async fn redoable() -> Result<Option<Deed>, DeskError>;
    async fn views() -> Result<Vec<View>, DeskError>;
    async fn changes(since: u64, wait: Duration) -> Result<Revision, DeskError>;
    async fn wait(since: u64, presence: Presence, wait: Duration) -> Result<News, DeskError>;
    async fn extract(what: Extract) -> Result<u64, DeskError>;
    async fn part(at: u64) -> Result<Octets, DeskError>;
    async fn deliver(file: Delivery) -> Result<(), DeskError>;
    async fn push(bytes: Octets) -> Result<(), DeskError>;
    async fn plan(detail: Option<usize>) -> Result<u64, DeskError>;
    async fn import(id: OrderId) -> Result<Receipt, DeskError>;
    async fn refill() -> Result<Refilled, DeskError>;
}
