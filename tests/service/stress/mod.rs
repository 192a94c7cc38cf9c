//! Thirty programs at work on one service, killed and stopped at will: no acknowledged write is lost, none is done twice.

mod checker;
mod client;
mod history;
mod planted;
mod run;
mod world;
