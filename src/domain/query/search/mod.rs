//! Search by fragments, abbreviations and slips.
