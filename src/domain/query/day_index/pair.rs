//! Two pieces of work that do not depend on each other.

/// Runs two pieces of work, perhaps at once. The domain itself knows no threads.
pub trait Pair {
    /// Runs both and gives both results.
    fn run<A: Send, B: Send>(
        &self,
        left: impl FnOnce() -> A + Send,
        right: impl FnOnce() -> B + Send,
    ) -> (A, B);
}

/// Runs one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct InTurn;

impl Pair for InTurn {
    fn run<A: Send, B: Send>(
        &self,
        left: impl FnOnce() -> A + Send,
        right: impl FnOnce() -> B + Send,
    ) -> (A, B) {
        (left(), right())
    }
}
