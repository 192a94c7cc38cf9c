//! What is read of the sources themselves: their imports and their words.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

mod circles;
mod docs;
mod formats;
mod layers;
mod products;
mod wording;
