//! Panics that are caught: calls after which the program goes on, and which the panic hooks say nothing of.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::thread;

thread_local! {
    /// True while this thread is in a call whose panic is caught.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// Runs a call, and gives its panic back as an error.
///
/// What the call was changing must be lost with it, or be as good as before.
pub fn caught<T>(call: impl FnOnce() -> T) -> thread::Result<T> {
    let outer = INSIDE.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(call));
    INSIDE.set(outer);
    outcome
}

/// True on a thread that is in [`caught`]: a panic there is no end of the program, and a hook has nothing to do.
pub fn is_inside() -> bool {
    INSIDE.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inside_lasts_as_long_as_the_outermost_call() {
        assert!(!is_inside());
        let inner = caught(|| {
            let inner = caught(is_inside);
            (inner.unwrap(), is_inside())
        });
        assert_eq!(inner.unwrap(), (true, true));
        assert!(!is_inside());
    }
}
