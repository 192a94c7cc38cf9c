//! Records, rules, commands and queries, without any input or output.

/// The first bytes of the file of a base: what no text begins with, and what a transfer as text would break.
pub const BASE_MAGIC: [u8; 8] = *b"PREAU\r\n\x1a";

pub mod actor;
pub mod authority;
pub mod change;
pub(crate) mod coded;
pub mod collectivite;
pub mod command;
pub mod contact;
pub mod contract;
pub mod convention;
pub mod council;
pub mod covered;
pub mod date;
pub mod decide;
pub mod demarche;
pub mod deployment;
pub mod document;
pub mod follow_up;
pub mod id;
pub mod journal;
pub mod list;
pub mod official;
pub mod permit;
pub mod provider;
pub mod query;
pub mod record;
pub mod refusal;
pub mod register;
pub mod registry;
pub mod reminder;
pub mod retention;
pub mod right;
pub mod rule;
pub mod school;
pub mod upkeep;
pub mod vacances;
pub mod view;
