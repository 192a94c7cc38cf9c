//! Files in and out, without a process: rows, bytes, plans.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod export;
mod fuzz;
mod hostile_tables;
mod import;
mod planned;
mod workbooks;
mod world;
