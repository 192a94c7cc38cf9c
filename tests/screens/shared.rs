//! One base for several screens, in one process: what the service does for its clients, without a socket.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use preau::domain::command::{ImportKind, Order, OrderId};
use preau::domain::document::DocumentId;
use preau::domain::id::Uai;
use preau::domain::journal::Actor;
use preau::domain::query::agenda::Agenda;
use preau::domain::query::causes::CauseCount;
use preau::domain::query::day_work::DayWork;
use preau::domain::query::figures::Figures;
use preau::domain::query::language::Completion;
use preau::domain::query::page::Page;
use preau::domain::query::shared::Shared as Companions;
use preau::domain::query::ties::Tie;
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::domain::rule::Explained;
use preau::domain::view::View;
use preau::exchange::Detail;
use preau::exchange::source::Source;
use preau::service::local::Local;
use preau::service::{
    Deed, Desk, DeskError, Dossier, HistoryLine, News, Operator, Outcome, Planned, Presence, Present,
    Receipt, Revision, Watch,
};

/// Where the line to the service is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The order was carried out, and its answer is lost.
    AfterTheOrder,
    /// The order never arrived.
    BeforeTheOrder,
}

/// A base that several screens share.
#[derive(Clone)]
pub struct Shared(Arc<(Mutex<Base>, Condvar)>);

struct Base {
    desk: Option<Local>,
    present: BTreeMap<u64, Present>,
    away: bool,
    cut: Option<Cut>,
    /// The orders that were carried out and whose answer was lost.
    lost: Vec<(Order, Receipt)>,
}

impl Shared {
    /// Shares a base.
    pub fn new(desk: Local) -> Self {
        let base = Base {
            desk: Some(desk),
            present: BTreeMap::new(),
            away: false,
            cut: None,
            lost: Vec::new(),
        };
        Self(Arc::new((Mutex::new(base), Condvar::new())))
    }

    /// Lets an account in.
    pub fn seat(&self, name: &str, uid: u32) -> Seat {
        let mut base = self.base();
        let session = base.present.keys().last().map_or(1, |last| last + 1);
        let present = Present {
            name: name.to_owned(),
            session,
            own: false,
            presence: Presence::default(),
        };
        base.present.insert(session, present);
        self.0.1.notify_all();
        drop(base);
        let actor = Actor {
            uid,
            name: name.to_owned(),
        };
        Seat {
            shared: self.clone(),
            actor,
            session,
        }
    }

    /// The service goes away.
    pub fn stop(&self) {
        self.base().away = true;
    }

    /// The service goes away under the next order.
    pub fn stop_at_an_order(&self, cut: Cut) {
        self.base().cut = Some(cut);
    }

    /// The service comes back.
    pub fn start(&self) {
        self.base().away = false;
    }

    /// The place of the last entry of the journal.
    pub fn revision(&self) -> u64 {
        self.base().desk.as_ref().unwrap().registry().revision()
    }

    /// Waits until somebody present is as wanted; false where nobody ever is.
    pub fn wait_until(&self, wanted: impl Fn(&Present) -> bool) -> bool {
        let vain = |base: &mut Base| !base.present.values().any(&wanted);
        let limit = Duration::from_secs(20);
        let (base, late) = self.0.1.wait_timeout_while(self.base(), limit, vain).unwrap();
        drop(base);
        !late.timed_out()
    }

    fn base(&self) -> MutexGuard<'_, Base> {
        self.0.0.lock().unwrap()
    }
}

/// A place at a shared base.
pub struct Seat {
    shared: Shared,
    actor: Actor,
    session: u64,
}

impl Seat {
    fn with<T>(&self, ask: impl FnOnce(&mut Local) -> Result<T, DeskError>) -> Result<T, DeskError> {
        let mut base = self.shared.base();
        if base.away {
            return Err(DeskError::Away);
        }
        let mut desk = base.desk.take().unwrap().acting_as(self.actor.clone());
        let answer = ask(&mut desk);
        base.desk = Some(desk);
        answer
    }

    /// An order that arrives again is answered as it was, and not carried out.
    fn known(&self, order: &Order) -> Option<Receipt> {
        let base = self.shared.base();
        let known = base.lost.iter().find(|(known, _)| known == order && !base.away);
        known.map(|(_, receipt)| receipt.clone())
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.shared.base().present.remove(&self.session);
        self.shared.0.1.notify_all();
    }
}

impl Desk for Seat {
    fn query(&self, query: &Query) -> Result<Page, DeskError> {
        self.with(|desk| desk.query(query))
    }

    fn complete(&self, pane: Pane, text: &str, cursor: usize) -> Result<Vec<Completion>, DeskError> {
        self.with(|desk| desk.complete(pane, text, cursor))
    }

    fn open(&self, record: &RecordId) -> Result<Dossier, DeskError> {
        self.with(|desk| desk.open(record))
    }

    fn history(&self, record: &RecordId) -> Result<Vec<HistoryLine>, DeskError> {
        self.with(|desk| desk.history(record))
    }

