//! Answers on their way to a client: they count as unread until they are written.

use std::sync::Arc;

use serde::Serialize;

use super::queue::Queue;
use crate::service::DeskError;
use crate::service::wire::{ANSWER, encode};

/// The way to the clients of an account, for those who answer them.
#[derive(Clone)]
pub(super) struct Outbox {
    queue: Arc<Queue>,
    uid: u32,
}

/// An answer as it goes to a client; it counts as unread until this is dropped.
pub(super) struct Sent {
    pub(super) frame: Vec<u8>,
    outbox: Outbox,
}

impl Drop for Sent {
    fn drop(&mut self) {
        self.outbox.queue.read(self.outbox.uid, self.frame.len());
    }
}

impl Outbox {
    pub(super) fn new(queue: Arc<Queue>, uid: u32) -> Self {
        Self { queue, uid }
    }

    /// Puts an answer in the form in which it goes; in the place of one that is too long, says so.
    pub(super) fn put<T: Serialize>(&self, answer: &Result<T, DeskError>) -> Sent {
        let frame = encode(answer, ANSWER)
            .or_else(|_| encode(&Err::<(), _>(too_long()), ANSWER))
            .unwrap_or_default();
        self.queue.unread(self.uid, frame.len());
        let outbox = self.clone();
        Sent { frame, outbox }
    }
}

fn too_long() -> DeskError {
    DeskError::TurnedAway("la réponse est trop longue\u{a0}; demandez moins à la fois".to_owned())
}
