//! The state in a file of the operator's own.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use tempfile::NamedTempFile;

use super::{State, StateStore};

/// The largest file that is read, in bytes: ten queues of the longest kind fit.
const LARGEST: u64 = 8 << 20;

/// A file that holds the state, readable by its owner alone.
#[derive(Debug, Clone)]
pub struct StateFile(PathBuf);

impl StateFile {
    /// A file at a place.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// The file in the usual place: `~/.local/state/preau/etat.json`, or under `XDG_STATE_HOME`. None without a home.
    pub fn usual() -> Option<Self> {
        let strategy = etcetera::choose_base_strategy().ok()?;
        Some(Self(strategy.state_dir()?.join("preau").join("etat.json")))
    }

    /// Puts a file that cannot be read beside, for whoever wants to look at it, and says so.
    fn set_aside(&self) -> String {
        let aside = self.0.with_extension("json.abime");
        let kept = match fs::rename(&self.0, &aside) {
            Ok(()) => format!("il est gardé sous le nom {}", aside.display()),
            Err(_) => "il sera remplacé".to_owned(),
        };
        format!(
            "Le fichier {} est illisible\u{a0}: vos files de revue et vos colonnes repartent de zéro\u{a0}; {kept}.",
            self.0.display()
        )
    }
}

impl StateStore for StateFile {
    fn load(&mut self) -> (State, Option<String>) {
        match read(&self.0) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(state) => (state, None),
                Err(_) => (State::default(), Some(self.set_aside())),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => (State::default(), None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                (State::default(), Some(self.set_aside()))
            }
            Err(_) => {
                let word = format!("Le fichier {} ne peut pas être lu.", self.0.display());
                (State::default(), Some(word))
            }
        }
    }

    fn save(&mut self, state: &State) -> io::Result<()> {
        let folder = self.0.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut file, state)?;
        file.flush()?;
        file.as_file().sync_data()?;
        file.persist(&self.0).map_err(|error| error.error)?;
        Ok(())
    }
}

/// Reads a plain file; anything else at its place, and one too large, is not ours.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if !found.is_file() || found.size() > LARGEST {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(LARGEST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
