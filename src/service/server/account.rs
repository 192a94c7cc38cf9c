//! The account of a connection: what it may do is asked again, at each order where the system's answer is cheap, and
//! at least each minute.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio::net::unix::UCred;
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep};
use tracing::warn;

use super::identity::Accounts;
use super::limits;
use crate::service::{DeskError, Operator};
use crate::system;

/// Who is at the other end of a connection, as the kernel tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// The system's tables, as connections ask them: so many at once.
pub(super) struct Tables {
    accounts: Arc<dyn Accounts>,
    turns: Arc<Semaphore>,
    /// The accounts that have connections.
    open: Mutex<HashMap<Peer, Weak<Account>>>,
}

impl Tables {
    pub(super) fn new(accounts: Arc<dyn Accounts>) -> Arc<Self> {
        Arc::new(Self {
            accounts,
            turns: Arc::new(Semaphore::new(limits::LOOKUPS)),
            open: Mutex::default(),
        })
    }

    /// Asks who a peer is. Its connections have one account: what one of them hears of it holds for all.
    pub(super) async fn account(self: &Arc<Self>, peer: Peer) -> io::Result<Arc<Account>> {
        let known = Known::ask(peer, self).await?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, account| account.strong_count() > 0);
        if let Some(account) = open.get(&peer).and_then(Weak::upgrade) {
            account.learn(known);
            return Ok(account);
        }
        let account = Arc::new(Account {
            peer,
            tables: Arc::clone(self),
            known: Mutex::new(known),
            gone: watch::Sender::new(false),
        });
        open.insert(peer, Arc::downgrade(&account));
        Ok(account)
    }

    /// The operator, and how long the system took to say it: neither the wait for a turn nor that for a thread counts.
    async fn operator(&self, peer: Peer) -> io::Result<(Operator, Duration)> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(io::Error::other)?;
        let accounts = Arc::clone(&self.accounts);
        let answer = spawn_blocking(move || {
            let start = std::time::Instant::now();
            let operator = accounts.operator(peer.uid, peer.group);
            let took = start.elapsed();
            drop(turn);
            Ok((operator?, took))
        });
        answer.await.map_err(io::Error::other)?
    }
}

/// The account at the other end of connections.
pub(super) struct Account {
    peer: Peer,
    tables: Arc<Tables>,
    known: Mutex<Known>,
    /// True once it has no right any more: its connections are over.
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
        let (operator, took) = tables.operator(peer).await?;
        Ok(Self {
            operator: Arc::new(operator),
            at,
            is_cheap: took <= limits::CHEAP,
        })
    }
}

