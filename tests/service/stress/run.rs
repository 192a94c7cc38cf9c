//! The run: thirty clients, five of them killed, five stopped for a while, and a service that is killed three times.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use preau::domain::change::Change;
use preau::domain::journal::Actor;
use preau::domain::query::page::Page;
use preau::domain::record::Record;
use preau::domain::rule::Policy;
use preau::service::{Desk, Local};
use preau::store::{FileStore, Link, Reader, verify};

use super::checker::{History, check};
use super::client::{CHILD, FOLDER, NUMBER, SOCKET, history, last_query, page};
use super::history::{Event, Touched, Written, read};
use super::world::{DAY, found};
use crate::support::service::{Service, base, socket};
use crate::support::world::today;

const CLIENTS: usize = 30;

/// The clients that are killed, and those that are stopped for a while.
const KILLED: [usize; 5] = [3, 9, 14, 20, 27];
const STOPPED: [usize; 5] = [1, 7, 12, 18, 25];

/// How long the run lasts where `PREAU_STRESS` gives no number of seconds.
const SHORT: u64 = 5;

/// How long no client may do anything.
const IDLE: Duration = Duration::from_mins(1);

/// What is done to the run, at a thousandth of its time.
enum Act {
    KillClient(usize),
    Stop(usize),
    Continue(usize),
    KillService,
}

/// The acts, in order of time.
fn acts() -> Vec<(u32, Act)> {
    let mut acts: Vec<(u32, Act)> = vec![
        (250, Act::KillService),
        (500, Act::KillService),
        (750, Act::KillService),
    ];
    for (place, number) in (0..).zip(KILLED) {
        acts.push((150 + 170 * place, Act::KillClient(number)));
    }
    for (place, number) in (0..).zip(STOPPED) {
        acts.push((100 + 160 * place, Act::Stop(number)));
        acts.push((230 + 160 * place, Act::Continue(number)));
    }
    acts.sort_by_key(|(at, _)| *at);
    acts
}

#[test]
fn no_acknowledged_write_is_lost_and_none_is_done_twice() {
    let folder = tempfile::tempdir().unwrap();
    found(&base(folder.path()));
    let service = Service::start(folder.path(), DAY);
    let (send, lines) = channel();
    let mut run = Run {
        folder: folder.path(),
        service: Some(service),
        clients: (0..CLIENTS)
            .map(|number| client(folder.path(), number, &send))
            .collect(),
        lines,
    };
    run.work();
    let living: Vec<usize> = (0..CLIENTS).filter(|number| !KILLED.contains(number)).collect();
    run.tell(&living, "settled");
    run.tell(&living, "read");
    for number in &living {
        assert!(run.clients[*number].wait().unwrap().success(), "client {number}");
    }
    run.service.take().unwrap().stop();
    sound(folder.path(), &living);
}

struct Run<'a> {
    folder: &'a Path,
    service: Option<Service>,
    clients: Vec<Child>,
    lines: Receiver<(usize, String)>,
}

impl Run<'_> {
    /// Lets the clients work, and does what is to be done, until the time is up.
    fn work(&mut self) {
        let seconds = env::var("PREAU_STRESS").map_or(SHORT, |seconds| seconds.parse().unwrap());
        let (start, whole) = (Instant::now(), Duration::from_secs(seconds));
        for (at, act) in acts() {
            self.hear_until(start + whole * at / 1000);
            self.act(&act);
        }
        self.hear_until(start + whole);
    }

    /// Listens to the clients, so that none waits to be heard. One of them always works.
    fn hear_until(&self, moment: Instant) {
        while Instant::now() < moment {
            self.lines.recv_timeout(IDLE).unwrap();
        }
    }

    fn act(&mut self, act: &Act) {
        match act {
            Act::KillClient(number) => {
                self.clients[*number].kill().unwrap();
                self.clients[*number].wait().unwrap();
            }
            Act::Stop(number) => self.signal(*number, Signal::SIGSTOP),
            Act::Continue(number) => self.signal(*number, Signal::SIGCONT),
            Act::KillService => {
                self.service.take().unwrap().kill();
                self.service = Some(Service::start(self.folder, DAY));
            }
        }
    }

    fn signal(&self, number: usize, signal: Signal) {
        kill(Pid::from_raw(self.clients[number].id().cast_signed()), signal).unwrap();
    }

    /// What a client said when it died.
    fn said(&self, number: usize) -> String {
        fs::read_to_string(self.folder.join(format!("{number:02}.log"))).unwrap()
    }

    /// Tells the clients to go on to the next thing, and waits until each has said so.
    fn tell(&mut self, living: &[usize], word: &str) {
        for number in living {
            let told = writeln!(self.clients[*number].stdin.as_mut().unwrap(), "{word}");
            assert!(told.is_ok(), "client {number} died\n{}", self.said(*number));
        }
        let mut waited: BTreeSet<usize> = living.iter().copied().collect();
        while !waited.is_empty() {
            let (number, line) = self
                .lines
                .recv_timeout(IDLE)
                .unwrap_or_else(|_| panic!("{word}: {waited:?}"));
            if line == word {
                waited.remove(&number);
            }
        }
    }
}

