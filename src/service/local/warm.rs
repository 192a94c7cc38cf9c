//! The indexes of the search, made on a second thread while the first screen is drawn.

use std::cell::RefCell;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crate::domain::query::day_index::{DayIndex, Indexes};
use crate::domain::registry::Registry;

/// Indexes that are being made. While they are, nothing changes the registry nor the day index.
#[derive(Debug, Default)]
pub(super) struct Warm(RefCell<Option<JoinHandle<Indexes>>>);

impl Warm {
    /// Starts to make the indexes of a day index.
    pub(super) fn start(registry: &Arc<Registry>, day_index: &DayIndex) -> Self {
        let (registry, listing) = (Arc::clone(registry), day_index.listing());
        let thread = thread::spawn(move || Indexes::new(&registry, &listing));
        Self(RefCell::new(Some(thread)))
    }

    /// Waits for the indexes, where they are being made, and gives them to their day index.
    pub(super) fn settle(&self, day_index: &DayIndex) {
        let Some(thread) = self.0.take() else {
            return;
        };
        match thread.join() {
            Ok(indexes) => day_index.attach(indexes),
            Err(panic) => resume_unwind(panic),
        }
    }
}
