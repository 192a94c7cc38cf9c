//! The calls, each with what answers it.

use tarpc::ServerError;
use tarpc::context::Context;
use tarpc::server::Serve;

use super::session::{Session, Verb};
use super::transport::Asked;
use super::unread::Sent;
use super::{checks, limits, long_poll, transfer};
use crate::domain::permit::to_copy;
use crate::domain::query::ties::Tie;
use crate::domain::record::RecordId;
use crate::exchange::Detail;
use crate::service::wire::{BureauRequest as Call, BureauResponse as Reply};
use crate::service::{Desk, DeskError, Local};

impl Serve for Session {
    type Req = Asked;
    type Resp = Sent;

    #[allow(clippy::too_many_lines, reason = "one table of all calls")]
    async fn serve(self, _: Context, asked: Asked) -> Result<Sent, ServerError> {
        let Asked { call, share } = asked;
        let sent = match call {
            Call::Query { query } => {
                let fits = checks::query(&query);
                self.ask("query", Reply::Query, fits, move |desk| desk.query(&query))
                    .await
            }
            Call::Complete { pane, text, cursor } => {
                let fits = checks::filter(&text);
                let ask = move |desk: &mut Local| desk.complete(pane, &text, cursor);
                self.ask("complete", Reply::Complete, fits, ask).await
            }
            Call::Open { record } => {
                self.ask("open", Reply::Open, Ok(()), move |desk| desk.open(&record))
                    .await
            }
            Call::History { record } => {
                self.ask("history", Reply::History, Ok(()), move |desk| {
                    desk.history(&record)
                })
                .await
            }
            Call::Preview { order } => {
                self.ask("preview", Reply::Preview, Ok(()), move |desk| {
                    desk.preview(&order)
                })
                .await
            }
            Call::PreviewEach { orders } => {
                let ask = move |desk: &mut Local| desk.preview_each(&orders);
                self.ask("preview_each", Reply::PreviewEach, Ok(()), ask).await
            }
            Call::Names { records } => {
                let fits = checks::rows(records.len());
                self.ask("names", Reply::Names, fits, move |desk| desk.names(&records))
                    .await
            }
            Call::Ties { records } => {
                let fits = checks::rows(records.len());
                self.ask("ties", Reply::Ties, fits, move |desk| first_ties(desk, &records))
                    .await
            }
            Call::Figures { scope } => {
                let fits = checks::query(&scope);
                self.ask("figures", Reply::Figures, fits, move |desk| desk.figures(&scope))
                    .await
            }
            Call::Fates { orders } => {
                let fits = checks::rows(orders.len());
                self.ask("fates", Reply::Fates, fits, move |desk| desk.fates(&orders))
                    .await
            }
            Call::Companions { record } => {
                let ask = move |desk: &mut Local| desk.companions(&record);
                self.ask("companions", Reply::Companions, Ok(()), ask).await
            }
            Call::Undoable {} => {
                self.ask("undoable", Reply::Undoable, Ok(()), |desk| desk.undoable())
                    .await
            }
            Call::Redoable {} => {
                self.ask("redoable", Reply::Redoable, Ok(()), |desk| desk.redoable())
                    .await
            }
            Call::Views {} => self.ask("views", Reply::Views, Ok(()), |desk| desk.views()).await,
            Call::Execute { order } => {
                let done = async { self.owner.execute(&self.orderer().await?, order).await };
                self.tell(Verb::noted("execute"), Reply::Execute, done).await
            }
            Call::Changes { since, wait } => {
                // What is left of the request takes no room while it waits.
                drop(share);
                let moved = long_poll::changes(&self, since, wait);
                return Ok(self.tell(Verb::quiet("changes"), Reply::Changes, moved).await);
            }
            Call::Wait {
                since,
                presence,
                wait,
            } => {
                drop(share);
                self.presences.note(&self.id, &presence);
                let news = long_poll::news(&self, since, wait);
                return Ok(self.tell(Verb::quiet("wait"), Reply::Wait, news).await);
            }
            Call::Extract { what } => {
                let verb = Verb::of(&what);
                let made = async {
                    checks::extract(&what)?;
                    self.may(what.rights())?;
                    transfer::extract(&self, what).await
                };
                self.tell(verb, Reply::Extract, made).await
            }
            Call::Part { at } => {
                self.tell(Verb::quiet("part"), Reply::Part, transfer::part(&self, at))
                    .await
            }
            Call::Deliver { file } => {
                let noted = async {
                    self.may(file.rights())?;
                    transfer::deliver(&self, file).await
                };
                self.tell(Verb::quiet("deliver"), Reply::Deliver, noted).await
            }
            Call::Push { bytes } => {
                self.tell(Verb::quiet("push"), Reply::Push, transfer::push(&self, bytes))
                    .await
            }
            Call::Plan { detail } => {
                let detail = detail.map_or(Detail::All, Detail::First);
                self.tell(Verb::quiet("plan"), Reply::Plan, transfer::planned(&self, detail))
                    .await
            }
            Call::Import { id } => {
                self.tell(Verb::noted("import"), Reply::Import, transfer::import(&self, id))
                    .await
            }
            Call::Refill {} => {
                let refilled = async {
                    self.orderer().await?;
                    self.may(to_copy())?;
                    transfer::refill(&self).await
                };
                self.tell(Verb::noted("refill"), Reply::Refill, refilled).await
            }
        };
        drop(share);
        Ok(sent)
    }
}

/// The ties of the first records, as many as fit in an answer, and of one at least: the client asks for the others.
fn first_ties(desk: &Local, records: &[RecordId]) -> Result<Vec<Vec<Tie>>, DeskError> {
    let (mut all, mut count) = (Vec::new(), 0);
    for record in records {
        for ties in desk.ties(std::slice::from_ref(record))? {
            count += ties.len();
            all.push(ties);
        }
        if count >= limits::ROWS {
            break;
        }
    }
    Ok(all)
}
