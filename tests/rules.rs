//! The rules, one table test each, in the words of the documents.

mod support;

#[path = "rules/accounts.rs"]
mod accounts;
#[path = "rules/art26.rs"]
mod art26;
#[path = "rules/art28.rs"]
mod art28;
#[path = "rules/eligible.rs"]
mod eligible;
#[path = "rules/look.rs"]
mod look;
#[path = "rules/moves.rs"]
mod moves;
#[path = "rules/properties.rs"]
mod properties;
#[path = "rules/random.rs"]
mod random;
#[path = "rules/school.rs"]
mod school;
#[path = "rules/sheet.rs"]
mod sheet;
#[path = "rules/standing.rs"]
mod standing;
#[path = "rules/warnings.rs"]
mod warnings;
