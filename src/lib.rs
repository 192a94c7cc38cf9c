//! Préau: a case manager for the digital solutions of French primary schools.
//!
//! Layers, each importing only those below it: `cli`, `tui`, `service`, `exchange`, `store`, `domain`.
//! `shield` is below all of them: the panics that the store catches and of which the terminal says nothing.

pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod service;
pub mod shield;
pub mod store;
pub mod tui;
