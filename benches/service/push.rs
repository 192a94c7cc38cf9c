//! A colleague's change: from the moment at which it is asked until another client hears of it.

use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use preau::domain::command::{Command, Order};
use preau::domain::record::RecordId;
use preau::service::{Client, Desk};

use crate::support::service::{Service, base, socket};
use crate::took::Took;
use crate::world::{DAY, found, schools};

/// How many changes are measured.
const TIMES: usize = 200;

/// The same in a short run.
const FEW: usize = 5;

/// The budget, in milliseconds: « within a second ».
const BUDGET: u32 = 1_000;

pub fn measure(short: bool) {
    let times = if short { FEW } else { TIMES };
    let folder = tempfile::tempdir().unwrap();
    found(&base(folder.path()));
    let service = Service::start(folder.path(), DAY);
    let socket = socket(folder.path());
    let mut writer = Client::connect(&socket).unwrap();
    let reader = Client::connect(&socket).unwrap();
    let (heard, hear) = channel();
    let listens = thread::spawn(move || {
        let mut since = 1;
        for _ in 0..times {
            since = reader.changes(since, Duration::from_secs(20)).unwrap().seq;
            heard.send((since, Instant::now())).unwrap();
        }
    });
    let (mut asked, mut done) = (Vec::new(), Vec::new());
    for number in 0..times {
        let order = Order::blind(Command::AddNote {
            about: RecordId::School(schools()[number % 20]),
            text: format!("note {number}"),
        });
        let start = Instant::now();
        let receipt = writer.execute(&order).unwrap();
        let end = Instant::now();
        let (seq, at) = hear.recv().unwrap();
        assert_eq!(seq, receipt.seq);
        asked.push((at - start).as_secs_f64() * 1e6);
        done.push(at.saturating_duration_since(end).as_secs_f64() * 1e6);
    }
    listens.join().unwrap();
    service.stop();
    tell("a colleague's change is heard, from its asking", asked);
    tell("the same, from its acknowledgement", done);
}

fn tell(what: &str, microseconds: Vec<f64>) {
    let took = Took::new(1.0, microseconds.into_iter());
    println!(
        "{what}: {:.2} ms at the median, {:.2} ms at p99   (budget {BUDGET} ms)",
        took.median(),
        took.p99()
    );
}
