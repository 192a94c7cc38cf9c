//! The indexes of the search, made on a second thread while the first screen is drawn.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::domain::query::board::{Board, Indexes};
use crate::domain::registry::Registry;

/// Indexes that are being made. While they are, nothing changes the registry nor the board.
#[derive(Debug, Default)]
pub(super) struct Warm(RefCell<Option<JoinHandle<Indexes>>>);

impl Warm {
    /// Starts to make the indexes of a board.
    pub(super) fn start(registry: &Arc<Registry>, board: &Board) -> Self {
        let (registry, listing) = (Arc::clone(registry), board.listing());
        let thread = thread::spawn(move || Indexes::new(&registry, &listing));
        Self(RefCell::new(Some(thread)))
    }

    /// Waits for the indexes, where they are being made, and gives them to their board.
    pub(super) fn settle(&self, board: &Board) {
        let Some(thread) = self.0.take() else {
            return;
        };
        match thread.join() {
            Ok(indexes) => board.attach(indexes),
            Err(panic) => resume_unwind(panic),
        }
    }
}
