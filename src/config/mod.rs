//! The configuration: who we are, the thresholds of the rules, the keys, the screen.
//!
//! Everything has a default; what the file says is checked whole, and all its faults are told together.

mod keys;
mod nearest;
mod problem;
mod reader;
mod section;
mod service;
pub mod state;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

pub use keys::KeyOverride;
pub use nearest::nearest;
pub use problem::{ConfigError, Problem};
pub use section::{Dsden, Ground, ScreenSettings, Switch, Thresholds};
pub use service::Groups;

use self::reader::{Pair, Reader};

/// The largest file that is read, in bytes: a configuration has a few hundred.
const LARGEST: u64 = 1 << 20;

/// Tells what is wrong with keys that can be read: the keymap knows verbs and keys, and is above.
pub type KeyCheck = fn(&[KeyOverride]) -> Vec<Problem>;

/// What the operator or the administrator chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Config {
    /// The DSDEN that works here.
    pub dsden: Dsden,
    /// The thresholds of the rules.
    pub thresholds: Thresholds,
    /// Keys other than the table's.
    pub keys: Vec<KeyOverride>,
    /// Colours and characters.
    pub screen: ScreenSettings,
    /// The Unix groups that give rights, for the shared service.
    pub groups: Groups,
}

impl Config {
    /// Reads the file named on the command line, or the one in the usual place if there is one.
    pub fn load(named: Option<&Path>, check: KeyCheck) -> Result<Self, ConfigError> {
        match named {
            Some(path) => Self::read(path, check),
            None => match usual_path() {
                Some(path) if path.exists() => Self::read(&path, check),
                _ => Ok(Self::default()),
            },
        }
    }

    /// Reads a configuration from its text; verbs and keys are only names.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::checked(text, |_| Vec::new())
    }

    fn checked(text: &str, check: KeyCheck) -> Result<Self, Vec<Problem>> {
        let mut config = Self::default();
        let mut reader = Reader::new(text);
        for (name, value) in &reader.table() {
            config.section(&mut reader, (name, value));
        }
        reader.found(check(&config.keys));
        reader.finish(config)
    }

    /// Reads one section.
    fn section(&mut self, reader: &mut Reader, (name, value): Pair) {
        const KNOWN: [&str; 5] = ["dsden", "regles", "touches", "ecran", "service"];
        let title = name.get_ref().as_ref();
        if !KNOWN.contains(&title) {
            return reader.unknown(name, "section", &KNOWN);
        }
        let Some(table) = value.get_ref().as_table() else {
            return reader.fault(
                &name.span(),
                format!("«\u{a0}{title}\u{a0}» est une section\u{a0}: écrivez «\u{a0}[{title}]\u{a0}»"),
            );
        };
        for pair in table {
            match title {
                "dsden" => section::dsden(reader, &mut self.dsden, pair),
                "regles" => section::thresholds(reader, &mut self.thresholds, pair),
                "service" => service::groups(reader, &mut self.groups, pair),
                "touches" => keys::overrides(reader, &mut self.keys, pair),
                _ => section::screen(reader, &mut self.screen, pair),
            }
        }
    }

    fn read(path: &Path, check: KeyCheck) -> Result<Self, ConfigError> {
        let unreadable = |cause| ConfigError::Unreadable {
            path: path.to_owned(),
            cause,
        };
        let text = read_text(path).map_err(unreadable)?;
        Self::checked(&text, check).map_err(|problems| ConfigError::Faulty {
            path: path.to_owned(),
            problems,
        })
    }
}

/// Tells where the configuration lives: `~/.config/preau/config.toml`, or under `XDG_CONFIG_HOME`.
pub fn usual_path() -> Option<PathBuf> {
    let strategy = etcetera::choose_base_strategy().ok()?;
    Some(strategy.config_dir().join("preau").join("config.toml"))
}

fn read_text(path: &Path) -> io::Result<String> {
    let found = fs::metadata(path)?;
    if !found.is_file() {
        return Err(io::Error::other("ce n’est pas un fichier"));
    }
    if found.len() > LARGEST {
        return Err(io::Error::other("le fichier dépasse 1 Mio"));
    }
    fs::read_to_string(path)
}

#[cfg(test)]
mod tests;
