//! A temporary folder with its own home, in which the program runs and nothing else is seen.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use chrono::Utc;
use preau::store::FileStore;
use tempfile::TempDir;

pub use crate::support::sample::DEMO;

/// The day J of the demo's files.
pub const DAY: &str = "2026-11-23";

/// A folder for one test.
pub struct Place {
    folder: TempDir,
}

/// What a command did.
#[derive(Debug)]
pub struct Ran {
    /// The exit status.
    pub status: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Checks the exit status.
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }
}

impl Place {
    /// Makes a folder without a base.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Makes a folder whose base is empty and marked *essai*: on it a day J writes.
    pub fn trial() -> Self {
        let place = Self::new();
        place.answered_for();
        drop(FileStore::create_trial(&place.base(), Utc::now()).unwrap());
        place
    }

    /// Makes a folder whose base, marked *essai*, holds the files of the demo, registrations aside.
    pub fn demo() -> Self {
        static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
        let bytes = BYTES.get_or_init(|| {
            let place = Self::trial();
            for (what, file) in DEMO {
                place.run(["importer", what, &demo(file)]).expect(0);
            }
            fs::read(place.base()).unwrap()
        });
        let place = Self::new();
        place.answered_for();
        fs::create_dir_all(place.base().parent().unwrap()).unwrap();
        fs::write(place.base(), bytes).unwrap();
        place
    }

    /// Names in the configuration who answers for the register.
    pub fn answered_for(&self) {
        let folder = self.path(".config/preau");
        fs::create_dir_all(&folder).unwrap();
        let text = "[dsden]\nresponsable = \"DASEN, 1 rue Exemple\"\ndpd = \"dpd@exemple.invalid\"\n";
        fs::write(folder.join("config.toml"), text).unwrap();
    }

    /// Gives the path of a file of the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Gives the path of the base, where the program puts it when nothing is said.
    pub fn base(&self) -> PathBuf {
        self.path(".local/share/preau/preau.base")
    }

    /// Writes a file and gives its path.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Prepares the program, in this folder and with nothing of the caller's environment.
    pub fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_preau"));
        command.args(args);
        self.alone(command)
    }

    /// Prepares the same in a shell that first runs a command of its own.
    pub fn after(&self, shell: &str, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::new("sh");
        command
            .args(["-c", &format!("{shell}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_preau"))
            .args(args);
        self.alone(command)
    }

    fn alone(&self, mut command: Command) -> Command {
        command
            .env_clear()
            .env("HOME", self.folder.path())
            .env("LANG", "C.UTF-8")
            .current_dir(self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program on the day J of the demo.
    pub fn run<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        self.on(DAY, args)
    }

    /// Runs the program on the present day.
    pub fn now<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        ran(&self.command(args).output().unwrap())
    }

    /// Runs the program on the present day, with the base named: it is made where there is none.
    pub fn naming<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Ran {
        ran(&self
            .command(args)
            .arg("--base")
            .arg(self.base())
            .output()
            .unwrap())
    }

    /// Runs the program on a day J.
    pub fn on<'a>(&self, day: &'a str, args: impl IntoIterator<Item = &'a str>) -> Ran {
        let args: Vec<&str> = ["--date", day].into_iter().chain(args).collect();
        ran(&self.command(args).output().unwrap())
    }

    /// Gives all that the base holds, as bytes that are equal where nothing changed.
    pub fn content(&self) -> String {
        self.run(["exporter", "base"]).expect(0).out
    }

    /// Replaces this folder's name and the hashes in a text, so that it can be compared.
    pub fn neutral(&self, text: &str) -> String {
        let text = text.replace(self.folder.path().to_str().unwrap(), "…");
        let mut neutral = String::new();
        let mut digits = String::new();
        for c in text.chars().chain(['\0']) {
            if c.is_ascii_hexdigit() && !c.is_ascii_uppercase() {
                digits.push(c);
                continue;
            }
            neutral.push_str(if digits.len() == 64 { "EMPREINTE" } else { &digits });
            digits.clear();
            neutral.push(c);
        }
        neutral.pop();
        neutral
    }
}

/// Reads what a process did.
pub fn ran(output: &Output) -> Ran {
    Ran {
        status: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Gives the path of a file of the demo.
pub fn demo(name: &str) -> String {
    fixture(&format!("demo/{name}"))
}

/// Gives the path of a file of the fixtures.
pub fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
    path.to_str().unwrap().to_owned()
}
