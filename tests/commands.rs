//! Each command: what it does, and each way in which it refuses.
#![allow(clippy::unwrap_used, reason = "a test that cannot make its values has failed")]

mod support;

#[path = "commands/calendar.rs"]
mod calendar;
#[path = "commands/convention.rs"]
mod convention;
#[path = "commands/desk.rs"]
mod desk;
#[path = "commands/history.rs"]
mod history;
#[path = "commands/import.rs"]
mod import;
#[path = "commands/note_and_save.rs"]
mod note_and_save;
#[path = "commands/register.rs"]
mod register;
#[path = "commands/save_given.rs"]
mod save_given;
#[path = "commands/stage.rs"]
mod stage;
#[path = "commands/taken_over.rs"]
mod taken_over;
#[path = "commands/undo.rs"]
mod undo;
