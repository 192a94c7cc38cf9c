//! From a place on the board to the row that a face shows.

mod finding;
mod named;
mod school;

pub use finding::finding_line;
pub(super) use named::{any, any_school, named};
pub(super) use school::school;

use std::ops::Range;

/// Byte ranges as a row holds them.
fn pairs(ranges: Vec<Range<usize>>) -> Vec<(usize, usize)> {
    ranges.into_iter().map(|range| (range.start, range.end)).collect()
}
