//! A small file beside the base, which says when it was last copied and verified. It is no part of the base: without it
//! nothing is lost but that.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use nix::fcntl::OFlag;

use crate::domain::upkeep::{Done, Task, Upkeep};
use crate::system::outfile::{Fault, Over, Target};

/// What the name of the file adds to that of the base.
const SUFFIX: &str = ".entretien.json";

/// The longest file that is read, in bytes: four tasks take a thousand.
const LONGEST: u64 = 16 << 10;

/// Where what was done is noted; nowhere for a base in memory.
#[derive(Debug, Clone, Default)]
pub struct UpkeepFile {
    path: Option<PathBuf>,
    /// Held by the thread that writes.
    turn: Arc<Mutex<()>>,
}

impl UpkeepFile {
    /// The file of a base, which is beside it under its name and `.entretien.json`.
    pub fn beside(base: &Path) -> Self {
        let mut name = base.as_os_str().to_owned();
        name.push(SUFFIX);
        Self {
            path: Some(name.into()),
            turn: Arc::default(),
        }
    }

    /// What was done last; nothing where no file says so, or what it says cannot be read.
    pub fn read(&self) -> Upkeep {
        let read = || {
            let file = File::options()
                .read(true)
                .custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits())
                .open(self.path.as_ref()?)
                .ok()?;
            let mut text = String::new();
            file.take(LONGEST).read_to_string(&mut text).ok()?;
            serde_json::from_str(&text).ok()
        };
        read().unwrap_or_default()
    }

    /// Takes note of a task.
    ///
    /// # Errors
    ///
    /// [`Fault`] where the file cannot be written; what was noted before is still there.
    pub fn note(&self, task: Task, done: Done) -> Result<(), Fault> {
        let Some(path) = &self.path else {
            return Ok(());
        };
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut upkeep = self.read();
        upkeep.note(task, done);
        let fault = |cause| Fault::system(path, cause);
        let text = serde_json::to_string(&upkeep).map_err(|error| fault(error.into()))?;
        let target = Target::at(path)?;
        let mut draft = target.draft()?;
        draft.write_all(text.as_bytes()).map_err(fault)?;
        draft.put(Over::Own)
    }
}
