//! The account of a connection: what it may do is asked again, at each order where the system's answer is cheap, and
//! at least each minute.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use tokio::net::unix::UCred;
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;
use tracing::warn;

use super::identity::Accounts;
use super::limits;
use crate::service::{DeskError, Operator};
use crate::system;

/// The system's tables, as connections ask them: so many at once.
#[derive(Clone)]
pub(super) struct Tables {
    accounts: Arc<dyn Accounts>,
    turns: Arc<Semaphore>,
}

impl Tables {
    pub(super) fn new(accounts: Arc<dyn Accounts>) -> Self {
        Self {
            accounts,
            turns: Arc::new(Semaphore::new(limits::LOOKUPS)),
        }
    }

    async fn operator(&self, peer: Peer) -> io::Result<Operator> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(io::Error::other)?;
        let accounts = Arc::clone(&self.accounts);
        let asked = spawn_blocking(move || {
            let operator = accounts.operator(peer.uid, peer.group);
            drop(turn);
            operator
        });
        asked.await.map_err(io::Error::other)?
    }
}

/// Who is at the other end of a connection, as the kernel tells it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer {
    pub(super) uid: u32,
    pub(super) group: u32,
}

impl From<UCred> for Peer {
    fn from(peer: UCred) -> Self {
        Self {
            uid: peer.uid(),
            group: peer.gid(),
        }
    }
}

/// The account at the other end of a connection.
pub(super) struct Account {
    peer: Peer,
    tables: Tables,
    known: Mutex<Known>,
    /// True once it has no right any more: its connection is over.
    gone: watch::Sender<bool>,
}

/// What the system said last.
struct Known {
    operator: Arc<Operator>,
    at: Instant,
    is_cheap: bool,
}

impl Known {
    async fn ask(peer: Peer, tables: &Tables) -> io::Result<Self> {
        let at = Instant::now();
        let operator = Arc::new(tables.operator(peer).await?);
        Ok(Self {
            operator,
            at,
            is_cheap: at.elapsed() <= limits::CHEAP,
        })
    }
}

impl Account {
    /// Asks who an account is.
    pub(super) async fn read(peer: Peer, tables: Tables) -> io::Result<Self> {
        let known = Known::ask(peer, &tables).await?;
        Ok(Self {
            peer,
            tables,
            known: Mutex::new(known),
            gone: watch::Sender::new(false),
        })
    }

    /// The operator as the system said last, unless that is too long ago.
    pub(super) fn operator(&self) -> Result<Arc<Operator>, DeskError> {
        let known = self.known();
        if known.operator.rights.is_empty() {
            return Err(DeskError::TurnedAway(stranger(&known.operator)));
        }
        if known.at.elapsed() > limits::STALE {
            return Err(DeskError::TurnedAway(UNREAD.to_owned()));
        }
        Ok(Arc::clone(&known.operator))
    }

    /// The operator as of now, for an order.
    pub(super) async fn operator_now(&self) -> Result<Arc<Operator>, DeskError> {
        if self.known().is_cheap {
            self.ask_again().await;
        }
        self.operator()
    }

    /// Asks the system again; where it does not answer, what it said last holds for a while.
    pub(super) async fn ask_again(&self) {
        let known = match Known::ask(self.peer, &self.tables).await {
            Ok(known) => known,
            Err(cause) => {
                self.known().is_cheap = false;
                let (uid, cause) = (self.peer.uid, system::answer(&cause));
                return warn!(uid, cause, "le compte ne se lit pas");
            }
        };
        let is_gone = known.operator.rights.is_empty();
        *self.known() = known;
        if is_gone {
            self.gone.send_replace(true);
        }
    }

    /// What is said to it where it has no right.
    pub(super) fn stranger(&self) -> String {
        stranger(&self.known().operator)
    }

    /// Whether it has no right any more.
    pub(super) fn gone(&self) -> watch::Receiver<bool> {
        self.gone.subscribe()
    }

    fn known(&self) -> std::sync::MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is said where the system's tables do not answer: nobody is taken for a stranger on that ground.
pub(super) const UNREAD: &str =
    "le système ne dit pas qui vous êtes\u{a0}; réessayez, ou prévenez l’administrateur du serveur";

/// What is said to an account without any right.
fn stranger(operator: &Operator) -> String {
    format!(
        "le compte «\u{a0}{}\u{a0}» n’est dans aucun des groupes qui ouvrent Préau\u{a0}; demandez à l’administrateur du serveur",
        operator.actor.name
    )
}
