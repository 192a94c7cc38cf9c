//! The store: its contract on each implementation, the file, crashes, damage, and what a verification says.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod avenants;
mod before_files;
mod contract;
mod crash;
mod damage;
mod documents;
mod entries;
mod file;
mod former;
mod golden;
mod property;
mod reviews;
mod territory;
mod uses;
mod verification;
