//! The real program in a real pseudo-terminal: the main job, sizes, endings, locales, and what each key costs.

mod budget;
mod copy;
mod ending;
mod export;
mod job;
mod keys;
mod line;
mod look;
mod mouse;
mod opened;
mod own_base;
mod review;
mod size;
mod sober;
mod start;
mod stories;
mod terminals;
