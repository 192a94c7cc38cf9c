//! A clock of the machine that a test sets, for programs that it starts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The seconds by which the clock of some programs is moved, in a file that they read.
pub struct SetClock(PathBuf);

impl SetClock {
    /// A clock that is right.
    pub fn new(folder: &Path) -> Self {
        let clock = Self(folder.join("horloge"));
        clock.set(0);
        clock
    }

    /// Moves the clock by some seconds from the right time, now and in programs that run.
    pub fn set(&self, seconds: i64) {
        let beside = self.0.with_extension("nouvelle");
        fs::write(&beside, format!("{seconds}\n")).unwrap();
        fs::rename(beside, &self.0).unwrap();
    }

    /// Has a program go by this clock.
    pub fn given<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("LD_PRELOAD", library())
            .env("PREAU_TEST_CLOCK", &self.0)
    }
}

/// The library that moves the clock, made by the C compiler that links every Rust program here.
fn library() -> &'static Path {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    MADE.get_or_init(|| {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/clock.c");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let made = folder.join(format!("clock-{}.so", std::process::id()));
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let status = Command::new(compiler)
            .args(["-shared", "-fPIC", "-o"])
            .args([&made, &source])
            .arg("-ldl")
            .status()
            .unwrap();
        assert!(status.success(), "the library of the clock is not made: {status}");
        made
    })
}
