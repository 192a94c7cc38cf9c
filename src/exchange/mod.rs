//! Bytes to and from domain values: readers, writers, import plans.

pub mod cell;
pub mod csv_out;
pub mod fold;
pub mod inert;
pub mod json;
pub mod neutral;
pub mod source;
pub mod table;
