//! The real program in a real pseudo-terminal.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod completion;
mod demo;
mod keyboard;
mod program;
mod screens;
