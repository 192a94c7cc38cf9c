//! A real pseudo-terminal around a program, for tests that read: a screen, keys, a screen.
//!
//! Nothing sleeps, but a line that a bench gives a pace: a test waits for what the program writes, and fails at a limit
//! that no sound run reaches.

mod keys;
mod program;
mod seen;

pub use program::{Exit, Pty, Spawn};
