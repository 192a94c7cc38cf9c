//! A base with its service, and the operators who open their screens on it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, Utc};
use nix::unistd::{Uid, User, getgid, getuid};
use preau::domain::change::Change;
use preau::domain::command::Command as Ask;
use preau::domain::journal::{Actor, Entry};
use preau::domain::record::Record;
use preau::service::{Client, Desk};
use preau::store::{FileStore, Store};
use tempfile::TempDir;

use crate::support::clock::SetClock;
use crate::support::demo::demo;
use crate::support::isere::isere;
use crate::support::place::Place;
use crate::support::pty::{Pty, Spawn};
use crate::support::service::{Service, base, socket};
use crate::support::world::TODAY;

/// What the screens call the second school of the list, the cursor being on the first.
pub const LANGEVIN: &str = "Paul Langevin";

/// What is said once the form of [`provider_form`] is saved.
pub const SAVED: &str = "Prestataire : EDREDON modifié";

/// The account that a second operator has where the test may give one: no one's, without files.
const OTHER: u32 = 65_534;

/// A base, its folder, and its service while there is one.
pub struct Setting {
    folder: TempDir,
    service: Option<Service>,
}

/// One of two operators.
#[derive(Debug, Clone)]
pub struct Operator {
    /// What the journal calls them.
    pub name: String,
    /// What the other's header calls them.
    pub seen_as: String,
    home: PathBuf,
    uid: Option<u32>,
}

impl Setting {
    /// A base of six schools, served.
    pub fn new() -> Self {
        Self::of(isere().records().cloned().collect())
    }

    /// The base of the demo, served.
    pub fn of_the_demo() -> Self {
        Self::of(demo().records().map(|(record, _)| record).collect())
    }

    /// A base of six schools, served on the day of a clock that the test sets.
    pub fn by(clock: &SetClock) -> Self {
        let records = isere().records().cloned().collect();
        Self::started(records, |folder| Service::by(clock, folder))
    }

    /// The base that the files of the demo make, registrations aside, served: what a copy is made of is verified whole.
    pub fn imported() -> Self {
        let folder = folder();
        fs::copy(Place::demo().base(), base(folder.path())).unwrap();
        let service = Some(Service::start(folder.path(), TODAY));
        Self { folder, service }
    }

    /// A folder in which there is no base yet.
    pub fn empty() -> Self {
        Self {
            folder: folder(),
            service: None,
        }
    }

    fn of(records: Vec<Record>) -> Self {
        Self::started(records, |folder| Service::start(folder, TODAY))
    }

    fn started(records: Vec<Record>, start: impl FnOnce(&Path) -> Service) -> Self {
        let folder = folder();
        found(&base(folder.path()), records);
        let service = Some(start(folder.path()));
        Self { folder, service }
    }

    /// Where everything is.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the service listens.
    pub fn socket(&self) -> PathBuf {
        socket(self.folder())
    }

    /// True while there is a service.
    pub fn is_served(&self) -> bool {
        self.service.is_some()
    }

    /// Kills the service.
    pub fn kill(&mut self) {
        self.service.take().unwrap().kill();
    }

    /// Ends the service as systemd does.
    pub fn stop(&mut self) {
        self.service.take().unwrap().stop();
    }

    /// Starts it again.
    pub fn start(&mut self) {
        self.service = Some(Service::start(self.folder(), TODAY));
    }

    /// The revision of the base.
    pub fn revision(&self) -> u64 {
        let client = Client::connect(&self.socket()).unwrap();
        client.changes(0, std::time::Duration::ZERO).unwrap().seq
    }

    /// Two operators: of two accounts where the test may take a second one, else of one.
    pub fn operators(&self) -> (Operator, Operator) {
        let name = account(getuid());
        let second = second_account();
        let (other_name, seen_as) = match second {
            Some(uid) => (account(Uid::from_raw(uid)), account(Uid::from_raw(uid))),
            None => (name.clone(), "vous (autre session)".to_owned()),
        };
        let own_seen_as = if second.is_some() {
            name.clone()
        } else {
            seen_as.clone()
        };
        let one = Operator {
            name,
            seen_as: own_seen_as,
            home: self.home("un", None),
            uid: None,
        };
        let other = Operator {
            name: other_name,
            seen_as,
            home: self.home("deux", second),
            uid: second,
        };
        (one, other)
    }

    fn home(&self, name: &str, uid: Option<u32>) -> PathBuf {
        let home = self.folder().join(name);
        fs::create_dir_all(&home).unwrap();
        chown(&home, uid, None).unwrap();
        home
    }

    /// The screens of two operators, each of whom sees that the other is there.
    pub fn two(&self) -> ((Operator, Pty), (Operator, Pty)) {
        let (one, other) = self.operators();
        let mut first = self.open(&one);
        let mut second = self.open(&other);
        shows(&mut first, &format!("avec {}", other.seen_as));
        shows(&mut second, &format!("avec {}", one.seen_as));
        ((one, first), (other, second))
    }

