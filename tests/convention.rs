//! The status of conventions, their ends and renewals, and the holder of the competence, on any day.

mod support;

#[path = "convention/competence.rs"]
mod competence;
#[path = "convention/renewal.rs"]
mod renewal;
#[path = "convention/status.rs"]
mod status;
