//! Records, rules, commands and queries, without any input or output.

pub mod date;
pub mod id;
pub mod query;