    /// The screens of an operator, past the page of the first start.
    pub fn open(&self, operator: &Operator) -> Pty {
        past_the_first_page(operator.spawn(&self.socket()).start())
    }
}

impl Operator {
    /// Where their files are.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The program of this operator, on a socket.
    pub fn spawn(&self, socket: &Path) -> Spawn {
        let words = self.words(socket);
        let spawn = Spawn::program(&words[0]).args(words[1..].iter().map(String::as_str));
        // Wide enough for who else is there, beside the marks of a base for trials.
        spawn.env("HOME", self.home.to_str().unwrap()).size(160, 40)
    }

    /// The same, as a line for a shell of any environment.
    pub fn command(&self, socket: &Path) -> String {
        let words = self.words(socket).join(" ");
        format!("env HOME={} LANG=C.UTF-8 {words}", self.home.display())
    }

    fn words(&self, socket: &Path) -> Vec<String> {
        let mut words = Vec::new();
        if let Some(uid) = self.uid {
            words.push("setpriv".to_owned());
            words.extend(as_account(uid));
        }
        words.push(env!("CARGO_BIN_EXE_preau").to_owned());
        words.push("--socket".to_owned());
        words.push(socket.display().to_string());
        words
    }
}

/// What `setpriv` is told, to run a program as an account in the group of the test's own.
fn as_account(uid: u32) -> [String; 3] {
    [
        format!("--reuid={uid}"),
        format!("--regid={}", getgid()),
        "--clear-groups".to_owned(),
    ]
}

/// The account of a second operator: where this is root, and that account reaches the program.
fn second_account() -> Option<u32> {
    let reached = || {
        Command::new("setpriv")
            .args(as_account(OTHER))
            .args(["test", "-x", env!("CARGO_BIN_EXE_preau")])
            .status()
            .is_ok_and(|status| status.success())
    };
    (getuid().is_root() && reached()).then_some(OTHER)
}

fn account(uid: Uid) -> String {
    User::from_uid(uid)
        .unwrap()
        .map_or_else(|| format!("uid {uid}"), |account| account.name)
}

/// Closes the page of the first start, and waits for the list of the schools and the dossier of the first.
pub fn past_the_first_page(mut pty: Pty) -> Pty {
    shows(&mut pty, "Bienvenue dans Préau");
    pty.keys("<espace>");
    shows(&mut pty, "2 Écoles 5 (6 lignes)");
    shows(&mut pty, "Fiche · ");
    pty
}

/// Opens the form of the first prestataire, with the cursor on the function of its contact.
pub fn provider_form(pty: &mut Pty) {
    pty.keys("3m");
    shows(pty, "Modifier : prestataire").keys("<bas><bas><bas><bas>");
    shows(pty, "▸ Contact, fonction");
}

/// Waits until the screen shows a text, spaces that do not break taken for spaces.
pub fn shows<'a>(pty: &'a mut Pty, text: &str) -> &'a mut Pty {
    until(pty, text, true)
}

/// Waits until the screen does not show a text any more.
pub fn hides<'a>(pty: &'a mut Pty, text: &str) -> &'a mut Pty {
    until(pty, text, false)
}

fn until<'a>(pty: &'a mut Pty, text: &str, shown: bool) -> &'a mut Pty {
    let what = format!("{}{text:?}", if shown { "" } else { "no " });
    pty.wait_until(&what, |screen| {
        screen.replace('\u{a0}', " ").contains(text) == shown
    })
}

/// Waits until the line of a list that holds one text holds another.
pub fn reads<'a>(pty: &'a mut Pty, of: &str, text: &str) -> &'a mut Pty {
    pty.wait_until(&format!("{text:?} in the line of {of:?}"), |screen| {
        let mut lines = screen.lines();
        lines.any(|line| line.contains(of) && line.contains(text))
    })
}

/// The selected line of the list of schools, and where it is on the screen.
pub fn selected(pty: &Pty) -> (u16, String) {
    pty.terminal(|screen| {
        let (rows, columns): (u16, u16) = (screen.size().0.into(), screen.size().1.into());
        let middle = columns / 2;
        let is_selected = |row: &u16| screen.cell(*row, middle).is_some_and(vt100::Cell::inverse);
        let row = (0..rows).find(is_selected).expect("a selected line");
        let line = screen.contents_between(row, middle, row, columns);
        (row, line)
    })
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    // The group of the test's account opens the socket.
    fs::set_permissions(folder.path(), Permissions::from_mode(0o750)).unwrap();
    folder
}

fn found(base: &Path, records: Vec<Record>) {
    let at: DateTime<Utc> = "2026-09-01T08:00:00Z".parse().unwrap();
    let entry: Entry = serde_json::from_value(serde_json::json!({
        "seq": 1, "at": at, "actor": Actor { uid: 1000, name: "jdupont".to_owned() },
        "command": Ask::AddNote { about: records[0].id(), text: "reprise".to_owned() },
        "changes": records.into_iter().map(Change::create).collect::<Vec<_>>(),
    }))
    .unwrap();
    FileStore::create_trial(base, at)
        .unwrap()
        .commit(&[entry])
        .unwrap();
}
