//! Thirty programs at work on one service, killed and stopped at will: no acknowledged write is lost, none is done twice.
#![allow(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod support;

#[path = "stress/checker.rs"]
mod checker;
#[path = "stress/client.rs"]
mod client;
#[path = "stress/history.rs"]
mod history;
#[path = "stress/planted.rs"]
mod planted;
#[path = "stress/run.rs"]
mod run;
#[path = "stress/world.rs"]
mod world;
