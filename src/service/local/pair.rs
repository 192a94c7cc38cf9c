//! Two pieces of work at once, on two threads.

use std::panic::resume_unwind;
use std::thread;

use crate::domain::query::day_index::Pair;

/// Runs one piece of work on a second thread.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AtOnce;

impl Pair for AtOnce {
    fn run<A: Send, B: Send>(
        &self,
        left: impl FnOnce() -> A + Send,
        right: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        thread::scope(|scope| {
            let left = scope.spawn(left);
            let right = right();
            match left.join() {
                Ok(left) => (left, right),
                Err(panic) => resume_unwind(panic),
            }
        })
    }
}
