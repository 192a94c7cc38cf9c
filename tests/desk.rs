//! The desk in process: lists, pages, dossiers, commands, history.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot set its desk up has failed"
)]

mod support;

#[path = "desk/bench.rs"]
mod bench;
#[path = "desk/commands.rs"]
mod commands;
#[path = "desk/dossiers.rs"]
mod dossiers;
#[path = "desk/elsewhere.rs"]
mod elsewhere;
#[path = "desk/filters.rs"]
mod filters;
#[path = "desk/incremental.rs"]
mod incremental;
#[path = "desk/instants.rs"]
mod instants;
#[path = "desk/lists.rs"]
mod lists;
#[path = "desk/town.rs"]
mod town;
