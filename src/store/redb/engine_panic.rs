//! Turns a panic of the engine into an error, without a word on the terminal.

use std::any::Any;
use std::panic;
use std::sync::Once;

use crate::catch_panic::{caught, is_inside};
use crate::store::StoreError;

/// Runs a call of the engine. A panic inside becomes [`StoreError::Engine`].
///
/// What the call was changing is lost with it: a transaction that did not commit leaves nothing.
pub fn engine_caught<T>(call: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    keep_hook_quiet();
    caught(call).unwrap_or_else(|payload| Err(StoreError::Engine(message(&*payload))))
}

/// Makes the panic hook say nothing of a panic that [`engine_caught`] catches.
fn keep_hook_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !is_inside() {
                previous(info);
            }
        }));
    });
}

/// What a panic said.
fn message(payload: &(dyn Any + Send)) -> String {
    payload
        .downcast_ref::<&str>()
        .map(ToString::to_string)
        .or_else(|| payload.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "arrêt inattendu".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let error = engine_caught::<()>(|| panic!("page {}", 12)).unwrap_err();
        assert_eq!(error.to_string(), "le moteur de stockage a échoué\u{a0}: page 12");
        assert_eq!(engine_caught(|| Ok(1)).unwrap(), 1);
    }
}
