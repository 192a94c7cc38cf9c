//! Tables written as CSV: `;`, UTF-8, and no cell that a spreadsheet would run.

mod rejects;
mod writer;

pub use rejects::{MOTIVE, OTHER_MOTIVE, RejectsWriter};
pub use writer::{ByteOrderMark, CsvWriter};