    fn preview(&self, order: &Order) -> Result<Outcome, DeskError> {
        self.with(|desk| desk.preview(order))
    }

    fn preview_each(&self, orders: &[Order]) -> Result<Vec<Result<Outcome, Refusal>>, DeskError> {
        self.with(|desk| desk.preview_each(orders))
    }

    fn names(&self, records: &[RecordId]) -> Result<Vec<String>, DeskError> {
        self.with(|desk| desk.names(records))
    }

    fn ties(&self, records: &[RecordId]) -> Result<Vec<Vec<Tie>>, DeskError> {
        self.with(|desk| desk.ties(records))
    }

    fn fates(&self, orders: &[OrderId]) -> Result<Vec<Option<u64>>, DeskError> {
        self.with(|desk| desk.fates(orders))
    }

    fn attach(&mut self, order: &Order, file: &File) -> Result<Receipt, DeskError> {
        self.with(|desk| desk.attach(order, file))
    }

    fn plan(&mut self, kind: ImportKind, source: &Source, detail: Detail) -> Result<Planned, DeskError> {
        self.with(|desk| desk.plan(kind, source, detail))
    }

    fn import(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        let answer = self.with(|desk| desk.import(order));
        self.shared.0.1.notify_all();
        answer
    }

    fn document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError> {
        self.with(|desk| desk.document(id, out))
    }

    fn execute(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        if let Some(receipt) = self.known(order) {
            return Ok(receipt);
        }
        let cut = self.shared.base().cut.take();
        if cut == Some(Cut::BeforeTheOrder) {
            self.shared.stop();
            return Err(DeskError::Doubt);
        }
        let answer = self.with(|desk| desk.execute(order));
        self.shared.0.1.notify_all();
        if let (Some(Cut::AfterTheOrder), Ok(receipt)) = (cut, &answer) {
            self.shared.base().lost.push((order.clone(), receipt.clone()));
            self.shared.stop();
            return Err(DeskError::Doubt);
        }
        answer
    }

    fn figures(&self, scope: &Query) -> Result<Figures, DeskError> {
        self.with(|desk| desk.figures(scope))
    }

    fn causes(&self, scope: &Query) -> Result<Vec<CauseCount>, DeskError> {
        self.with(|desk| desk.causes(scope))
    }

    fn day_work(&self, scope: &Query) -> Result<DayWork, DeskError> {
        self.with(|desk| desk.day_work(scope))
    }

    fn agenda(&self, scope: &Query, from: NaiveDate, to: NaiveDate) -> Result<Agenda, DeskError> {
        self.with(|desk| desk.agenda(scope, from, to))
    }

    fn companions(&self, record: &RecordId) -> Result<Vec<Companions>, DeskError> {
        self.with(|desk| desk.companions(record))
    }

    fn explain(&self, school: Uai) -> Result<Vec<Explained>, DeskError> {
        self.with(|desk| desk.explain(school))
    }

    fn undoable(&self) -> Result<Option<Deed>, DeskError> {
        self.with(|desk| desk.undoable())
    }

    fn redoable(&self) -> Result<Option<Deed>, DeskError> {
        self.with(|desk| desk.redoable())
    }

    fn views(&self) -> Result<Vec<View>, DeskError> {
        self.with(|desk| desk.views())
    }

    fn changes(&self, since: u64, wait: Duration) -> Result<Revision, DeskError> {
        self.with(|desk| desk.changes(since, wait))
    }

    fn operator(&self) -> Result<Operator, DeskError> {
        self.with(|desk| desk.operator())
    }

    fn watch(&self) -> Option<Box<dyn Watch>> {
        let handle = Handle {
            shared: self.shared.clone(),
            session: self.session,
        };
        Some(Box::new(handle))
    }
}

/// The second handle of a place.
struct Handle {
    shared: Shared,
    session: u64,
}

impl Handle {
    fn news(&self, base: &mut Base, since: u64) -> Result<News, DeskError> {
        if base.away {
            return Err(DeskError::Away);
        }
        let revision = base.desk.as_ref().unwrap().changes(since, Duration::ZERO)?;
        let mut present: Vec<Present> = base.present.values().cloned().collect();
        for one in &mut present {
            one.own = one.session == self.session;
        }
        present.sort_by(|a, b| (&a.name, a.session).cmp(&(&b.name, b.session)));
        let day = Some(base.desk.as_ref().unwrap().day_index().day());
        Ok(News {
            revision,
            day,
            present,
        })
    }
}

impl Watch for Handle {
    fn wait(&mut self, since: u64, presence: &Presence, wait: Duration) -> Result<News, DeskError> {
        let (_, bell) = &*self.shared.0;
        let until = Instant::now() + wait;
        let mut base = self.shared.base();
        if let Some(own) = base.present.get_mut(&self.session) {
            own.presence = presence.clone();
            bell.notify_all();
        }
        let first = self.news(&mut base, since)?;
        let mut now = first.clone();
        while now.revision.seq <= since && now.present == first.present {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            base = bell.wait_timeout(base, left).unwrap().0;
            now = self.news(&mut base, since)?;
        }
        Ok(now)
    }
}