impl Account {
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
        let is_cheap = self.known().is_cheap;
        if is_cheap {
            self.ask_again().await;
        }
        self.operator()
    }

    /// Asks the system again each minute, for as long as this is waited for.
    pub(super) async fn follow(&self) {
        loop {
            sleep(limits::RIGHTS).await;
            self.ask_again().await;
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

    /// Asks the system again; where it does not answer, what it said last holds for a while.
    async fn ask_again(&self) {
        match Known::ask(self.peer, &self.tables).await {
            Ok(known) => self.learn(known),
            Err(cause) => {
                self.known().is_cheap = false;
                let (uid, cause) = (self.peer.uid, system::answer(&cause));
                warn!(uid, cause, "le compte ne se lit pas");
            }
        }
    }

    /// Takes note of what the system said, unless it said something since.
    fn learn(&self, known: Known) {
        let is_gone = known.operator.rights.is_empty();
        let mut last = self.known();
        if known.at >= last.at {
            *last = known;
            self.gone.send_replace(is_gone);
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::domain::journal::Actor;
    use crate::domain::permit::Right;

    /// Tables that say what the test sets.
    #[derive(Debug, Default)]
    struct Said {
        rights: Mutex<Option<Vec<Right>>>,
        takes: Duration,
        times: AtomicUsize,
    }

    impl Said {
        fn now(&self, rights: Option<&[Right]>) {
            *self.rights.lock().unwrap() = rights.map(<[Right]>::to_vec);
        }
    }

    impl Accounts for Said {
        fn operator(&self, uid: u32, _: u32) -> io::Result<Operator> {
            self.times.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(self.takes);
            let rights = self.rights.lock().unwrap().clone();
            let rights = rights.ok_or(io::ErrorKind::TimedOut)?;
            let name = "m.test".to_owned();
            Ok(Operator {
                actor: Actor { uid, name },
                rights: rights.into_iter().collect(),
            })
        }
    }

    const PEER: Peer = Peer { uid: 7, group: 7 };
    const BOTH: &[Right] = &[Right::Lecture, Right::Gestion];

    async fn opened(takes: Duration) -> (Arc<Said>, Arc<Account>) {
        let said = Arc::new(Said {
            takes,
            ..Said::default()
        });
        said.now(Some(BOTH));
        let accounts: Arc<dyn Accounts> = Arc::<Said>::clone(&said);
        let account = Tables::new(accounts).account(PEER).await.unwrap();
        (said, account)
    }

    fn rights(operator: Result<Arc<Operator>, DeskError>) -> Vec<Right> {
        operator.map_or_else(
            |_| Vec::new(),
            |operator| operator.rights.iter().copied().collect(),
        )
    }

    #[tokio::test(start_paused = true)]
    async fn a_cheap_answer_is_asked_for_at_each_order() {
        let (said, account) = opened(Duration::ZERO).await;
        said.now(Some(&[Right::Lecture]));
        assert_eq!(rights(account.operator()), BOTH);
        assert_eq!(rights(account.operator_now().await), [Right::Lecture]);
        assert_eq!(said.times.load(Ordering::Relaxed), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_for_a_turn_makes_no_answer_slow() {
        let (said, account) = opened(Duration::ZERO).await;
        let turns = Arc::clone(&account.tables.turns);
        let taken = turns
            .acquire_many(u32::try_from(limits::LOOKUPS).unwrap())
            .await
            .unwrap();
        let free = async move {
            std::thread::sleep(limits::CHEAP * 2);
            drop(taken);
        };
        tokio::join!(account.ask_again(), free);
        account.operator_now().await.unwrap();
        assert_eq!(said.times.load(Ordering::Relaxed), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_one_each_minute() {
        let (said, account) = opened(limits::CHEAP * 2).await;
        let follower = Arc::clone(&account);
        let follows = tokio::spawn(async move { follower.follow().await });
        said.now(Some(&[Right::Lecture]));
        sleep(limits::RIGHTS / 2).await;
        assert_eq!(rights(account.operator_now().await), BOTH);
        sleep(limits::RIGHTS).await;
        assert_eq!(rights(account.operator()), [Right::Lecture]);
        said.now(Some(&[]));
        account.gone().wait_for(|gone| *gone).await.unwrap();
        assert!(account.operator().is_err());
        follows.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_does_not_come_is_no_right_for_long() {
        let (said, account) = opened(Duration::ZERO).await;
        said.now(None);
        assert_eq!(rights(account.operator_now().await), BOTH);
        sleep(limits::STALE + Duration::from_secs(1)).await;
        assert_eq!(account.operator(), Err(DeskError::TurnedAway(UNREAD.to_owned())));
        assert!(!*account.gone().borrow(), "nobody is taken for a stranger");
    }

    #[tokio::test(start_paused = true)]
    async fn what_one_connection_hears_of_its_account_holds_for_the_others() {
        let (said, account) = opened(Duration::ZERO).await;
        said.now(Some(&[]));
        let again = account.tables.account(PEER).await.unwrap();
        assert!(Arc::ptr_eq(&account, &again));
        assert!(*account.gone().borrow());
        let other = Peer { uid: 7, group: 8 };
        let other = account.tables.account(other).await.unwrap();
        assert!(!Arc::ptr_eq(&account, &other));
    }
}
