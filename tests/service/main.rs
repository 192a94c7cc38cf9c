//! The shared service through its front door: real processes, a real socket, and frames made by hand.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod author;
mod backup;
mod clock;
mod commands;
mod days;
mod disk;
mod documents;
mod dossiers;
mod ending;
mod files;
mod first;
mod frames;
mod greeting;
mod head;
mod house;
mod limits;
mod log;
mod lost;
mod once;
mod peers;
mod raw;
mod rights;
mod room;
mod session;
mod state;
mod stress;
mod system;
