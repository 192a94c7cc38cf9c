//! Exports through the front door: rows in, bytes out; and a whole base out and in again.
#![allow(clippy::unwrap_used, reason = "what cannot be read fails the test")]

#[path = "export/base.rs"]
mod base;
#[path = "export/control.rs"]
mod control;
#[path = "export/register.rs"]
mod register;
#[path = "export/reminders.rs"]
mod reminders;
#[path = "export/schools.rs"]
mod schools;
#[path = "support/seeing.rs"]
mod seeing;
#[path = "import/world.rs"]
#[allow(dead_code, reason = "the tests of the imports use the rest")]
mod world;
