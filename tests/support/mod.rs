//! What the tests share.
#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]
#![allow(clippy::unwrap_used, reason = "what is missing in a test fails it")]

pub mod breed;
pub mod chance;
pub mod clock;
pub mod demo;
pub mod dossiers;
pub mod isere;
pub mod oracle;
pub mod place;
pub mod pty;
pub mod sample;
pub mod seeing;
pub mod service;
pub mod site;
pub mod typist;
pub mod values;
pub mod world;
