//! Bytes to and from domain values: readers, writers, import plans.

mod against;
mod annexes;
mod annuaire;
mod avenants;
mod banatic;
pub mod base;
mod case;
pub mod cell;
mod communes;
mod competences;
mod conseils;
mod contrats;
mod conventions;
pub mod csv_out;
mod demarches;
mod deploiements;
pub mod document;
mod encoding;
mod epci;
mod error;
pub mod export;
mod fiches;
mod format;
mod gather;
mod given;
mod import;
mod item;
pub mod json;
mod known;
mod mouvements;
mod of_others;
mod once;
mod order;
mod plan;
mod reading;
mod registre;
mod schools;
pub mod site;
mod solutions;
pub mod source;
pub mod table;
mod taken;
mod touched;
mod workbook;

/// The column or key, last of each row, of what is written of a base that is marked *essai*; no other base writes it.
pub const TRIAL: &str = "essai";

pub use case::Case;
pub use error::ExchangeError;
pub use given::Given;
pub use import::{is_mapped, mapped, models, read};
pub use plan::{Detail, Plan, plan};
pub use reading::Reading;
pub use taken::taken;
pub use workbook::{Fault, WorkbookError};
