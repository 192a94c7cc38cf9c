//! Text on its way to the screen: cut to its room.

mod fit;
mod wrap;

pub use fit::{fit, fit_left, pad, skip, width};
pub use wrap::wrap;
