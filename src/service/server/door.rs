//! The door: who may come in, and how many.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::limits;

/// The connections that are open.
#[derive(Default)]
pub(super) struct Door(Mutex<HashMap<u32, usize>>);

/// One connection, counted until it is dropped.
pub(super) struct Pass {
    door: Arc<Door>,
    uid: u32,
}

impl Door {
    /// Lets a connection of an account in, or says why not.
    pub(super) fn pass(self: &Arc<Self>, uid: u32) -> Result<Pass, String> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if open.values().sum::<usize>() >= limits::CONNECTIONS {
            return Err("trop de programmes sont reliés au service\u{a0}; réessayez plus tard".to_owned());
        }
        let own = open.entry(uid).or_default();
        if *own >= limits::CONNECTIONS_OF_ACCOUNT {
            return Err("trop de Préau sont ouverts sous ce compte\u{a0}; fermez-en".to_owned());
        }
        *own += 1;
        Ok(Pass {
            door: Arc::clone(self),
            uid,
        })
    }

    /// How many connections are open, and of how many accounts.
    pub(super) fn open(&self) -> (usize, usize) {
        let open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (open.values().sum(), open.len())
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut open = self.door.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = open.get_mut(&self.uid) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.uid);
            }
        }
    }
}
