//! The terminal: taken whole, drawn on with few bytes, given back whole.
//!
//! Nothing here waits for an answer of the terminal: some never give one.

mod backend;
mod clipboard;
mod guard;
mod screen;
mod suspend;
mod tty;

pub use backend::Lean;
pub use clipboard::LONGEST as LONGEST_COPY;
pub use guard::{ENTER, LEAVE, give_back_now};
pub use screen::{NotATerminal, Screen, size};
pub use suspend::asked_to_end;
