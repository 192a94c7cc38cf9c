//! What the tests share.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod pty;
pub mod values;
pub mod world;
