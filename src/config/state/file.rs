//! The state in a file of the operator's own.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use super::{Draft, MOST_QUEUES, State, StateStore};
use crate::system::outfile::{Fault, Over, Target};
use etcetera::BaseStrategy;

/// The largest file that is read, in bytes: ten queues of the longest kind fit.
const LARGEST: u64 = 8 << 20;

/// A file that holds the state, readable by its owner alone; the sessions of one account share it.
#[derive(Debug, Clone)]
pub struct StateFile {
    path: PathBuf,
    /// What this session read or wrote last: what else the file holds is another session's.
    known: State,
}

impl StateFile {
    /// A file at a place.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            known: State::default(),
        }
    }

    /// The file in the usual place: `~/.local/state/preau/etat.json`, or under `XDG_STATE_HOME`. None without a home.
    pub fn usual() -> Option<Self> {
        let strategy = etcetera::choose_base_strategy().ok()?;
        Some(Self::at(strategy.state_dir()?.join("preau").join("etat.json")))
    }

    /// Puts a file that cannot be read beside, for whoever wants to look at it, and says so.
    fn set_aside(&self) -> String {
        let aside = self.path.with_extension("json.abime");
        let kept = match fs::rename(&self.path, &aside) {
            Ok(()) => format!("il est gardé sous le nom {}", aside.display()),
            Err(_) => "il sera remplacé".to_owned(),
        };
        format!(
            "Le fichier {} est illisible\u{a0}: vos files de revue et vos colonnes repartent de zéro\u{a0}; {kept}.",
            self.path.display()
        )
    }
}

impl StateFile {
    fn read(&self) -> (State, Option<String>) {
        match read(&self.path) {
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(state) => (state, None),
                Err(_) => (State::default(), Some(self.set_aside())),
            },
            Err(error) if error.kind() == ErrorKind::NotFound => (State::default(), None),
            Err(error) if error.kind() == ErrorKind::InvalidData => {
                (State::default(), Some(self.set_aside()))
            }
            Err(_) => {
                let word = format!("Le fichier {} ne peut pas être lu.", self.path.display());
                (State::default(), Some(word))
            }
        }
    }

    /// A state with the drafts and queues of other sessions that the file holds by now.
    fn with_theirs(&self, state: &State) -> State {
        let file = read(&self.path).ok();
        let file: Option<State> = file.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let mut all = state.clone();
        let Some(file) = file else {
            return all;
        };
        // What another session settled is settled here too.
        all.drafts
            .retain(|draft| !holds(&self.known, draft) || holds(&file, draft));
        for draft in file.drafts.into_iter().rev() {
            if !holds(&self.known, &draft) && !holds(state, &draft) {
                all.keep_draft(Draft { number: 0, ..draft });
            }
        }
        all.doubts
            .retain(|doubt| !self.known.doubts.contains(doubt) || file.doubts.contains(doubt));
        for doubt in file.doubts.into_iter().rev() {
            if !self.known.doubts.contains(&doubt) && !state.doubts.contains(&doubt) {
                all.doubt(doubt);
            }
        }
        for queue in file.queues {
            let ours = |of: &State| of.queue(&queue.base, &queue.query).is_some();
            if !ours(&self.known) && !ours(state) {
                all.queues.push(queue);
            }
        }
        all.queues.truncate(MOST_QUEUES);
        all
    }
}

impl StateStore for StateFile {
    fn load(&mut self) -> (State, Option<String>) {
        let (state, word) = self.read();
        self.known = state.clone();
        (state, word)
    }

    fn save(&mut self, state: &State) -> io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        let target = Target::at(&self.path).map_err(Fault::into_io)?;
        let mut draft = target.draft().map_err(Fault::into_io)?;
        serde_json::to_writer(&mut draft, &self.with_theirs(state))?;
        draft.put(Over::Own).map_err(Fault::into_io)?;
        self.known = state.clone();
        Ok(())
    }
}

/// True where a draft is in a state, under whatever number: sessions give theirs without asking each other.
fn holds(state: &State, draft: &Draft) -> bool {
    let unnumbered = |draft: &Draft| Draft {
        number: 0,
        ..draft.clone()
    };
    let wanted = unnumbered(draft);
    state.drafts.iter().any(|known| unnumbered(known) == wanted)
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
