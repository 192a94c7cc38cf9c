//! Programs killed at any moment, and disks that fill up: every entry acknowledged is there, and the base is sound.
//!
//! A child is this same test program, told by the environment what to do. It prints each entry's place once its commit
//! has returned; the parent kills it after so many of them, and holds the base against what was printed.

use std::env;
use std::hint;
use std::io::{BufRead, BufReader, Write, stdout};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::entries::{commune, contents, creation, note, now, school};
use preau::domain::journal::Entry;
use preau::store::{FileStore, Reader, Store, StoreError, verify};
use tempfile::TempDir;

/// What the child is to do, and with which file.
const TASK: &str = "PREAU_TEST_CHILD_TASK";
const BASE: &str = "PREAU_TEST_CHILD_BASE";

/// How many records an import creates.
const IMPORT: u32 = 400;

/// The files are kept in memory where the system has room for that: a killed program needs no disk.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// The entry of a place: what the child writes there and the parent expects.
fn expected(task: &str, seq: u64) -> Entry {
    let n = u32::try_from(seq).unwrap();
    match (task, n) {
        ("single", 1) => creation(1, [school(1, "Jaurès")]),
        ("single", _) => creation(seq, [note(n, 1, "vu")]),
        _ => creation(
            seq,
            (n * IMPORT..(n + 1) * IMPORT).map(|n| school(n, "École du bourg")),
        ),
    }
}

/// The child: not a test by itself.
#[test]
#[ignore = "run by the tests of this file, as another process"]
fn child() {
    let (Ok(task), Ok(base)) = (env::var(TASK), env::var(BASE)) else {
        return;
    };
    let mut store = FileStore::open_or_create(Path::new(&base), now()).unwrap();
    say("ready");
    let mut seq = store.head().unwrap().seq;
    loop {
        let entry = expected(&task, seq + 1);
        match store.commit(&[entry]) {
            Ok(head) => seq = head.seq,
            Err(error) => return full(&mut store, &error, seq),
        }
        say(&format!("ack {seq}"));
    }
}

/// The child's disk is full: it goes on reading, and is refused again.
fn full(store: &mut FileStore, error: &StoreError, seq: u64) {
    assert!(matches!(error, StoreError::Full), "{error}");
    assert_eq!(store.head().unwrap().seq, seq);
    assert_eq!(store.load().unwrap().head.seq, seq);
    let again = store.commit(&[expected("import", seq + 1)]).unwrap_err();
    assert!(matches!(again, StoreError::Full), "{again}");
    assert_eq!(contents(store).unwrap().journal.len() as u64, seq);
    say("full");
}

fn say(line: &str) {
    // A line of its own, whatever the test harness has printed before.
    println!("\n{line}");
    stdout().flush().unwrap();
}

/// The arguments that make this program run the child.
const CHILD: [&str; 4] = ["crash::child", "--exact", "--ignored", "--nocapture"];

fn spawn(mut command: Command, task: &str, base: &Path) -> (Child, BufReader<ChildStdout>) {
    let mut child = command
        .env(TASK, task)
        .env(BASE, base)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap());
    (child, lines)
}

/// The last place acknowledged in what a child printed.
fn acknowledged(line: &str) -> Option<u64> {
    line.trim().strip_prefix("ack ")?.parse().ok()
}

/// Pseudo-random numbers: the same moments in each run, as far as two processes can keep them.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

/// Runs a child, kills it after so many lines and a little more, and returns the last place that it acknowledged.
fn killed(task: &str, base: &Path, lines_first: u64, turns: u64) -> u64 {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(CHILD).stderr(Stdio::null());
    let (mut child, mut lines) = spawn(command, task, base);
    let mut line = String::new();
    let mut last = 0;
    let mut heard = 0;
    while heard < lines_first && lines.read_line(&mut line).unwrap() > 0 {
        heard += u64::from(line.trim() == "ready" || acknowledged(&line).is_some());
        last = acknowledged(&line).unwrap_or(last);
        line.clear();
    }
    (0..turns).for_each(|_| hint::spin_loop());
    child.kill().unwrap();
    child.wait().unwrap();
    for line in lines.lines() {
        last = line.ok().and_then(|line| acknowledged(&line)).unwrap_or(last);
    }
    last
}

/// Checks that a base has every entry up to one place, at most one more, each as it was written, and is sound.
fn check(task: &str, base: &Path, last: u64) -> u64 {
    let mut store = FileStore::open(base).unwrap();
    let head = store.head().unwrap().seq;
    assert!(
        head == last || head == last + 1,
        "{last} acknowledged, {head} found"
    );
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let mut seq = 0;
    let mut each = |link: preau::store::Link| {
        seq += 1;
        link.entry == expected(task, seq)
    };
    store.journal(1, &mut each).unwrap();
    assert_eq!(seq, head, "an entry is not the one that was written");
    head
}

/// Kills children that work on the same base, one after the other.
fn kill_many(task: &str, times: u64, lines: u64, turns: u64) {
    let mut dice = Dice(0x5eed + times);
    let (mut folder, mut known) = (folder(), 0);
    for round in 0..times {
        if round % 10 == 0 {
            (folder, known) = (self::folder(), 0);
        }
        let base: PathBuf = folder.path().join("base.preau");
        let last = killed(task, &base, dice.below(lines), dice.below(turns)).max(known);
        // Killed while it was made, a base is not there at all.
        if base.exists() {
            known = check(task, &base, last);
        } else {
            assert_eq!(last, 0);
        }
    }
}

#[test]
fn single_commands_outlast_60_kills() {
    kill_many("single", 60, 20, 400_000);
}

#[test]
fn imports_outlast_40_kills() {
    kill_many("import", 40, 4, 4_000_000);
}

#[test]
fn a_full_disk_is_said_and_the_base_stays_as_it_was() {
    for task in ["single", "import"] {
        let folder = folder();
        let base = folder.path().join("base.preau");
        // No file may grow past this many blocks; the signal that would say so is ignored, as on a full disk.
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg("trap '' XFSZ; ulimit -f 1000; exec \"$0\" \"$@\"")
            .arg(env::current_exe().unwrap())
            .args(CHILD);
        let (mut child, lines) = spawn(command, task, &base);
        let lines: Vec<String> = lines.lines().map_while(Result::ok).collect();
        assert!(child.wait().unwrap().success(), "{lines:#?}");
        assert!(lines.iter().any(|line| line == "full"), "{lines:#?}");
        let last = lines
            .iter()
            .filter_map(|line| acknowledged(line))
            .next_back()
            .unwrap();
        assert_eq!(check(task, &base, last), last);
        let mut store = FileStore::open(&base).unwrap();
        store.commit(&[creation(last + 1, [commune(1)])]).unwrap();
        assert!(verify(&mut store).is_sound());
    }
}
