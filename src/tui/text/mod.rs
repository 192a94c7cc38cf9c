//! Text on its way to the screen: cut to its room, and in ASCII where the locale asks for it.

mod ascii;
mod fit;
mod wrap;

pub use ascii::{ascii, ascii_symbol, locale, speaks_utf8};
pub use fit::{fit, fit_left, pad, width};
pub use wrap::wrap;
