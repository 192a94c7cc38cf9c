//! Préau: a case manager for the digital solutions of French primary schools.
//!
//! Layers, each importing only those below it: `cli`, `tui`, `service`, `exchange`, `store`, `domain`.
//! Three are below all of them: `catch_panic`, the panics that the store catches and of which the terminal says nothing;
//! `system`, the system's errors in French; and `text`, what comes from outside made inert, or ASCII.

pub mod catch_panic;
pub mod cli;
pub mod config;
pub mod domain;
pub mod exchange;
pub mod service;
pub mod store;
pub mod system;
pub mod text;
pub mod tui;
