//! Identifiers that cannot hold a wrong value.
