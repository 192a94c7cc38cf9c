//! A folder with a base of the demo and the service that holds it.

use std::fs::{self, File};
use std::os::unix::net::UnixDatagram;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::support::place::{DAY, Place, Ran, ran};

/// How long a service may take to say something.
const PATIENCE: Duration = Duration::from_mins(1);

/// Groups that no system has: only the service's own account has rights, and no DPD.
pub const NOBODY: [&str; 4] = ["preau-l-x", "preau-g-x", "preau-d-x", "preau-a-x"];

/// A folder with a base and a running service.
pub struct House {
    pub place: Place,
    service: Option<Child>,
    told: UnixDatagram,
    /// What is said of the day: that of the demo for a base that the place has, which is one of trials; nothing for one
    /// that is made for the service.
    day: &'static [&'static str],
}

impl House {
    /// A service on a base of the demo, registrations aside.
    pub fn open() -> Self {
        Self::with(Place::demo(), &NOBODY)
    }

    /// A service on the base of a place, made before its first start where there is none, with these groups for the rights.
    pub fn with(place: Place, groups: &[&str; 4]) -> Self {
        Self::configured(
            place,
            groups,
            "[dsden]\nresponsable = \"DASEN, 1 rue Exemple\"\ndpd = \"dpd@exemple.invalid\"\n",
        )
    }

    /// The same, of an office that these lines of its configuration say.
    pub fn configured(place: Place, groups: &[&str; 4], office: &str) -> Self {
        let [lecture, gestion, dpd, administration] = groups;
        let config = format!(
            "[service]\ngroupe_lecture = \"{lecture}\"\ngroupe_gestion = \"{gestion}\"\ngroupe_dpd = \"{dpd}\"\n\
             groupe_administration = \"{administration}\"\n{office}"
        );
        place.file("config.toml", config);
        let told = UnixDatagram::bind(place.path("notify.sock")).unwrap();
        told.set_read_timeout(Some(PATIENCE)).unwrap();
        let day: &[_] = if place.base().exists() {
            &["--date", DAY]
        } else {
            place
                .now(["servir", "--creer", "--socket", "preau.sock"])
                .expect(0);
            &[]
        };
        let mut house = Self {
            day,
            place,
            service: None,
            told,
        };
        house.start(|_| ());
        house
    }

    /// Starts the service again, once it has ended.
    pub fn start(&mut self, change: impl FnOnce(&mut Command)) {
        self.start_on(self.day, change);
    }

    /// Starts the service again, on the day that these options give.
    pub fn start_on(&mut self, day: &[&str], change: impl FnOnce(&mut Command)) {
        let log = File::options().create(true).append(true).open(self.path("log"));
        let base = self.place.base();
        let mut command = self
            .place
            .command([day, &["servir", "--detail", "--base"]].concat());
        command
            .arg(base)
            .arg("--config")
            .arg(self.path("config.toml"))
            .env("PREAU_SOCKET", self.socket())
            .env("NOTIFY_SOCKET", self.path("notify.sock"))
            .stdout(Stdio::null())
            .stderr(log.unwrap());
        change(&mut command);
        self.service = Some(command.spawn().unwrap());
        assert_eq!(self.notified(), "READY=1");
    }

    /// What the service says next to whoever started it.
    pub fn notified(&self) -> String {
        let mut word = [0; 64];
        let length = self.told.recv(&mut word).unwrap();
        String::from_utf8_lossy(&word[..length]).trim().to_owned()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.place.path(name)
    }

    pub fn socket(&self) -> PathBuf {
        self.path("preau.sock")
    }

    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.service.as_ref().unwrap().id().cast_signed())
    }

    /// What the service has of memory, in kilobytes: `VmRSS` now, `VmHWM` at its peak.
    pub fn memory(&self, field: &str) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid())).unwrap();
        let line = status.lines().find(|line| line.starts_with(field)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// Waits until the log says what is wanted; `meanwhile` is done again and again.
    pub fn until(&self, wanted: impl Fn(&str) -> bool, mut meanwhile: impl FnMut()) {
        let end = Instant::now() + PATIENCE;
        while !wanted(&self.log()) {
            assert!(Instant::now() < end, "{}", self.log());
            meanwhile();
            std::thread::yield_now();
        }
    }

    /// Runs the program through the socket.
    pub fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        let mut command = self.place.command(args);
        ran(&command.env("PREAU_SOCKET", self.socket()).output().unwrap())
    }

    pub fn log(&self) -> String {
        fs::read_to_string(self.path("log")).unwrap()
    }

    /// Asks the service to end, as systemd does.
    pub fn terminate(&self) {
        kill(self.pid(), Signal::SIGTERM).unwrap();
    }

    /// Waits for the service to end.
    pub fn ended(&mut self) -> ExitStatus {
        self.service.take().unwrap().wait().unwrap()
    }

    /// Ends the service, requires that it ends well, and gives its log: whole by then.
    pub fn close(&mut self) -> String {
        self.terminate();
        let status = self.ended();
        let log = self.log();
        assert!(status.success(), "{status}\n{log}");
        log
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(mut service) = self.service.take() {
            let _ = service.kill();
            let _ = service.wait();
        }
    }
}

/// The lines of a log that warn.
pub fn warnings(log: &str) -> Vec<&str> {
    log.lines()
        .filter(|line| line.contains(" WARN ") && !line.contains("n’a pas ce groupe"))
        .collect()
}
