//! The thread that owns the desk: it takes from the queue until there is nothing more to come.

use std::cell::Cell;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use chrono::NaiveDate;
use tokio::sync::{oneshot, watch};
use tracing::{error, info, warn};

use super::days::Days;
use super::outbox::Outbox;
use super::queue::{Asked, Question, Queue, Turn};
use crate::catch_panic::caught;
use crate::domain::command::Order;
use crate::service::local::Lost;
use crate::service::{Desk, DeskError, Local, Operator, Receipt};
use crate::store::DocumentFolder;

/// Who asks.
#[derive(Clone)]
pub(super) struct Inquirer {
    pub(super) operator: Arc<Operator>,
    /// The day that they look at; none for that of the service.
    pub(super) day: Option<NaiveDate>,
}

/// Where a desk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// The revision of the base.
    pub(super) revision: u64,
    /// The day J.
    pub(super) day: NaiveDate,
}

impl Standing {
    /// Where a desk stands, once it has turned to the day of the calendar where it follows it.
    fn of(desk: &Local) -> Self {
        Self {
            revision: desk.registry().revision(),
            day: desk.day_index().day(),
        }
    }
}

/// The way to the desk, for those who answer clients.
#[derive(Clone)]
pub(super) struct Owner {
    queue: Arc<Queue>,
    standing: watch::Receiver<Standing>,
    closed: watch::Receiver<Option<String>>,
    days: Arc<Days>,
    documents: (Arc<DocumentFolder>, u64),
}

/// What the thread of the desk tells of it.
struct Told {
    /// The revision whose head the log has.
    anchored: Cell<u64>,
    standing: watch::Sender<Standing>,
    closed: watch::Sender<Option<String>>,
}

impl Owner {
    /// Gives a desk to a thread. The thread ends with an error where memory and store could not be kept the same.
    pub(super) fn start(desk: Local) -> std::io::Result<(Self, JoinHandle<Result<(), Lost>>)> {
        let queue = Arc::new(Queue::default());
        let documents = desk.document_folder();
        let (tells, standing) = watch::channel(Standing::of(&desk));
        let (tells_loss, closed) = watch::channel(None);
        let told = Told {
            anchored: Cell::new(0),
            standing: tells,
            closed: tells_loss,
        };
        let days = Arc::new(Days::default());
        let (served, kept) = (Arc::clone(&queue), Arc::clone(&days));
        let thread = thread::Builder::new()
            .name("preau-base".to_owned())
            .spawn(move || {
                let ended = serve(desk, &served, &told, &kept);
                // Whatever ended it: nothing that waits is left without an answer.
                served.close();
                while served.next().is_some() {}
                ended
            })?;
        let owner = Self {
            queue,
            standing,
            closed,
            days,
            documents,
        };
        Ok((owner, thread))
    }

    /// The days beside J that are looked at.
    pub(super) fn days(&self) -> Arc<Days> {
        Arc::clone(&self.days)
    }

    /// Where the bytes of documents are, and how many each may have.
    pub(super) fn documents(&self) -> (Arc<DocumentFolder>, u64) {
        self.documents.clone()
    }

    /// The way to the clients of an account, whose unread answers count before the desk.
    pub(super) fn outbox(&self, uid: u32) -> Outbox {
        Outbox::new(Arc::clone(&self.queue), uid)
    }

    /// How many orders and questions wait, and how many bytes of answers are unread.
    pub(super) fn waiting(&self) -> (usize, usize, usize) {
        self.queue.waiting()
    }

    /// True where others may wait for what an account has unread.
    pub(super) fn is_wanted(&self, uid: u32) -> bool {
        self.queue.is_wanted(uid)
    }

    /// Puts a question to the desk, in the operator's name.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        inquirer: &Inquirer,
        question: impl FnOnce(&mut Local) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, DeskError> {
        let (reply, answer) = oneshot::channel();
        let (operator, day) = (Arc::clone(&inquirer.operator), inquirer.day);
        let put = Box::new(move |desk: &mut Local| {
            // A client that went away meanwhile has no use for the answer.
            if reply.is_closed() {
                return;
            }
            desk.act_as(&operator);
            desk.look_at(day);
            let _ = reply.send(question(desk));
        });
        let uid = inquirer.operator.actor.uid;
        self.queue.ask(Question { uid, put })?;
        answer.await.unwrap_or(Err(broken()))
    }

    /// Has an order carried out; what this returns is durable.
    pub(super) async fn execute(&self, inquirer: &Inquirer, order: Order) -> Result<Receipt, DeskError> {
        let (reply, answer) = oneshot::channel();
        let asked = Asked {
            operator: Arc::clone(&inquirer.operator),
            day: inquirer.day,
            order,
            reply,
        };
        self.queue.order(asked)?;
        answer.await.unwrap_or(Err(DeskError::Doubt))
    }

