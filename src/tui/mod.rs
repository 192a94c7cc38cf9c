//! The screens: model, update, view.

pub mod events;
pub mod keymap;
pub mod terminal;
pub mod text;
pub mod theme;
