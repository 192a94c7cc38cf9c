//! Bytes to and from domain values: readers, writers, import plans.

pub mod table;
