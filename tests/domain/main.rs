//! What the domain decides, and what a desk in process answers: rules, commands, lists, search, views, figures.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod cockpit;
mod commands;
mod convention;
mod desk;
mod fuzz;
mod identifiers;
mod retention;
mod rules;
mod rules_demo;
mod search_quality;
