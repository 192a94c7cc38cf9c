//! What the tests share.
#![allow(dead_code, unused_imports, reason = "each test file uses a part of it")]

pub mod pty;
pub mod values;
pub mod world;
