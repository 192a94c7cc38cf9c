//! The rules, one table test each, in the words of the documents.

mod accounts;
mod art26;
mod art28;
mod avenants;
mod certificate;
mod councils;
mod eligible;
mod kept_true;
mod look;
mod moves;
mod places;
mod properties;
pub mod random;
mod school;
mod sheet;
mod stage;
mod standing;
mod succession;
mod uses;
mod waiting;
mod warnings;
