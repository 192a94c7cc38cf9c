//! The configuration: who we are, the thresholds of the rules, the keys, the screen.
//!
//! Everything has a default; what the file says is checked whole, and all its faults are told together.

mod documents;
mod dossiers;
mod keys;
mod official;
mod problem;
mod reader;
pub mod schema;
mod section;
mod service;
pub mod state;

use std::env;
use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

pub use documents::DocumentSettings;
pub use dossiers::{DossierSettings, USUAL_ADDRESS};
pub use keys::KeyOverride;
pub use problem::{ConfigError, Problem};
pub use section::{Dsden, Ground, ScreenSettings, Switch};
pub use service::{Declared, Groups};

use self::reader::{Pair, Reader};
use crate::domain::rule::Policy;

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
    pub policy: Policy,
    /// Keys other than the table's.
    pub keys: Vec<KeyOverride>,
    pub screen: ScreenSettings,
    /// The documents that are attached to records.
    pub documents: DocumentSettings,
    /// The dossiers of Démarches Simplifiées.
    pub dossiers: DossierSettings,
    /// The Unix groups that give rights, for the shared service.
    pub groups: Groups,
    /// The shared service, where one is declared.
    pub service: Option<Declared>,
}

impl Config {
    /// Reads the administrator's files, and over them the one named on the command line, or the one in the usual place if
    /// there is one: what a file says counts more than what those before it said.
    pub fn load(named: Option<&Path>, check: KeyCheck) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        // One that may not be looked at is an error: it may declare a service.
        for path in system_paths().filter(|path| !matches!(path.try_exists(), Ok(false))) {
            config = config.read(&path, check)?;
        }
        match named {
            Some(path) => config.read(path, check),
            None => match usual_path() {
                Some(path) if path.exists() => config.read(&path, check),
                _ => Ok(config),
            },
        }
    }

    /// Reads a configuration from its text; verbs and keys are only names.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        Self::default().with(text, Path::new(""), |_| Vec::new())
    }

    /// Adds what the text of a file says.
    fn with(mut self, text: &str, file: &Path, check: KeyCheck) -> Result<Self, Vec<Problem>> {
        for key in &mut self.keys {
            key.line = None;
        }
        let mut reader = Reader::new(text, file);
        for (name, value) in &reader.table() {
            self.section(&mut reader, (name, value));
        }
        reader.found(check(&self.keys));
        reader.finish(self)
    }

    /// Reads one section.
    fn section(&mut self, reader: &mut Reader, (name, value): Pair) {
        let title = name.get_ref().as_ref();
        if !schema::names().contains(&title) {
            return reader.unknown(name, "section", &schema::names());
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
                "regles" => section::policy(reader, &mut self.policy, pair),
                "service" => service::service(reader, (&mut self.service, &mut self.groups), pair),
                "pieces" => documents::documents(reader, &mut self.documents, pair),
                "demarches" => dossiers::dossiers(reader, &mut self.dossiers, pair),
                "touches" => keys::overrides(reader, &mut self.keys, pair),
                _ => section::screen(reader, &mut self.screen, pair),
            }
        }
    }

    fn read(self, path: &Path, check: KeyCheck) -> Result<Self, ConfigError> {
        let unreadable = |cause| ConfigError::Unreadable {
            path: path.to_owned(),
            cause,
        };
        let text = read_text(path).map_err(unreadable)?;
        self.with(&text, path, check)
            .map_err(|problems| ConfigError::Faulty {
                path: path.to_owned(),
                problems,
            })
    }
}

/// Tells where the administrator's configuration is, what counts least first: `/etc/preau/config.toml`, then those of the
/// folders of `XDG_CONFIG_DIRS`, of which the first counts most.
fn system_paths() -> impl Iterator<Item = PathBuf> {
    let folders = env::var_os("XDG_CONFIG_DIRS").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&folders)
        .filter(|path| path.is_absolute())
        .collect();
    iter::once(PathBuf::from("/etc"))
        .chain(folders.into_iter().rev())
        .map(|folder| folder.join("preau").join("config.toml"))
}

/// Tells where the operator's configuration is: `~/.config/preau/config.toml`, or under `XDG_CONFIG_HOME`.
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
