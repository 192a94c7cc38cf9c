//! Reading every record: one thread walks the table and checks it, two others read the JSON.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use redb::ReadTransaction;

use super::codec;
use super::engine_panic::engine_caught;
use super::meta::{self, Meta};
use super::tables::RECORDS;
use super::walk::walk;
use crate::domain::record::{Kind, Record};
use crate::store::{Loaded, StoreError};

/// How many records a thread reads at a time.
const BATCH: usize = 1024;

/// How many threads read JSON.
const READERS: usize = 2;

/// Consecutive records of one kind: their keys and their JSON, one after the other.
struct Batch {
    place: usize,
    kind: Kind,
    bytes: Vec<u8>,
    spans: Vec<Span>,
}

/// Where a record's key and its JSON end in a batch, and its version.
struct Span {
    key: usize,
    json: usize,
    version: u64,
}

/// The place of a batch, and what a thread made of it.
type Outcome = (usize, Result<Vec<(Record, u64)>, StoreError>);

/// Reads every record; fails on one that is damaged, and where one is missing or added.
pub fn load(txn: &ReadTransaction) -> Result<Loaded, StoreError> {
    let meta = meta::read(txn)?;
    let table = txn.open_table(RECORDS)?;
    let (counted, outcomes) = shared_out(|batches| batches.fill(&table), read_batches);
    let counted = counted?;
    let records = in_order(outcomes)?;
    meta.agree(counted)?;
    meta.counts(records.len())?;
    Ok(Loaded {
        records,
        head: meta.head,
    })
}

/// Runs `fill` on this thread and `read` on each reader's, and returns what they give.
///
/// The readers alone hold the receiver: where all of them end early, it goes with them and filling does not wait.
fn shared_out<T>(
    fill: impl FnOnce(Batches) -> T,
    read: fn(&Mutex<Receiver<Batch>>) -> Vec<Outcome>,
) -> (T, [Vec<Outcome>; READERS]) {
    let (send, receive) = sync_channel(2 * READERS);
    let receive = Arc::new(Mutex::new(receive));
    thread::scope(|scope| {
        let readers = [(); READERS].map(|()| {
            let receive = Arc::clone(&receive);
            scope.spawn(move || read(&receive))
        });
        drop(receive);
        let filled = fill(Batches::new(send));
        (filled, readers.map(|reader| reader.join().unwrap_or_default()))
    })
}

fn in_order(outcomes: [Vec<Outcome>; READERS]) -> Result<Vec<(Record, u64)>, StoreError> {
    let mut outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    outcomes.sort_unstable_by_key(|(place, _)| *place);
    let mut records = Vec::new();
    for (_, batch) in outcomes {
        records.append(&mut batch?);
    }
    Ok(records)
}

/// Fills batches and sends them.
struct Batches {
    send: SyncSender<Batch>,
    batch: Batch,
}

impl Batches {
    fn new(send: SyncSender<Batch>) -> Self {
        let batch = Batch::new(0, Kind::Collectivite);
        Self { send, batch }
    }

    /// Walks the table; the readers hear the end when this is dropped.
    fn fill(mut self, table: &impl super::walk::Records) -> Result<Meta, StoreError> {
        let counted = walk(table, &mut |kind, key, value| {
            let value = value?;
            if self.batch.spans.len() == BATCH || self.batch.kind != kind {
                self.flush(kind);
            }
            self.batch.push(key, value);
            Ok(())
        })?;
        self.flush(Kind::Collectivite);
        Ok(counted)
    }

    /// Sends the batch and starts the next. A reader that is gone shows in the count of the records.
    fn flush(&mut self, kind: Kind) {
        let next = Batch::new(self.batch.place + 1, kind);
        let _ = self.send.send(std::mem::replace(&mut self.batch, next));
    }
}

impl Batch {
    fn new(place: usize, kind: Kind) -> Self {
        Self {
            place,
            kind,
            bytes: Vec::new(),
            spans: Vec::with_capacity(BATCH),
        }
    }

    fn push(&mut self, key: &str, value: codec::Value<'_>) {
        self.bytes.extend_from_slice(key.as_bytes());
        let key = self.bytes.len();
        self.bytes.extend_from_slice(value.json);
        self.spans.push(Span {
            key,
            json: self.bytes.len(),
            version: value.version,
        });
    }

    fn read(&self) -> Result<Vec<(Record, u64)>, StoreError> {
        let mut start = 0;
        let read = self.spans.iter().map(|span| {
            let key = String::from_utf8_lossy(&self.bytes[start..span.key]);
            let record = codec::decode(self.kind, &key, &self.bytes[span.key..span.json])?;
            start = span.json;
            Ok((record, span.version))
        });
        read.collect()
    }
}

/// Reads batches until there are no more.
fn read_batches(receive: &Mutex<Receiver<Batch>>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    while let Some(batch) = next(receive) {
        outcomes.push((batch.place, engine_caught(|| batch.read())));
    }
    outcomes
}

fn next(receive: &Mutex<Receiver<Batch>>) -> Option<Batch> {
    receive.lock().ok()?.recv().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filling_ends_where_every_reader_ended_early() {
        let (sent, outcomes) = shared_out(
            |mut batches| {
                (0..10 * READERS).for_each(|_| batches.flush(Kind::School));
                batches.batch.place
            },
            |_| Vec::new(),
        );
        assert_eq!(sent, 10 * READERS);
        assert!(outcomes.iter().all(Vec::is_empty));
    }
}
