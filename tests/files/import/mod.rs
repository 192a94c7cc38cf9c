//! Imports through the front door: files in, plans and records out.

mod annuaire;
mod avenants;
mod contacts;
mod demo;
mod dossiers;
mod hostile;
mod movements;
mod neighbours;
mod reading;
mod refile;
mod registre;
mod tables;
mod territory;
mod uses;
