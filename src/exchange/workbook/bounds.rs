//! What a workbook may have: whatever is beyond is not the table that it is taken for, or a trap.

/// The most sheets.
pub(super) const SHEETS: usize = 100;

/// The most bytes that the needed members of an archive have together, unzipped, and the records of an old workbook.
pub(super) const UNZIPPED: usize = 50 << 20;

/// The most rows above the header, blank ones not counted.
pub(super) const TITLES: usize = 20;

/// The most cells of a sheet that are not blank.
pub(super) const CELLS: usize = 1_000_000;

/// The most bytes that the cells of a sheet have together: a service takes no longer file.
pub(super) const TEXT: usize = 64 << 20;

/// The most places that the areas of all sheets of an old workbook have together.
pub(super) const AREA: usize = 4 * CELLS;
