//! The end of the service: answers under way are given, what comes after is refused with a word, the socket goes.

use serde_json::{Value, json};

use super::house::House;
use super::raw::{Raw, schools};

/// Waits for what others do, and is on the dossier of a school meanwhile.
fn waiting(wait: u64) -> Value {
    let presence = json!({"viewing": "ecole/0380123C", "editing": false});
    json!({"since": 1_000_000, "presence": presence, "wait": {"secs": wait, "nanos": 0}})
}

#[test]
fn what_is_under_way_is_answered_and_the_socket_goes() {
    let mut house = House::open();
    let mut raw = Raw::watching(&house.socket(), "1");
    raw.ask("news", waiting(30));
    // Under way once another hears of it.
    let mut other = Raw::watching(&house.socket(), "2");
    let count = |news: &Value| news.to_string().matches("ecole/0380123C").count();
    while count(&other.call("news", waiting(0))) < 2 {}
    house.terminate();
    let answer = raw.receive().unwrap();
    assert!(answer.get("Ok").is_some(), "{answer}");
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
    for _ in 0..6 {
        raw.ask("query", schools(""));
    }
    assert!(raw.0.peek_byte());
    house.terminate();
    while house.notified() != "STOPPING=1" {}
    house.until(|log| log.contains("le service s’arrête"), || ());
    raw.ask("query", schools(""));
    let answers: Vec<Value> = std::iter::from_fn(|| raw.receive()).collect();
    let refused = answers
        .iter()
        .filter(|answer| **answer == json!({"Err": "Away"}))
        .count();
    let answered = answers.iter().filter(|answer| answer.get("Ok").is_some()).count();
    assert_eq!(answered + refused, 7);
    assert!(
        answered > 0
            && answers[answered..]
                .iter()
                .all(|answer| answer.get("Err").is_some())
    );
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
