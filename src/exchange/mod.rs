//! Bytes to and from domain values: readers, writers, import plans.

mod annuaire;
pub mod base;
pub mod cell;
mod communes;
mod competences;
mod conseils;
mod contrats;
mod conventions;
pub mod csv_out;
mod deploiements;
mod encoding;
mod epci;
mod error;
pub mod export;
mod fiches;
pub mod fold;
mod gather;
mod import;
mod item;
pub mod json;
mod known;
mod modele;
pub mod neutral;
mod once;
mod order;
mod plan;
mod reading;
mod schools;
mod solutions;
pub mod source;
pub mod table;

pub use error::ExchangeError;
pub use import::read;
pub use modele::model;
pub use plan::{Detail, Plan, plan};
pub use reading::Reading;
