//! The real program in a real pseudo-terminal: the main job, sizes, endings, locales, and what each key costs.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot start its program has failed"
)]

mod support;

#[path = "pty_screens/budget.rs"]
mod budget;
#[path = "pty_screens/ending.rs"]
mod ending;
#[path = "pty_screens/export.rs"]
mod export;
#[path = "pty_screens/job.rs"]
mod job;
#[path = "pty_screens/keys.rs"]
mod keys;
#[path = "pty_screens/line.rs"]
mod line;
#[path = "pty_screens/look.rs"]
mod look;
#[path = "pty_screens/mouse.rs"]
mod mouse;
#[path = "pty_screens/own_base.rs"]
mod own_base;
#[path = "pty_screens/review.rs"]
mod review;
#[path = "pty_screens/size.rs"]
mod size;
#[path = "pty_screens/sober.rs"]
mod sober;
#[path = "pty_screens/start.rs"]
mod start;
#[path = "pty_screens/stories.rs"]
mod stories;
#[path = "pty_screens/terminals.rs"]
mod terminals;
