//! A service, a process of its own, started again after each death.

use std::fs::{self, File};
use std::os::unix::net::UnixDatagram;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Group, Pid, getgid};

use super::clock::SetClock;

/// How long a service may take to be ready.
const READY: Duration = Duration::from_mins(1);

/// A running service.
pub struct Service {
    child: Child,
    folder: PathBuf,
}

impl Service {
    /// Starts a service of the base of a folder, on the socket of that folder; returns once it says that it is ready.
    pub fn start(folder: &Path, day: &str) -> Self {
        Self::of(&base(folder), folder, day)
    }

    /// Starts a service of any base, on the socket of a folder.
    pub fn of(base: &Path, folder: &Path, day: &str) -> Self {
        Self::given(base, folder, &["--date", day], |_| ())
    }

    /// Starts a service of the base of a folder on the day of a clock that the test sets, in universal time.
    pub fn by(clock: &SetClock, folder: &Path) -> Self {
        Self::given(&base(folder), folder, &[], |command| {
            clock.given(command).env("TZ", "UTC0");
        })
    }

    fn given(base: &Path, folder: &Path, day: &[&str], change: impl FnOnce(&mut Command)) -> Self {
        let told = folder.join("notify.sock");
        let _ = fs::remove_file(&told);
        let ready = UnixDatagram::bind(&told).unwrap();
        ready.set_read_timeout(Some(READY)).unwrap();
        let config = folder.join("config.toml");
        fs::write(&config, groups()).unwrap();
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.join("service.log"))
            .unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_preau"));
        change(&mut command);
        let child = command
            .args(day)
            .args(["servir", "--base"])
            .arg(base)
            .arg("--config")
            .arg(config)
            .arg("--socket")
            .arg(socket(folder))
            .env("NOTIFY_SOCKET", &told)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut word = [0; 64];
        let length = ready.recv(&mut word).unwrap();
        assert!(
            word[..length].starts_with(b"READY=1"),
            "{:?}",
            String::from_utf8_lossy(&word)
        );
        Self {
            child,
            folder: folder.to_owned(),
        }
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Stops it where it stands, so that it answers nothing.
    pub fn pause(&self) {
        kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGSTOP).unwrap();
    }

    /// Kills it, as the system does that has no memory left.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Ends it as systemd does, and requires that it ends well.
    pub fn stop(mut self) {
        kill(Pid::from_raw(self.child.id().cast_signed()), Signal::SIGTERM).unwrap();
        let status = self.child.wait().unwrap();
        let log = fs::read_to_string(self.folder.join("service.log")).unwrap();
        assert!(status.success(), "{status}\n{log}");
    }
}

impl Drop for Service {
    /// No service outlives its test.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Rights for the group of whoever runs the test.
fn groups() -> String {
    let name = Group::from_gid(getgid()).unwrap().unwrap().name;
    let keys = ["lecture", "gestion", "dpd", "administration"];
    let lines = keys.map(|key| format!("groupe_{key} = \"{name}\"\n"));
    format!("[service]\n{}", lines.concat())
}

pub fn base(folder: &Path) -> PathBuf {
    folder.join("preau.base")
}

pub fn socket(folder: &Path) -> PathBuf {
    folder.join("preau.sock")
}
