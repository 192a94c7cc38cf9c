//! Characters as files hold them: which encoding the bytes are in, and what a wrong reading before us made of accents.

mod decode;
mod mend;
mod page;

pub use decode::Encoding;
pub(super) use decode::decode;
pub(super) use mend::mended;
