//! Text on its way to the screen: cut to its room.

mod fit;
mod readable;
mod wrap;

pub use fit::{fit, fit_left, pad, skip, width};
pub use readable::readable;
pub use wrap::wrap;
