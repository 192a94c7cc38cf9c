//! What the cockpit asks of a desk: many at once, relances, undo, conflicts, views, figures, columns.

mod agenda;
mod annexe;
mod avenants;
mod columns;
mod companions;
mod day_work;
mod figures;
mod many;
mod merge;
mod mistake;
pub mod office;
mod postpone;
mod purge;
mod refile;
mod remedies;
mod reminders;
mod state;
mod taken_back;
mod undo;
mod views;
