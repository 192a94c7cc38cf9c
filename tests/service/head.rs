//! The head of the journal in the service's log, and held against the base through the socket.

use std::collections::BTreeSet;

use preau::domain::journal::Head;

use super::house::House;
use super::raw::{Raw, note};

/// The heads that the log has, in its order.
fn heads(log: &str) -> Vec<Head> {
    let told = log.lines().filter_map(|line| line.split_once("tete="));
    told.map(|(_, head)| head.split_whitespace().next().unwrap().parse().unwrap())
        .collect()
}

#[test]
fn each_commit_leaves_its_head_in_the_log_before_it_is_acknowledged() {
    let mut house = House::open();
    // The head of the base that was opened is written beside the word that the service is ready.
    house.until(|log| !heads(log).is_empty(), || ());
    assert_eq!(heads(&house.log()).len(), 1, "{}", house.log());
    let mut raw = Raw::greeted(&house.socket());
    for _ in 0..3 {
        let answer = raw.call("execute", note("à rappeler", None));
        let seq = answer["Ok"]["seq"].as_u64().unwrap();
        let last = *heads(&house.log()).last().unwrap();
        assert_eq!(last.seq, seq);
    }
    raw.call("execute", note(" ", None));
    let told = heads(&house.log());
    assert_eq!(
        told.len(),
        4,
        "nothing is written of what is refused\n{}",
        house.log()
    );
    // Noted at each moment, and held against the base of now.
    for head in &told {
        let ran = house.run(["verifier", "--depuis", &head.to_string()]).expect(0);
        assert!(
            ran.out.contains("le journal continue la tête notée"),
            "{}",
            ran.out
        );
    }
    let last = told.last().unwrap();
    let wrong = Head {
        hash: [7; 32],
        ..*last
    };
    house.run(["verifier", "--depuis", &wrong.to_string()]).expect(1);
    let later = Head {
        seq: last.seq + 1,
        ..*last
    };
    let ran = house.run(["verifier", "--depuis", &later.to_string()]).expect(1);
    assert!(ran.out.contains("que la base n’a pas"), "{}", ran.out);
    house.close();
    let verified = house
        .place
        .run(["verifier", "--depuis", &last.to_string()])
        .expect(0);
    assert!(
        verified.out.contains(&format!("tête du journal\u{a0}: {last}")),
        "{}",
        verified.out
    );
}

#[test]
fn orders_that_share_a_commit_share_its_head() {
    let mut house = House::open();
    let socket = house.socket();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let mut raw = Raw::greeted(&socket);
                for _ in 0..10 {
                    assert!(raw.call("execute", note("à rappeler", None))["Ok"].is_object());
                }
            });
        }
    });
    let log = house.close();
    let told: Vec<u64> = heads(&log).iter().map(|head| head.seq).collect();
    let once: BTreeSet<u64> = told.iter().copied().collect();
    assert_eq!(told.len(), once.len(), "each once, in order: {told:?}");
    assert!(told.is_sorted() && told.last() == Some(&51), "{told:?}");
}
