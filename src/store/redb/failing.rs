//! Disks that fail in each of the calls that a commit makes: what is said of the commit is what the disk has.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

use nix::libc::{EDQUOT, EFBIG, EIO, ENOSPC};
use serde_json::json;
use tempfile::TempDir;

use super::FileStore;
use super::medium::Medium;
use crate::domain::journal::Entry;
use crate::store::{Reader, Store, StoreError};

/// What the system writes at a time.
const PAGE: usize = 4096;

/// A disk, and what the system has of it in memory.
#[derive(Debug, Default)]
struct Disk(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    memory: Vec<u8>,
    disk: Vec<u8>,
    /// The pages of memory that are still to be written.
    dirty: BTreeSet<usize>,
    /// How many calls that change the file were made since the plan.
    calls: usize,
    plan: Option<Plan>,
    /// True where the disk has no room for what is to come.
    is_tight: bool,
    /// True once what was written could not be brought to the disk.
    unsynced: bool,
}

/// The call that fails, the first being 0, and with which error of the system.
#[derive(Debug, Clone, Copy)]
struct Plan {
    call: usize,
    error: i32,
    /// So do all that follow.
    lasts: bool,
}

impl State {
    /// Counts a call, which fails as planned.
    fn call(&mut self) -> io::Result<()> {
        let at = self.calls;
        self.calls += 1;
        match self.plan {
            Some(plan) if at == plan.call || plan.lasts && at > plan.call => {
                Err(io::Error::from_raw_os_error(plan.error))
            }
            _ => Ok(()),
        }
    }

    /// Writes pages of memory to the disk.
    fn flush(&mut self, kept: impl Fn(usize) -> bool) {
        self.disk.resize(self.memory.len(), 0);
        for page in std::mem::take(&mut self.dirty)
            .into_iter()
            .filter(|page| kept(*page))
        {
            let span = page * PAGE..((page + 1) * PAGE).min(self.memory.len());
            if !span.is_empty() {
                self.disk[span.clone()].copy_from_slice(&self.memory[span]);
            }
        }
    }
}

