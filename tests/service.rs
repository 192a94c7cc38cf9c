//! The shared service through its front door: real processes, a real socket, and frames made by hand.
#![allow(clippy::unwrap_used, reason = "what cannot be made or read fails the test")]

mod support;

#[allow(dead_code, reason = "the tests of the command line use the rest of it")]
#[path = "cli/place.rs"]
mod place;

#[path = "service/author.rs"]
mod author;
#[path = "service/backup.rs"]
mod backup;
#[path = "service/clock.rs"]
mod clock;
#[path = "service/commands.rs"]
mod commands;
#[path = "service/days.rs"]
mod days;
#[path = "service/disk.rs"]
mod disk;
#[path = "service/ending.rs"]
mod ending;
#[path = "service/files.rs"]
mod files;
#[path = "service/frames.rs"]
mod frames;
#[path = "service/greeting.rs"]
mod greeting;
#[path = "service/head.rs"]
mod head;
#[path = "service/house.rs"]
mod house;
#[path = "service/limits.rs"]
mod limits;
#[path = "service/log.rs"]
mod log;
#[path = "service/lost.rs"]
mod lost;
#[path = "service/once.rs"]
mod once;
#[path = "service/peers.rs"]
mod peers;
#[path = "service/raw.rs"]
mod raw;
#[path = "service/rights.rs"]
mod rights;
#[path = "service/room.rs"]
mod room;
#[path = "service/system.rs"]
mod system;
