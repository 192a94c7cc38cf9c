//! The end of the service: answers under way are given, what comes after is refused with a word, the socket goes.

use serde_json::json;

use super::house::House;
use super::raw::{Raw, schools};

#[test]
fn what_is_under_way_is_answered_and_the_socket_goes() {
    let mut house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    let wait = json!({"since": 1_000_000, "wait": {"secs": 30, "nanos": 0}});
    raw.ask(1, "Changes", wait);
    // Read by now: requests of one connection are read in their order.
    assert!(raw.call(2, "Query", schools("")).get("Ok").is_some());
    house.terminate();
    let answer = raw.receive().unwrap();
    assert!(answer["message"]["Ok"]["Changes"].get("Ok").is_some(), "{answer}");
    assert!(raw.is_over());
    let status = house.ended();
    assert!(status.success(), "{status}\n{}", house.log());
    assert!(!house.socket().exists());
    let ran = house.run(["controler"]).expect(2);
    assert!(ran.err.contains("aucun service ne répond"), "{}", ran.err);
}

#[test]
fn what_comes_after_is_refused_with_a_word() {
    let mut house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    // More than a socket holds, and nothing of it is read: the service waits for this client as it ends.
    for id in 0..6 {
        raw.ask(id, "Query", schools(""));
    }
    assert!(raw.0.peek_byte());
    house.terminate();
    while house.told() != "STOPPING=1" {}
    while !house.log().contains("le service s’arrête") {
        std::thread::yield_now();
    }
    raw.ask(6, "Query", schools(""));
    let mut refused = 0;
    while let Some(answer) = raw.receive() {
        let answer = answer["message"]["Ok"]["Query"].clone();
        if answer.get("Ok").is_none() {
            assert_eq!(answer, json!({"Err": "Away"}));
            refused += 1;
        }
    }
    assert_eq!(refused, 1);
    assert!(house.ended().success());
}

/// Waits until there is something to read, and leaves it.
trait Peek {
    fn peek_byte(&self) -> bool;
}

impl Peek for std::os::unix::net::UnixStream {
    fn peek_byte(&self) -> bool {
        use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
        use std::os::fd::AsFd;
        let mut ready = [PollFd::new(self.as_fd(), PollFlags::POLLIN)];
        poll(&mut ready, PollTimeout::NONE).unwrap() == 1
    }
}
