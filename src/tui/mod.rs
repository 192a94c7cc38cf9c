//! The screens: model, update, view.

pub mod events;
pub mod terminal;
pub mod text;
