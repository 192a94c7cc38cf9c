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

/// The works under way, and the tickets given out.
pub(super) struct Works {
    running: Arc<Semaphore>,
    held: Mutex<HashMap<u32, usize>>,
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

    /// Waits for leave to work.
    pub(super) async fn turn(&self) -> Result<Turn, DeskError> {
        let permit = Arc::clone(&self.running).acquire_owned().await;
        permit.map(Turn).map_err(|_| DeskError::Away)
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
