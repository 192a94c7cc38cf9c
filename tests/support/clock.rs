//! A clock of the machine that a test sets, for programs that it starts.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use chrono::{DateTime, Utc};

/// The seconds by which the clock of some programs is moved, in a file that they read, alone in its folder.
pub struct SetClock(PathBuf);

impl SetClock {
    /// A clock that is right.
    pub fn new(folder: &Path) -> Self {
        let folder = folder.join("horloge");
        fs::create_dir_all(&folder).unwrap();
        let clock = Self(folder.join("secondes"));
        clock.set(0);
        clock
    }

    /// A clock that says a moment, and goes on from there.
    pub fn at(folder: &Path, moment: &str) -> Self {
        let clock = Self::new(folder);
        let wanted: DateTime<Utc> = moment.parse().unwrap();
        clock.set((wanted - Utc::now()).num_seconds());
        clock
    }

    /// Sets the clock by a day more.
    pub fn next_day(&self) {
        let seconds: i64 = fs::read_to_string(&self.0).unwrap().trim().parse().unwrap();
        self.set(seconds + 24 * 3600);
    }

    /// Sets the clock to what it is: a program that was not yet waiting hears of the last change.
    pub fn again(&self) {
        let seconds = fs::read_to_string(&self.0).unwrap();
        self.set(seconds.trim().parse().unwrap());
    }

    /// Moves the clock by some seconds from the right time, now and in programs that run.
    pub fn set(&self, seconds: i64) {
        let beside = self.0.with_extension("suivante");
        fs::write(&beside, format!("{seconds}\n")).unwrap();
        fs::rename(beside, &self.0).unwrap();
    }

    /// Has a program go by this clock.
    pub fn given<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command.envs(self.variables())
    }

    /// The variables of the environment by which a program goes by this clock.
    pub fn variables(&self) -> [(&'static str, &Path); 2] {
        [("LD_PRELOAD", library()), ("PREAU_TEST_CLOCK", &self.0)]
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
