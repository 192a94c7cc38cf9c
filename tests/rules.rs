//! The rules, one table test each, in the words of the documents.

mod support;

#[path = "rules/eligible.rs"]
mod eligible;
#[path = "rules/look.rs"]
mod look;
#[path = "rules/moves.rs"]
mod moves;
