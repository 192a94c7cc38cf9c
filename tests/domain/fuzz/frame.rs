//! The frames of the service: whatever comes on a connection is so many sound requests and at most one fault.

use preau::domain::command::{Command, Order, OrderId};
use preau::domain::query::{Pane, Query};
use preau::service::heard;
use serde_json::{Value, json};

use crate::support::breed::{breed, count};
use crate::support::chance::Chance;

/// A frame: its length, and its text.
fn frame(value: &Value) -> Vec<u8> {
    let text = serde_json::to_vec(value).unwrap();
    let length = u32::try_from(text.len()).unwrap();
    [&length.to_be_bytes()[..], &text].concat()
}

fn hello() -> Value {
    json!({"protocol": 6, "version": "9.9.9", "face": "desk", "session": "0123456789abcdef0123456789abcdef"})
}

/// Connections as sound clients make them.
fn corpus() -> Vec<Vec<u8>> {
    let query = Query::all(Pane::Schools, 1_000);
    let about = "ecole/0380123C".parse().unwrap();
    let order = Order {
        id: Some(OrderId::new(7)),
        ..Order::blind(Command::AddNote {
            about,
            text: "vu".to_owned(),
        })
    };
    let calls = [
        json!({ "query": { "query": query } }),
        json!({ "execute": { "order": order } }),
        json!({ "changes": { "since": 1, "wait": { "secs": 1, "nanos": 0 } } }),
        json!({ "deliver": { "file": { "kind": "conseils", "name": "c.csv", "length": 10 } } }),
        json!({ "import": { "id": OrderId::new(8), "stages": false } }),
    ];
    let calls: Vec<Vec<u8>> = calls.iter().map(frame).collect();
    let alone = calls.iter().map(|call| [frame(&hello()), call.clone()].concat());
    alone
        .chain([[frame(&hello()), calls.concat()].concat()])
        .collect()
}

#[test]
fn a_sound_connection_is_heard_whole() {
    for (calls, bytes) in [1, 1, 1, 1, 1, 5].into_iter().zip(corpus()) {
        let (read, fault) = heard(&bytes).unwrap();
        assert!(fault.is_ok(), "{fault:?}");
        assert_eq!(read, calls + 1);
    }
}

#[test]
fn whatever_comes_is_sound_requests_and_at_most_one_fault() {
    let corpus = corpus();
    let mut chance = Chance::seeded(4);
    let (mut sound, mut faults) = (0, 0);
    for _ in 0..count() {
        let bytes = breed(&mut chance, &corpus);
        let (read, fault) = heard(&bytes).unwrap();
        assert!(read <= bytes.len() / 4, "{read} frames of {} bytes", bytes.len());
        sound += read;
        faults += usize::from(fault.is_err());
        // What came first is heard the same, whatever comes after it.
        let cut = chance.below(bytes.len() + 1);
        assert!(heard(&bytes[..cut]).unwrap().0 <= read);
    }
    assert!(sound > 0 && faults > 0, "{sound} frames, {faults} faults");
}
