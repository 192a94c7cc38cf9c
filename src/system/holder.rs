//! The program that holds the lock of a file: its process, its terminal, its account.

use std::fmt;
use std::fs::{self, File, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process;

use nix::sys::stat::{major, minor};

use super::account;

/// How much of a command is told, in characters.
const LONGEST: usize = 60;

/// A program that holds a file. Display names it in French, as it stands after a comma.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    /// Its command, cut; empty where the system does not tell it.
    pub command: String,
    /// Its terminal: `pts/3`; none where it has none.
    pub terminal: Option<String>,
    /// The account under which it runs.
    pub account: String,
}

impl Holder {
    /// Finds the program that holds a file; none where the system does not tell it, or where it is this one.
    pub fn of(file: &File) -> Option<Self> {
        let held = file.metadata().ok()?;
        let pid = by_open_files(&held).or_else(|| by_locks(&held))?;
        let folder = PathBuf::from(format!("/proc/{pid}"));
        Some(Self {
            pid,
            command: command(&folder),
            terminal: terminal(&folder),
            account: account::name(folder.metadata().ok()?.uid()),
        })
    }
}

/// Looks among the open files of the processes whose files this account may see: exact on every disk.
fn by_open_files(held: &Metadata) -> Option<u32> {
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let mut pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    pids.find(|pid| *pid != process::id() && holds(*pid, held))
}

fn holds(pid: u32, held: &Metadata) -> bool {
    let Ok(files) = fs::read_dir(format!("/proc/{pid}/fd")) else {
        return false;
    };
    let is_held = |name: &str| {
        let same = |found: Metadata| (found.dev(), found.ino()) == (held.dev(), held.ino());
        fs::metadata(format!("/proc/{pid}/fd/{name}")).is_ok_and(same)
            && fs::read_to_string(format!("/proc/{pid}/fdinfo/{name}"))
                .is_ok_and(|info| info.contains("FLOCK"))
    };
    files
        .flatten()
        .any(|entry| entry.file_name().to_str().is_some_and(is_held))
}

/// Looks among the locks of the whole system, which tell the process of any account: `1: FLOCK ADVISORY WRITE 4242
/// fd:01:131074 0 EOF`, the file by its device and its number there.
fn by_locks(held: &Metadata) -> Option<u32> {
    let wanted = format!(
        "{:02x}:{:02x}:{}",
        major(held.dev()),
        minor(held.dev()),
        held.ino()
    );
    let locks = fs::read_to_string("/proc/locks").ok()?;
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|word| *word == wanted)?;
        let pid = words.get(at.checked_sub(1)?)?.parse().ok()?;
        (words.contains(&"FLOCK") && pid != process::id() && pid > 0).then_some(pid)
    })
}

/// The command of a process, its arguments separated by blanks, without what would act on a terminal.
fn command(folder: &Path) -> String {
    let line = fs::read(folder.join("cmdline")).unwrap_or_default();
    let line = String::from_utf8_lossy(&line).replace('\0', " ");
    let name = || fs::read_to_string(folder.join("comm")).unwrap_or_default();
    let line = if line.trim().is_empty() { name() } else { line };
    let (program, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
    let program = Path::new(program)
        .file_name()
        .unwrap_or_default()
        .to_string_lossy();
    let whole = format!("{program} {rest}");
    let plain = whole.trim().chars().map(|c| if c.is_control() { ' ' } else { c });
    let cut: String = plain.clone().take(LONGEST).collect();
    if plain.count() > LONGEST { cut + "…" } else { cut }
}

/// The terminal of a process, by the number of its device in `/proc/PID/stat`.
fn terminal(folder: &Path) -> Option<String> {
    let stat = fs::read_to_string(folder.join("stat")).ok()?;
    // The name of the program stands between brackets, and may have any character.
    let (_, rest) = stat.rsplit_once(')')?;
    let number: u64 = rest.split_whitespace().nth(4)?.parse().ok()?;
    match (major(number), minor(number)) {
        (first @ 136..=143, line) => Some(format!("pts/{}", line + (first - 136) * 256)),
        (4, line @ ..64) => Some(format!("tty{line}")),
        (4, line) => Some(format!("ttyS{}", line - 64)),
        _ => None,
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.command.is_empty() {
            write!(f, "«\u{a0}{}\u{a0}» ", self.command)?;
        }
        let terminal = self.terminal.as_ref();
        let terminal = terminal.map_or_else(|| "sans terminal".to_owned(), |name| format!("terminal {name}"));
        write!(f, "(processus {}, {terminal}, compte {})", self.pid, self.account)
    }
}
