//! Bytes of which each account has so many at most, and all accounts together so many.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::service::state::Held;

/// A pool of bytes. Who asks for more than there are waits, in the order of asking within each account.
pub(super) struct Pool {
    of_account: usize,
    of_all: usize,
    all: Arc<Part>,
    parts: Mutex<HashMap<u32, Weak<Part>>>,
}

/// What one account may take of a pool.
#[derive(Clone)]
pub(super) struct Purse {
    own: Arc<Part>,
    all: Arc<Part>,
}

/// Bytes taken of a pool, until this is dropped.
pub(super) struct Share {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

struct Part {
    bytes: Arc<Semaphore>,
    waiting: AtomicUsize,
}

impl Pool {
    /// A pool of so many bytes for each account, and so many for all.
    pub(super) fn new([of_account, of_all]: [usize; 2]) -> Self {
        Self {
            of_account,
            of_all,
            all: Arc::new(Part::new(of_all)),
            parts: Mutex::default(),
        }
    }

    /// The bytes that are taken, of those that all may take.
    pub(super) fn held(&self) -> Held {
        Held {
            bytes: (self.of_all - self.all.bytes.available_permits()) as u64,
            most: self.of_all as u64,
        }
    }

    /// What an account may take, the same for all its connections.
    pub(super) fn purse(&self, uid: u32) -> Purse {
        let mut parts = self.parts.lock().unwrap_or_else(PoisonError::into_inner);
        parts.retain(|_, part| part.strong_count() > 0);
        let known = parts.get(&uid).and_then(Weak::upgrade);
        let own = known.unwrap_or_else(|| Arc::new(Part::new(self.of_account)));
        parts.insert(uid, Arc::downgrade(&own));
        Purse {
            own,
            all: Arc::clone(&self.all),
        }
    }
}

impl Purse {
    /// Waits for bytes; none where they are more than an account may ever have.
    pub(super) async fn take(self, bytes: usize) -> Option<Share> {
        Some(Share {
            _own: self.own.take(bytes).await?,
            _all: self.all.take(bytes).await?,
        })
    }

    /// True while somebody waits for bytes that this account, or all, have taken.
    pub(super) fn is_wanted(&self) -> bool {
        [&self.own, &self.all]
            .into_iter()
            .any(|part| part.waiting.load(Ordering::Relaxed) > 0)
    }
}

impl Part {
    fn new(bytes: usize) -> Self {
        Self {
            bytes: Arc::new(Semaphore::new(bytes)),
            waiting: AtomicUsize::new(0),
        }
    }

    async fn take(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let count = u32::try_from(bytes).ok()?;
        let _waits = Waits::on(&self.waiting);
        Arc::clone(&self.bytes).acquire_many_owned(count).await.ok()
    }
}

/// Somebody who waits, counted until this is dropped.
struct Waits<'a>(&'a AtomicUsize);

impl<'a> Waits<'a> {
    fn on(count: &'a AtomicUsize) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(count)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::pin::Pin;
    use std::task::{Context, Poll, Waker};

    use super::*;

    /// What a future has by now.
    fn now<T>(future: Pin<&mut dyn Future<Output = Option<T>>>) -> Option<T> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(taken) => taken,
            Poll::Pending => None,
        }
    }

    #[test]
    fn an_account_waits_for_itself_and_all_for_all() {
        let pool = Pool::new([10, 15]);
        let (first, second) = (pool.purse(1), pool.purse(2));
        let taken = now(Box::pin(first.clone().take(8)).as_mut()).unwrap();
        let mut more = Box::pin(pool.purse(1).take(5));
        assert!(now(more.as_mut()).is_none(), "8 and 5 are more than 10");
        assert!(first.is_wanted() && !second.is_wanted());
        let others = now(Box::pin(second.clone().take(7)).as_mut()).unwrap();
        drop(taken);
        assert!(now(more.as_mut()).is_some());
        assert!(!first.is_wanted());
        let mut third = Box::pin(pool.purse(3).take(9));
        assert!(now(third.as_mut()).is_none(), "7 and 9 are more than 15");
        assert!(second.is_wanted());
        drop(others);
        assert!(now(third.as_mut()).is_some());
    }

    #[test]
    fn an_account_that_is_gone_leaves_nothing_behind() {
        let pool = Pool::new([10, 15]);
        for uid in 0..100 {
            drop(pool.purse(uid));
        }
        let _kept = pool.purse(1);
        assert_eq!(pool.parts.lock().unwrap().len(), 1);
    }
}
