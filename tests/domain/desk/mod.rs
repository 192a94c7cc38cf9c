//! The desk in process: lists, pages, dossiers, commands, history.

mod bench;
mod commands;
mod dossiers;
mod effects;
mod elsewhere;
mod filters;
mod incremental;
mod instants;
mod lists;
mod recorded;
pub mod town;
