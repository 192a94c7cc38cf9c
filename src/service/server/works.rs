//! Work on the base as a whole, beside the thread that owns the desk: so much at once, so much of one account.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tracing::error;

use super::limits;
use super::owner::broken;
use crate::catch_panic::caught;
use crate::service::DeskError;
use crate::service::state::Held;

/// The works under way, the tickets given out, and the bytes that are kept on the disk.
pub(super) struct Works {
    running: Arc<Semaphore>,
    held: Mutex<HashMap<u32, usize>>,
    /// The bytes of each account.
    kept: Mutex<HashMap<u32, u64>>,
    /// How many of one account, and of all.
    bounds: [u64; 2],
}

/// The room on the disk that a file takes, until it is dropped.
pub(super) struct Room {
    works: Arc<Works>,
    uid: u32,
    bytes: u64,
}

/// The leave to have one file or one extract in the service, until it is dropped.
pub(super) struct Ticket {
    works: Arc<Works>,
    uid: u32,
}

/// The leave to work now.
pub(super) struct Turn(
    #[allow(dead_code, reason = "it is given back as it is dropped")] OwnedSemaphorePermit,
);

impl Default for Works {
    fn default() -> Self {
        Self {
            running: Arc::new(Semaphore::new(limits::WORKS)),
            held: Mutex::default(),
            kept: Mutex::default(),
            bounds: limits::KEPT,
        }
    }
}

impl Works {
    /// Gives an account a ticket, or says why not.
    pub(super) fn ticket(self: &Arc<Self>, uid: u32) -> Result<Ticket, DeskError> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if held.values().sum::<usize>() >= limits::TICKETS {
            return Err(DeskError::TurnedAway(
                "trop d’imports et d’exports sont en cours sur le service\u{a0}; réessayez dans un moment"
                    .to_owned(),
            ));
        }
        let own = held.entry(uid).or_default();
        if *own >= limits::TICKETS_OF_ACCOUNT {
            return Err(DeskError::TurnedAway(
                "trop d’imports et d’exports sont en cours sous ce compte\u{a0}; attendez qu’un finisse"
                    .to_owned(),
            ));
        }
        *own += 1;
        Ok(Ticket {
            works: Arc::clone(self),
            uid,
        })
    }

    /// The bytes that are kept on the disk, of those that may be.
    pub(super) fn held(&self) -> Held {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Held {
            bytes: kept.values().sum(),
            most: self.bounds[1],
        }
    }

    /// The room of a file of an account, which takes none yet.
    pub(super) fn room(self: &Arc<Self>, uid: u32) -> Room {
        Room {
            works: Arc::clone(self),
            uid,
            bytes: 0,
        }
    }

    /// Waits for leave to work.
    pub(super) async fn turn(&self) -> Result<Turn, DeskError> {
        let permit = Arc::clone(&self.running).acquire_owned().await;
        permit.map(Turn).map_err(|_| DeskError::Away)
    }
}

impl Room {
    /// Takes room for bytes to come; false where the account or all of them would have more than they may.
    #[must_use]
    pub(super) fn takes(&mut self, bytes: u64) -> bool {
        let mut kept = self.works.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let own = kept.get(&self.uid).copied().unwrap_or(0);
        let all: u64 = kept.values().sum();
        let [most, most_of_all] = self.works.bounds;
        if own.saturating_add(bytes) > most || all.saturating_add(bytes) > most_of_all {
            return false;
        }
        *kept.entry(self.uid).or_default() += bytes;
        self.bytes += bytes;
        true
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let mut kept = self.works.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = kept.get_mut(&self.uid) {
            *own -= self.bytes;
            if *own == 0 {
                kept.remove(&self.uid);
            }
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        let mut held = self.works.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = held.get_mut(&self.uid) {
            *own -= 1;
            if *own == 0 {
                held.remove(&self.uid);
            }
        }
    }
}

/// Works on a thread of its own, and gives the leave back at the end, whether or not the client is still there.
pub(super) async fn work<T: Send + 'static>(
    turn: Turn,
    job: impl FnOnce() -> Result<T, DeskError> + Send + 'static,
) -> Result<T, DeskError> {
    let done = spawn_blocking(move || {
        let done = caught(job);
        drop(turn);
        done
    });
    let Ok(Ok(done)) = done.await else {
        error!("erreur interne dans un travail sur toute la base");
        return Err(broken());
    };
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_on_the_disk_is_bounded_of_one_account_and_of_all_and_given_back() {
        let works = Arc::new(Works {
            bounds: [10, 15],
            ..Works::default()
        });
        let mut first = works.room(1);
        assert!(first.takes(4) && first.takes(3));
        let mut second = works.room(1);
        assert!(second.takes(3) && !second.takes(1), "both are of one account");
        let mut other = works.room(2);
        assert!(!other.takes(6) && other.takes(5), "of all");
        drop(first);
        assert!(second.takes(7) && !other.takes(1));
        drop((second, other));
        assert!(works.kept.lock().unwrap().is_empty());
    }
}
