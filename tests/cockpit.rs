//! What the cockpit asks of a desk: many at once, relances, undo, conflicts, views, figures, columns.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its values has failed")]

mod support;

#[path = "cockpit/annexe.rs"]
mod annexe;
#[path = "cockpit/columns.rs"]
mod columns;
#[path = "cockpit/companions.rs"]
mod companions;
#[path = "rules_demo/load.rs"]
mod demo;
#[path = "cockpit/figures.rs"]
mod figures;
#[path = "cockpit/many.rs"]
mod many;
#[path = "cockpit/merge.rs"]
mod merge;
#[path = "cockpit/office.rs"]
mod office;
#[path = "cockpit/postpone.rs"]
mod postpone;
#[path = "cockpit/reminders.rs"]
mod reminders;
#[path = "cockpit/state.rs"]
mod state;
#[path = "cockpit/taken_back.rs"]
mod taken_back;
#[path = "cockpit/undo.rs"]
mod undo;
#[path = "cockpit/views.rs"]
mod views;
