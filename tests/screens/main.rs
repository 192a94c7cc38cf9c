//! The screens, stepped: a world, keys, the screen. No thread, no sleep.
#![allow(
    clippy::unwrap_used,
    reason = "a helper that cannot set its world up has failed"
)]

#[path = "../support/mod.rs"]
mod support;

mod agenda;
mod ahead;
mod avenants;
mod behaviour;
mod bytes;
mod causes;
mod checks;
mod choices;
mod columns;
mod copy;
mod credits;
mod dashboard;
mod day_work;
mod disk;
mod documents;
mod dossier_scenes;
mod dossiers;
mod export;
mod facts;
mod form_scenes;
mod forms;
mod glance;
mod guide;
mod kept;
mod least;
mod live;
mod looking;
mod many;
mod marks;
mod midnight;
mod mistake;
mod month;
mod mouse;
mod mouse_dashboard;
mod outcome;
mod pupils;
mod random;
mod refile;
mod review;
mod review_scenes;
mod rhythm;
mod rights;
mod scenes;
mod slips;
mod sober;
mod stepper;
mod switch;
mod territory;
mod trail;
mod typed;
mod undo;
mod views;
