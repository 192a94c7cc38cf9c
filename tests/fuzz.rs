//! Fuzz targets: texts and frames bred from a corpus, as many as `PREAU_FUZZ` says, the same at each run.
#![allow(clippy::unwrap_used, reason = "what cannot be read fails the test")]

mod support;

#[path = "fuzz/breed.rs"]
mod breed;
#[path = "fuzz/filter.rs"]
mod filter;
#[path = "fuzz/frame.rs"]
mod frame;
#[path = "desk/town.rs"]
mod town;
