//! Each command: what it does, and each way in which it refuses.

mod calendar;
mod convention;
mod correct;
mod desk;
mod documents;
mod every;
mod facts;
mod history;
mod import;
mod naming;
mod note_and_save;
mod notice;
mod opinions;
mod permit;
mod refile;
mod register;
mod reviews;
mod save_given;
mod sheet;
mod stage;
mod taken_over;
mod undo;
mod uses;
mod uses_history;
mod withdraw;
mod wrong_history;