impl Disk {
    /// The disk that a file is on.
    fn of(file: &File) -> Arc<Self> {
        let mut bytes = vec![0; usize::try_from(Medium::len(file).unwrap()).unwrap()];
        Medium::read(file, 0, &mut bytes).unwrap();
        Arc::new(Self(Mutex::new(State {
            disk: bytes.clone(),
            memory: bytes,
            ..State::default()
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn plan(&self, plan: Plan) {
        let mut state = self.state();
        (state.calls, state.plan) = (0, Some(plan));
    }

    /// True once the planned call was made.
    fn failed(&self) -> bool {
        let state = self.state();
        state.plan.is_some_and(|plan| state.calls > plan.call)
    }

    /// What a power cut leaves.
    fn cut(&self, to: &Path) {
        fs::write(to, &self.state().disk).unwrap();
    }
}

impl Medium for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.state().memory.len() as u64)
    }

    fn read(&self, at: u64, out: &mut [u8]) -> io::Result<()> {
        let at = usize::try_from(at).unwrap();
        let state = self.state();
        let bytes = state.memory.get(at..at + out.len());
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    fn write(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.state();
        state.call()?;
        let span = usize::try_from(at).unwrap()..usize::try_from(at).unwrap() + bytes.len();
        let len = state.memory.len().max(span.end);
        state.memory.resize(len, 0);
        state.dirty.extend(span.start / PAGE..span.end.div_ceil(PAGE));
        state.memory[span].copy_from_slice(bytes);
        Ok(())
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let mut state = self.state();
        state.call()?;
        state.memory.resize(usize::try_from(len).unwrap(), 0);
        Ok(())
    }

    fn reserve(&self, _: u64, _: u64) -> io::Result<()> {
        let mut state = self.state();
        state.call()?;
        if state.is_tight {
            return Err(io::Error::from_raw_os_error(ENOSPC));
        }
        Ok(())
    }

    /// A call that fails has written some of the pages, and the system takes the others for written.
    fn sync(&self) -> io::Result<()> {
        let mut state = self.state();
        let done = state.call();
        let fails = done.is_err();
        state.unsynced |= fails;
        state.flush(|page| !fails || page % 2 == 1);
        done
    }

    fn forget(&self) -> io::Result<()> {
        Ok(())
    }
}

/// An entry that makes so many solutions.
fn entry(seq: u64, solutions: usize) -> Entry {
    let change = |n: usize| {
        let code = format!("s{seq}-{n}");
        json!({"after": {"solution":
            {"code": code, "name": "Une solution", "provider": "213801855", "category": "ENT"}}})
    };
    let changes: Vec<_> = (0..solutions).map(change).collect();
    serde_json::from_value(json!({
        "seq": seq, "at": "2026-11-23T08:30:00Z", "actor": {"uid": 1000, "name": "jdupont"},
        "command": {"undo": {"entry": 1}}, "changes": changes
    }))
    .unwrap()
}

/// A base with one entry, on a disk that does what it is planned to.
fn base() -> (TempDir, FileStore, Arc<Disk>) {
    // In memory where the system has room for that: only what is said of the disk counts.
    let folder = tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap();
    let path = folder.path().join("base.preau");
    let first = entry(1, 3);
    FileStore::create(&path, first.at)
        .unwrap()
        .commit(&[first])
        .unwrap();
    let mut disk = None;
    let store = FileStore::open_in(&path, |file| Arc::clone(disk.insert(Disk::of(&file))) as _).unwrap();
    (folder, store, disk.unwrap())
}

/// The last entry of what a power cut leaves, which is sound.
fn after_a_cut(folder: &TempDir, disk: &Disk) -> u64 {
    let path = folder.path().join("coupure.preau");
    disk.cut(&path);
    let mut store = FileStore::open(&path).unwrap();
    assert_eq!(store.check().unwrap(), []);
    store.head().unwrap().seq
}

/// How many solutions each commit of a run makes: few, many so that the file grows, few.
const COMMITS: [usize; 3] = [1, 150, 1];

/// What was said in a run.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
struct Said {
    written: usize,
    full: usize,
    unknown: usize,
    unread: usize,
}

/// Commits on a disk that fails as planned, and holds what is said against what a power cut would leave.
fn run(plan: Plan) -> (Said, bool) {
    let (folder, mut store, disk) = base();
    disk.plan(plan);
    let (mut said, mut acknowledged) = (Said::default(), 1);
    for solutions in COMMITS {
        let answer = store.commit(&[entry(acknowledged + 1, solutions)]);
        let found = after_a_cut(&folder, &disk);
        match answer {
            Ok(head) => {
                acknowledged += 1;
                said.written += 1;
                assert_eq!((head.seq, found), (acknowledged, acknowledged), "{plan:?}");
            }
            Err(StoreError::Full) => {
                said.full += 1;
                assert_eq!(found, acknowledged, "{plan:?}: said not to be written");
            }
            Err(StoreError::Unknown(_)) => {
                said.unknown += 1;
                assert!(
                    [acknowledged, acknowledged + 1].contains(&found),
                    "{plan:?}: {found}"
                );
                let again = store.commit(&[entry(acknowledged + 1, 1)]).unwrap_err();
                assert!(matches!(again, StoreError::Engine(_)), "{plan:?}: {again}");
                break;
            }
            Err(StoreError::Io { .. }) => {
                said.unread += 1;
                assert_eq!(found, acknowledged, "{plan:?}");
                break;
            }
            Err(error) => panic!("{plan:?}: {error}"),
        }
    }
    if disk.state().unsynced && plan.error != EIO && !plan.lasts {
        assert_eq!(
            said.written,
            COMMITS.len(),
            "{plan:?}: it was not committed again"
        );
    }
    (said, disk.failed())
}

/// Every call of a run fails in its turn; what was said, once each.
fn each_call(error: i32, lasts: bool) -> BTreeSet<Said> {
    let mut all = BTreeSet::new();
    for call in 0.. {
        let (said, failed) = run(Plan { call, error, lasts });
        if !failed {
            assert_eq!(said.written, COMMITS.len());
            return all;
        }
        all.insert(said);
    }
    all
}

#[test]
fn what_is_said_of_a_commit_is_what_the_disk_has_where_there_is_no_room_once() {
    for error in [ENOSPC, EDQUOT, EFBIG] {
        let all = each_call(error, false);
        assert!(all.iter().all(|said| said.unknown + said.unread == 0), "{all:?}");
        assert!(all.iter().any(|said| said.full == 1), "{all:?}");
        assert!(
            all.iter().any(|said| said.written == 3),
            "{all:?} and none committed again"
        );
    }
}

#[test]
fn what_is_said_of_a_commit_is_what_the_disk_has_where_there_is_no_room_any_more() {
    for error in [ENOSPC, EDQUOT] {
        let all = each_call(error, true);
        assert!(all.iter().any(|said| said.unknown == 1), "{all:?}");
    }
}

#[test]
fn after_any_other_error_the_fate_is_unknown_and_the_store_closed() {
    for lasts in [false, true] {
        let all = each_call(EIO, lasts);
        assert!(all.iter().all(|said| said.full == 0), "{all:?}");
        assert!(
            all.iter().all(|said| said.unknown == 1 || said.written == 3),
            "{all:?}"
        );
    }
}

#[test]
fn after_an_unknown_fate_the_next_opening_reads_from_the_disk_and_forgets_it() {
    let (folder, mut store, disk) = base();
    disk.plan(Plan {
        call: 0,
        error: EIO,
        lasts: false,
    });
    assert!(matches!(
        store.commit(&[entry(2, 1)]),
        Err(StoreError::Unknown(_))
    ));
    let path = folder.path().join("suite.preau");
    fs::write(&path, &disk.state().memory).unwrap();
    drop(store);
    for doubted in [true, false] {
        let super::prefix::Found::Prefix(prefix) = super::prefix::read(&File::open(&path).unwrap()).unwrap()
        else {
            panic!("no prefix");
        };
        assert_eq!(prefix.doubted, doubted);
        FileStore::open(&path)
            .unwrap()
            .commit(&[entry(2 + u64::from(!doubted), 1)])
            .unwrap();
    }
}

#[test]
fn a_disk_without_room_for_twice_the_file_takes_what_it_has_room_for() {
    let (folder, mut store, disk) = base();
    disk.state().is_tight = true;
    let len = disk.state().memory.len();
    for seq in 2.. {
        store.commit(&[entry(seq, 20)]).unwrap();
        if disk.state().memory.len() >= 4 * len {
            assert_eq!(after_a_cut(&folder, &disk), seq);
            return;
        }
    }
}
