//! The status of conventions, their ends and renewals, and the holder of the competence, on any day.

mod competence;
mod predecessors;
mod renewal;
mod status;
