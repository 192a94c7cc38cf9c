//! The store of records and of the journal.
