//! Holds what the clients saw against the journal. It knows nothing of the program but these two.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::history::{Event, Touched, Written};

/// What one client saw, under its name.
pub type History = (String, Vec<Event>);

/// Says what is wrong; nothing where every promise was kept.
///
/// - Each record's versions form one line: an entry starts from what the one before it made.
/// - No order is carried out twice, none that was refused, none that nobody asked.
/// - No acknowledged order is lost, and none is where it was not said to be.
/// - No order overwrites a version that its author had not seen.
/// - A read gives what the journal made of the record at that version, and the last one at its revision.
/// - In a session nothing goes backwards, and it sees what it was told is done.
pub fn check(histories: &[History], journal: &[Written]) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = Lines::of(journal, &mut faults);
    let orders = orders(journal, &mut faults);
    unasked(histories, &orders, &mut faults);
    for (name, events) in histories {
        let mut session = Session::new(&lines, &orders);
        for event in events {
            let wrong = session.event(event);
            faults.extend(
                wrong
                    .into_iter()
                    .map(|wrong| format!("{name} : {wrong} ({event:?})")),
            );
        }
    }
    faults
}

/// The versions of each record, by the entries that made them; no value where an entry removed it.
struct Lines(HashMap<String, BTreeMap<u64, Option<String>>>);

impl Lines {
    fn of(journal: &[Written], faults: &mut Vec<String>) -> Self {
        let mut lines = Self(HashMap::new());
        for (place, written) in (1..).zip(journal) {
            if written.seq != place {
                faults.push(format!("the journal has {} at place {place}", written.seq));
            }
            for touched in &written.changes {
                lines.add(written.seq, touched, faults);
            }
        }
        lines
    }

    fn add(&mut self, seq: u64, touched: &Touched, faults: &mut Vec<String>) {
        let line = self.0.entry(touched.record.clone()).or_default();
        let last = line.values().next_back().cloned().flatten();
        if last != touched.before {
            faults.push(format!("entry {seq} forks the line of {}", touched.record));
        }
        line.insert(seq, touched.after.clone());
    }

    /// The version of a record after an entry; 0 where there was none.
    fn version(&self, record: &str, at: u64) -> u64 {
        let line = self.0.get(record);
        let last = line.and_then(|line| line.range(..=at).next_back());
        last.filter(|(_, value)| value.is_some())
            .map_or(0, |(seq, _)| *seq)
    }

    fn value(&self, record: &str, version: u64) -> Option<&str> {
        self.0.get(record)?.get(&version)?.as_deref()
    }
}

/// The place of each order that has a number.
fn orders(journal: &[Written], faults: &mut Vec<String>) -> HashMap<String, u64> {
    let mut orders = HashMap::new();
    for written in journal {
        let Some(order) = &written.order else { continue };
        if let Some(first) = orders.insert(order.clone(), written.seq) {
            faults.push(format!(
                "order {order} is done twice, at {first} and {}",
                written.seq
            ));
        }
    }
    orders
}

/// Orders of the journal that nobody asked.
fn unasked(histories: &[History], orders: &HashMap<String, u64>, faults: &mut Vec<String>) {
    let events = histories.iter().flat_map(|(_, events)| events);
    let asked: BTreeSet<&String> = events
        .filter_map(|event| match event {
            Event::Asked { order, .. } => Some(order),
            _ => None,
        })
        .collect();
    let unknown = orders.keys().filter(|order| !asked.contains(order));
    faults.extend(unknown.map(|order| format!("nobody asked for order {order}")));
}

/// What a client knows so far.
struct Session<'a> {
    lines: &'a Lines,
    orders: &'a HashMap<String, u64>,
    /// The latest revision of which it heard, by an answer or an acknowledgement.
    revision: u64,
    /// The revision it knew when it asked for each order.
    asked: HashMap<String, u64>,
    /// The version of each record that it read last.
    read: HashMap<String, u64>,
}

impl<'a> Session<'a> {
    fn new(lines: &'a Lines, orders: &'a HashMap<String, u64>) -> Self {
        Self {
            lines,
            orders,
            revision: 0,
            asked: HashMap::new(),
            read: HashMap::new(),
        }
    }

    /// Takes the next event in, and says what is wrong with it.
    fn event(&mut self, event: &Event) -> Vec<String> {
        match event {
            Event::Asked { order, seen } => self.asked(order, seen),
            Event::Done { order, seq } => self.done(order, *seq),
            Event::Refused { order } => self.refused(order),
            Event::Heard { revision } => self.heard(*revision),
            Event::Read {
                record,
                version,
                value,
                revision,
            } => self.read(record, *version, value, *revision),
        }
    }

    /// An order that is in the journal, acknowledged or not, starts from what its author had seen.
    fn asked(&mut self, order: &str, seen: &[(String, u64)]) -> Vec<String> {
        self.asked.insert(order.to_owned(), self.revision);
        let Some(seq) = self.orders.get(order) else {
            return Vec::new();
        };
        let stale = seen.iter().filter_map(|(record, version)| {
            let was = self.lines.version(record, seq - 1);
            (was != *version).then(|| format!("entry {seq} overwrites version {was} of {record}, unseen"))
        });
        stale.collect()
    }

    fn done(&mut self, order: &str, seq: u64) -> Vec<String> {
        let mut wrong = Vec::new();
        match self.orders.get(order) {
            None => wrong.push("an acknowledged order is lost".to_owned()),
            Some(at) if *at != seq => wrong.push(format!("an acknowledged order is at {at}")),
            Some(_) => {}
        }
        match self.asked.get(order) {
            None => wrong.push("an order is acknowledged that was not asked".to_owned()),
            Some(known) if *known >= seq => {
                wrong.push(format!(
                    "an order is done before revision {known}, at which it was asked"
                ));
            }
            Some(_) => {}
        }
        self.revision = self.revision.max(seq);
        wrong
    }

    fn refused(&self, order: &str) -> Vec<String> {
        let done = self.orders.get(order);
        done.map(|seq| format!("a refused order is done, at {seq}"))
            .into_iter()
            .collect()
    }

    fn heard(&mut self, revision: u64) -> Vec<String> {
        let known = self.revision;
        self.revision = known.max(revision);
        let back = (revision < known).then(|| format!("the base goes back from revision {known}"));
        back.into_iter().collect()
    }

    fn read(&mut self, record: &str, version: u64, value: &str, revision: u64) -> Vec<String> {
        let mut wrong = self.heard(revision);
        let last = self.lines.version(record, revision);
        if version != last {
            wrong.push(format!("at revision {revision} the record is at version {last}"));
        }
        if self.lines.value(record, version) != Some(value) {
            wrong.push("the journal never made that of the record".to_owned());
        }
        let before = self.read.insert(record.to_owned(), version).unwrap_or(0);
        if version < before {
            wrong.push(format!("the record goes back from version {before}"));
        }
        wrong
    }
}
