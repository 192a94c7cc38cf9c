//! Préau: a case manager for the digital solutions of French primary schools.
//!
//! Layers, each importing only those below it: `cli`, `tui`, `service`, `exchange`, `store`, `domain`.

pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod service;
pub mod store;
pub mod tui;
