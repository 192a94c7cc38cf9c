//! What the cockpit asks of a desk: many at once, relances, undo, conflicts, views, figures, columns.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its values has failed")]

mod support;

#[path = "cockpit/many.rs"]
mod many;
#[path = "cockpit/office.rs"]
mod office;
