//! The screens: model, update, view.

pub mod effect;
pub mod events;
pub mod form;
pub mod keymap;
pub mod model;
pub mod open_data;
pub mod rhythm;
mod run;
pub mod spoken;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
pub mod verb;
pub mod view;
pub mod watcher;
mod wording;
mod words;
pub mod worker;

pub use run::{TuiError, run};