    /// Has the desk turn to the day of the calendar, which is then told; false once the service ends.
    pub(super) fn turn_to_day(&self) -> bool {
        self.queue.wake().is_ok()
    }

    /// Where the desk stands, told as it moves.
    pub(super) fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.clone()
    }

    /// Why nothing is written any more, once that is so.
    pub(super) fn closed(&self) -> watch::Receiver<Option<String>> {
        self.closed.clone()
    }

    /// Waits until the desk ended by itself.
    pub(super) async fn ended(&self) {
        let mut standing = self.standing.clone();
        while standing.changed().await.is_ok() {}
    }

    /// Lets the desk finish what waits, and end.
    pub(super) fn close(&self) {
        self.queue.close();
    }
}

/// A question on which the desk stumbled.
pub(super) fn broken() -> DeskError {
    DeskError::Store(
        "le service a rencontré une erreur en répondant\u{a0}; elle est dans son journal".to_owned(),
    )
}

fn serve(mut desk: Local, queue: &Queue, told: &Told, days: &Days) -> Result<(), Lost> {
    anchor(&desk, told, "base ouverte");
    while let Some(Turn { orders, questions }) = queue.next() {
        // Whoever only reads is told too.
        let _ = desk.still_there();
        tell(&desk, told);
        carry_out(&mut desk, orders, told)?;
        tell(&desk, told);
        for question in questions {
            answer(&mut desk, question)?;
        }
        desk.keep_days(&days.looked_at());
        // A question may have filled the base.
        anchor(&desk, told, "base reprise");
        tell(&desk, told);
    }
    Ok(())
}

/// Tells where the desk stands where that is elsewhere than before, and why nothing is written any more where that is new.
fn tell(desk: &Local, told: &Told) {
    let now = Standing::of(desk);
    told.standing.send_if_modified(|last| {
        if last.day != now.day {
            info!(jour = %now.day, "le service passe à un autre jour");
        }
        std::mem::replace(last, now) != now
    });
    if let Some(why) = desk.closed().filter(|_| told.closed.borrow().is_none()) {
        told.closed.send_replace(Some(why.to_owned()));
    }
}

/// Writes the head of the journal to the log where it moved: the journal of the system anchors the chain, which whoever
/// holds the base alone could compute anew.
fn anchor(desk: &Local, told: &Told, what: &'static str) {
    let revision = desk.registry().revision();
    if told.anchored.replace(revision) == revision {
        return;
    }
    match desk.head() {
        Ok(head) => info!(tete = %head, "{what}"),
        Err(cause) => warn!(%cause, "la tête du journal ne se lit pas"),
    }
}

/// Carries out the orders that may be: one of whoever looks at another day is refused.
fn carry_out(desk: &mut Local, asked: Vec<Asked>, told: &Told) -> Result<(), Lost> {
    let mut taken = Vec::new();
    for asked in asked {
        desk.look_at(asked.day);
        match desk.may_write() {
            Ok(()) => taken.push(asked),
            Err(refusal) => drop(asked.reply.send(Err(refusal.into()))),
        }
    }
    desk.look_at(None);
    carry_out_taken(desk, taken, told)
}

fn carry_out_taken(desk: &mut Local, asked: Vec<Asked>, told: &Told) -> Result<(), Lost> {
    if asked.is_empty() {
        return Ok(());
    }
    let (orders, replies): (Vec<_>, Vec<_>) = asked
        .into_iter()
        .map(|asked| ((asked.operator, asked.order), asked.reply))
        .unzip();
    let answers = if let Ok(answers) = caught(|| desk.execute_together(&orders)) {
        answers?
    } else {
        error!("erreur interne en décidant un ordre\u{a0}; la base est relue");
        desk.reload_or_lose()?;
        orders.iter().map(|_| Err(DeskError::Doubt)).collect()
    };
    anchor(desk, told, "opérations écrites");
    for (reply, answer) in replies.into_iter().zip(answers) {
        // A client that went away asks again under the same number.
        let _ = reply.send(answer);
    }
    Ok(())
}

/// Answers, on the day that is looked at; from then on the desk is on its own again.
fn answer(desk: &mut Local, question: Question) -> Result<(), Lost> {
    let answered = caught(|| (question.put)(desk));
    desk.look_at(None);
    if answered.is_err() {
        error!("erreur interne en répondant à une question\u{a0}; la base est relue");
        desk.reload_or_lose()?;
    }
    Ok(())
}

/// What moved since a revision.
pub(super) fn changes(desk: &mut Local, since: u64) -> Result<crate::service::Revision, DeskError> {
    desk.changes(since, std::time::Duration::ZERO)
}