/// Starts a client, whose lines are heard under its number.
fn client(folder: &Path, number: usize, send: &Sender<(usize, String)>) -> Child {
    let log = fs::File::create(folder.join(format!("{number:02}.log"))).unwrap();
    let mut child = Command::new(env::current_exe().unwrap())
        .args(CHILD)
        .env(SOCKET, socket(folder))
        .env(FOLDER, folder)
        .env(NUMBER, number.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let send = send.clone();
    thread::spawn(move || {
        out.lines()
            .map_while(Result::ok)
            .try_for_each(|line| send.send((number, line)))
    });
    child
}

/// Holds what is left in the base against what the clients saw.
fn sound(folder: &Path, living: &[usize]) {
    let mut store = FileStore::open(&base(folder)).unwrap();
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let mut journal = Vec::new();
    store
        .journal(1, &mut |link| {
            journal.push(written(&link));
            true
        })
        .unwrap();
    let histories: Vec<History> = (0..CLIENTS)
        .map(|number| (format!("client {number}"), read(&history(folder, number))))
        .collect();
    let faults = check(&histories, &journal);
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults[..faults.len().min(20)].join("\n")
    );
    tell(&histories, &journal);
    same_last_page(store, folder, living);
}

fn written(link: &Link) -> Written {
    let text = |record: &Record| serde_json::to_string(record).unwrap();
    let touched = |change: &Change| Touched {
        record: change.id().unwrap().to_string(),
        before: change.before.as_ref().map(text),
        after: change.after.as_ref().map(text),
    };
    Written {
        seq: link.entry.seq,
        order: link.entry.order.map(|id| id.to_string()),
        changes: link.entry.changes.iter().map(touched).collect(),
    }
}

/// Says what the run was, and requires that it was one: orders done, orders refused, records read.
fn tell(histories: &[History], journal: &[Written]) {
    let count = |kind: fn(&Event) -> bool| -> usize {
        histories
            .iter()
            .map(|(_, events)| events.iter().filter(|event| kind(event)).count())
            .sum()
    };
    let asked = count(|event| matches!(event, Event::Asked { .. }));
    let done = count(|event| matches!(event, Event::Done { .. }));
    let refused = count(|event| matches!(event, Event::Refused { .. }));
    let reads = count(|event| matches!(event, Event::Read { .. }));
    println!(
        "{asked} orders, {done} done, {refused} refused, {reads} reads, {} entries",
        journal.len()
    );
    assert!(done > CLIENTS && refused > 0 && reads > CLIENTS);
    assert!(
        histories.iter().all(|(_, events)| !events.is_empty()),
        "each client did something"
    );
}

/// The page that each client read last is what the base gives.
fn same_last_page(store: FileStore, folder: &Path, living: &[usize]) {
    let now = || "2026-11-23T08:30:00Z".parse().unwrap();
    let actor = Actor {
        uid: 1000,
        name: "jdupont".to_owned(),
    };
    let desk = Local::new(Box::new(store), actor, now, today(), Policy::default()).unwrap();
    let expected = desk.query(&last_query()).unwrap();
    for number in living {
        let last: Page = serde_json::from_slice(&fs::read(page(folder, *number)).unwrap()).unwrap();
        assert_eq!(last, expected, "client {number}");
    }
}
