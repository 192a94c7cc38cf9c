//! The one thread that owns the desk: requests in, replies out; the keyboard never waits for it.

mod card;
mod form;
mod pick;
mod undoing;
mod views;

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use crate::domain::query::row::ColumnId;
use crate::domain::record::RecordId;
use crate::service::documents;
use crate::service::dossiers;
use crate::service::export::{export, values};
use crate::service::{Desk, DeskError};

use super::effect::{AgendaRead, Answer, Ask, Reply, Slot, Ticket};
use super::events::Event;

/// A request with its ticket.
type Request = (Ticket, Ask);

/// The running worker. Dropped, it finishes what was asked and ends.
#[derive(Debug)]
pub struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the worker; its replies go to `replies`.
    pub fn start(mut desk: Box<dyn Desk>, replies: Sender<Event<Reply>>) -> io::Result<Self> {
        let (requests, received) = mpsc::channel();
        let serve = move || serve(desk.as_mut(), &received, &replies);
        let thread = thread::Builder::new()
            .name("preau-bureau".to_owned())
            .spawn(serve)?;
        Ok(Self {
            requests: Some(requests),
            thread: Some(thread),
        })
    }

    /// Asks; returns at once. False where the worker is gone.
    pub fn ask(&self, ticket: Ticket, ask: Ask) -> bool {
        self.requests
            .as_ref()
            .is_some_and(|requests| requests.send((ticket, ask)).is_ok())
    }
}

impl Drop for Worker {
    /// An order on its way is carried out before the program ends.
    fn drop(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread was told by the panic hook already.
            let _ = thread.join();
        }
    }
}

fn serve(desk: &mut dyn Desk, received: &Receiver<Request>, replies: &Sender<Event<Reply>>) {
    while let Ok(first) = received.recv() {
        let batch: Vec<Request> = std::iter::once(first).chain(received.try_iter()).collect();
        for (ticket, ask) in current(batch) {
            let answer = answer(desk, &ask);
            if replies.send(Event::Wake(Reply { ticket, answer })).is_err() {
                return;
            }
        }
    }
}

/// Leaves out the requests that a later one of the same slot supersedes. Orders and exports all stay.
fn current(batch: Vec<Request>) -> Vec<Request> {
    let latest = |slot: Slot| batch.iter().rfind(|(ticket, _)| ticket.slot == slot);
    let kept: Vec<bool> = batch
        .iter()
        .map(|(ticket, _)| {
            matches!(ticket.slot, Slot::Work | Slot::Export)
                || latest(ticket.slot).is_some_and(|(last, _)| last == ticket)
        })
        .collect();
    batch
        .into_iter()
        .zip(kept)
        .filter_map(|(request, kept)| kept.then_some(request))
        .collect()
}

/// Puts one request to the desk.
pub fn answer(desk: &mut dyn Desk, ask: &Ask) -> Result<Answer, DeskError> {
    match ask {
        Ask::Query(query) => desk.query(query).map(Box::new).map(Answer::Page),
        Ask::Complete(name, text, caret) => desk.complete(name.pane(), text, *caret).map(Answer::Completions),
        Ask::Open(id) => desk.open(id).map(Box::new).map(Answer::Dossier),
        Ask::OpenEach(ids) => {
            let opened = ids.iter().map(|id| desk.open(id));
            opened.collect::<Result<_, _>>().map(Answer::Opened)
        }
        Ask::History(id) => desk.history(id).map(Answer::History),
        Ask::Explain(school) => desk.explain(*school).map(Answer::Explained),
        Ask::Preview(order) => desk.preview(order).map(Answer::Outcome),
        Ask::Card(id) => card::read(desk, id).map(Box::new).map(Answer::Card),
        Ask::PreviewEach(orders) => desk.preview_each(orders).map(Answer::Outcomes),
        Ask::Undoing { redo } => {
            let undoing = undoing::read(desk, *redo)?;
            Ok(Answer::Undoing(undoing.map(Box::new)))
        }
        Ask::Form { id, names } => form::read(desk, id.as_ref(), names)
            .map(Box::new)
            .map(Answer::Form),
        Ask::Pick(target, words, of) => pick::find(desk, *target, words, of.as_ref()).map(Answer::Found),
        Ask::Annexe(number) => form::annexe(desk, number).map(Box::new).map(Answer::Annexe),
        Ask::Ties(records) => desk.ties(records).map(Answer::Ties),
        Ask::Views(scope) => views::read(desk, scope).map(Answer::Views),
        Ask::Export(asked) => Ok(Answer::Exported(export(desk, asked))),
        Ask::Addresses(query, only) => values(desk, query, only, ColumnId::Courriel).map(Answer::Addresses),
        Ask::Figures(query) => desk.figures(query).map(Box::new).map(Answer::Figures),
        Ask::Causes(scope) => desk.causes(scope).map(Answer::Causes),
        Ask::DayWork(scope) => desk.day_work(scope).map(Box::new).map(Answer::DayWork),
        Ask::Agenda(scope, from, to) => {
            let agenda = desk.agenda(scope, *from, *to)?;
            let records: Vec<RecordId> = agenda.items.iter().map(|item| item.record.clone()).collect();
            let called = desk.names(&records)?.into_iter().zip(&agenda.items);
            let whole = called.map(|(name, item)| match item.of.as_str() {
                "" => name,
                of => format!("{name} ({of})"),
            });
            let names = whole.collect();
            Ok(Answer::Agenda(Box::new(AgendaRead { agenda, names })))
        }
        Ask::Fates(orders) => desk.fates(orders).map(Answer::Fates),
        Ask::Scans(folder) => Ok(Answer::Scans(documents::scans(folder.as_deref()))),
        Ask::CompletePath(typed) => Ok(Answer::Path(documents::completed(typed))),
        Ask::Look(typed) => Ok(Answer::Looked(documents::looked(desk, typed).map(Box::new))),
        Ask::WriteDocument(id, path) => Ok(Answer::DocumentWritten(documents::write(desk, *id, path))),
        Ask::Attach(order, path, is_scan) => documents::attach(desk, order, path, *is_scan)
            .map(Box::new)
            .map(Answer::Receipt),
        Ask::PlanDossiers(path, mapping) => dossiers::planned(desk, path, mapping)
            .map(Box::new)
            .map(Answer::Dossiers),
        Ask::Import(order) => desk.import(order).map(Box::new).map(Answer::Receipt),
        Ask::Execute(order) => desk.execute(order).map(Box::new).map(Answer::Receipt),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Order};
    use crate::domain::query::{Pane, Query};
    use crate::tui::model::ListName;

    fn query(slot: Slot, number: u64) -> Request {
        (
            Ticket { slot, number },
            Ask::Query(Box::new(Query::all(Pane::Schools, 10))),
        )
    }

    fn order(number: u64) -> Request {
        let order = Order::blind(Command::Undo { entry: number });
        let slot = Slot::Work;
        (Ticket { slot, number }, Ask::Execute(Box::new(order)))
    }

    #[test]
    fn a_later_request_supersedes_the_earlier_of_its_slot_but_never_an_order() {
        let schools = Slot::List(ListName::Schools);
        let batch = vec![
            query(schools, 1),
            order(2),
            query(Slot::Dialog, 3),
            order(4),
            query(schools, 5),
        ];
        let numbers: Vec<u64> = current(batch).iter().map(|(ticket, _)| ticket.number).collect();
        assert_eq!(numbers, [2, 3, 4, 5]);
    }
}
