//! What can be asked of the registry: search, filters, sorts and pages.

pub mod search;
