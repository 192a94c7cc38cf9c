//! What clients keep waiting in the service is bounded in bytes, and given back: answers that nobody reads, requests that
//! do not come whole, long lists. Others are served meanwhile, and the log says who was cut.

use std::os::fd::AsFd;
use std::thread;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use serde_json::{Value, json};

use super::house::{House, warnings};
use super::raw::{Raw, note, schools};

/// The most that any of these clients may make the service take more than it had, in kilobytes.
const ROOM: u64 = 100 << 10;

/// How long memory may take to go back to the system.
const PATIENCE: Duration = Duration::from_secs(20);

/// How much of it may stay with the service, in kilobytes.
const KEPT: u64 = 50 << 10;

/// Another client of the same account is answered, and its order is carried out.
fn others_are_served(house: &House) {
    let mut other = Raw::greeted(&house.socket());
    let page = other.call("query", schools("uai:0380123C"));
    assert_eq!(page["Ok"]["total"], 1, "{page}");
    let done = other.call("execute", note("pendant ce temps", None));
    assert!(done.get("Ok").is_some(), "{done}");
}

/// Runs clients that do something wrong; what they took, how many of them are cut and what the log says of one.
struct Hostile {
    house: House,
    before: u64,
}

impl Hostile {
    fn new() -> Self {
        let house = House::open();
        // Once warm: what a first question makes stays.
        Raw::greeted(&house.socket()).call("query", schools(""));
        let before = house.memory("VmRSS");
        Self { house, before }
    }

    /// So many connections that each send their requests, whether or not the service still reads.
    fn connect(&self, count: usize, send: impl Fn(&mut Raw) + Copy + Send + 'static) -> Vec<Raw> {
        let clients = (0..count).map(|_| {
            let raw = Raw::greeted(&self.house.socket());
            let mut writes = Raw(raw.0.try_clone().unwrap());
            thread::spawn(move || send(&mut writes));
            raw
        });
        clients.collect()
    }

    /// Requires that memory stayed within bounds and comes back, and that the log says `why` of one that was cut at least.
    fn within_bounds(mut self, clients: Vec<Raw>, why: &str) {
        let taken = self.house.memory("VmHWM") - self.before;
        assert!(taken < ROOM, "{taken} kB");
        for client in &clients {
            let _ = client.0.shutdown(std::net::Shutdown::Both);
        }
        drop(clients);
        // What is free goes back as others are served, not at once.
        let kept = || self.house.memory("VmRSS").saturating_sub(self.before);
        let end = Instant::now() + PATIENCE;
        while kept() >= KEPT {
            assert!(Instant::now() < end, "{} kB", kept());
            others_are_served(&self.house);
        }
        others_are_served(&self.house);
        let log = self.house.close();
        assert!(warnings(&log).iter().any(|line| line.contains(why)), "{log}");
    }
}

/// Waits until the service has cut a connection, and reads nothing of it.
fn cut(raw: &Raw) {
    let mut ended = [PollFd::new(raw.0.as_fd(), PollFlags::empty())];
    assert_eq!(poll(&mut ended, PollTimeout::from(60_000_u16)).unwrap(), 1);
}

fn records(count: usize) -> Value {
    json!({ "records": vec!["ecole/0380123C"; count] })
}

#[test]
fn clients_that_never_read_are_cut_once_others_want_their_room() {
    let hostile = Hostile::new();
    let clients = hostile.connect(120, |raw| {
        for _ in 0..8 {
            raw.ask("query", schools(""));
        }
    });
    for _ in 0..5 {
        others_are_served(&hostile.house);
    }
    // All of them together leave more unread than an account may.
    cut(&clients[0]);
    hostile.within_bounds(clients, "ne lit pas ses réponses");
}

#[test]
fn requests_that_do_not_come_whole_are_cut_once_others_want_their_room() {
    let hostile = Hostile::new();
    let clients = hostile.connect(60, |raw| {
        raw.bytes(&(1_u32 << 20).to_be_bytes());
        raw.bytes(&vec![b' '; 1_000_000]);
    });
    for _ in 0..5 {
        others_are_served(&hostile.house);
    }
    cut(&clients[0]);
    hostile.within_bounds(clients, "n’arrive pas en entier");
}

#[test]
fn long_requests_of_short_values_are_read_one_after_another() {
    let hostile = Hostile::new();
    let clients = hostile.connect(12, |raw| {
        let command = json!({"undo": {"entry": 1}});
        let order = json!({"command": {"many": {"commands": vec![command; 40_000]}}, "seen": []});
        for _ in 0..2 {
            raw.ask("preview", json!({ "order": order }));
        }
        // Longer than any request.
        raw.bytes(&u32::MAX.to_be_bytes());
    });
    others_are_served(&hostile.house);
    for client in &clients {
        cut(client);
    }
    hostile.within_bounds(clients, "trop longue");
}

#[test]
fn no_more_is_asked_at_once_than_a_page_has_rows() {
    let house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    for verb in ["names", "ties"] {
        let refused = raw.call(verb, records(1_001));
        assert!(refused["Err"].to_string().contains("1000 au plus"), "{refused}");
        let answer = raw.call(verb, records(1_000));
        assert!(
            answer["Ok"].as_array().is_some_and(|rows| !rows.is_empty()),
            "{answer}"
        );
    }
    let order = note("x", None)["order"].clone();
    let refused = raw.call("preview_each", json!({ "orders": vec![order; 1_001] }));
    assert!(refused["Err"].to_string().contains("too_many"), "{refused}");
}

#[test]
fn the_ties_of_many_records_come_in_several_answers_and_are_the_same() {
    use preau::domain::record::RecordId;
    use preau::service::{Client, Desk};
    let house = House::open();
    let client = Client::connect(&house.socket()).unwrap();
    let page: Value = Raw::greeted(&house.socket()).call("query", schools(""));
    let ids = page["Ok"]["rows"].as_array().unwrap().iter().map(|row| {
        let uai = row["School"]["uai"].as_str().unwrap();
        format!("ecole/{uai}").parse().unwrap()
    });
    let ids: Vec<RecordId> = ids.collect();
    let many: Vec<RecordId> = ids.iter().cycle().take(2_500).cloned().collect();
    let (names, ties) = (client.names(&many).unwrap(), client.ties(&many).unwrap());
    assert_eq!((names.len(), ties.len()), (2_500, 2_500));
    for at in [0, 999, 1_000, 2_499] {
        let alone = std::slice::from_ref(&many[at]);
        assert_eq!(client.names(alone).unwrap(), names[at..=at]);
        assert_eq!(client.ties(alone).unwrap(), ties[at..=at]);
    }
    assert!(
        ties.iter().map(Vec::len).sum::<usize>() > 1_000,
        "one answer would hold them all"
    );
}
