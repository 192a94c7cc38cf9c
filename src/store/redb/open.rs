//! Creating, opening and closing the file of a base.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf, absolute};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use redb::{Builder, Database, ReadableDatabase};

use super::backend::{Backend, Gate};
use super::diagnose::diagnose;
use super::engine_panic::engine_caught;
use super::failure::closed;
use super::medium::Medium;
use super::prefix::{self, Found, Prefix};
use super::seal::Seal;
use super::snapshot::Life;
use super::tables::LINKS;
use super::{format, journal, meta};
use crate::store::{Damage, Head, Loss, StoreError, place};
use crate::system::outfile::Over;

/// The most memory that the engine keeps pages in, in bytes. The registry holds the records; few pages are read twice.
const CACHE: usize = 8 << 20;

/// A base in one file, held by this program alone until it is dropped.
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
    /// The same from the root: the folder in which the program was started may get another name.
    place: PathBuf,
    /// The file, which it locks.
    file: Arc<File>,
    /// The same, as its bytes are read and written.
    pub(super) medium: Arc<dyn Medium>,
    /// None after a failure from which the file could not be opened again.
    pub(super) engine: Option<Engine>,
    /// True where the engine is closed for want of room on the disk.
    pub(super) waits_for_room: bool,
    /// What the file looked like after the last commit.
    pub(super) seal: Seal,
    /// What became of the file, once that is known: nothing is written to it any more.
    loss: Option<Loss>,
    /// Renewed with the engine: a snapshot of an engine that is closed reads no more.
    pub(super) life: Life,
    pub(super) head: Head,
    /// It bears the mark *essai*.
    pub(super) trial: bool,
}

/// The engine on the file, and what it is let do there.
#[derive(Debug)]
pub(super) struct Engine {
    pub(super) base: Database,
    pub(super) gate: Arc<Gate>,
}

impl FileStore {
    /// Makes a new base; fails where there is already a file of that name.
    ///
    /// It is made under another name and then given its own, so that a base is never found half made.
    pub fn create(path: &Path, created: DateTime<Utc>) -> Result<Self, StoreError> {
        Self::make(path, created, false)
    }

    /// Makes a new base that bears the mark *essai* for good, as [`FileStore::create`] does.
    pub fn create_trial(path: &Path, created: DateTime<Utc>) -> Result<Self, StoreError> {
        Self::make(path, created, true)
    }

    fn make(path: &Path, created: DateTime<Utc>, trial: bool) -> Result<Self, StoreError> {
        let cannot = |cause| place::cannot("créer", path, cause);
        if path.symlink_metadata().is_ok() {
            return Err(cannot(ErrorKind::AlreadyExists.into()));
        }
        let target = place::target_in_a_folder(path)?;
        let draft = target.draft().map_err(|fault| place::refused(path, fault))?;
        place::lock(draft.file(), path)?;
        let file = Arc::new(draft.file().try_clone().map_err(cannot)?);
        prefix::create(&*file, format::FORMAT).map_err(cannot)?;
        let medium: Arc<dyn Medium> = Arc::clone(&file) as _;
        let engine = engine_caught(|| {
            let engine = Engine::on(&medium)?;
            format::create(&engine.base, created.timestamp(), trial)?;
            Ok(engine)
        })?;
        file.sync_all().map_err(cannot)?;
        draft
            .put(Over::Nothing)
            .map_err(|fault| cannot(fault.into_io()))?;
        place::sync_folder(path)?;
        Self::new(path, file, medium, (engine, Head::EMPTY, trial))
    }

    /// Opens a base, and checks every page of it. The others' rights on it are taken away once its first page says
    /// that it is one.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_in(path, |file| file)
    }

    /// Opens a base whose bytes are read and written through what `wrap` makes of its file.
    pub(super) fn open_in(
        path: &Path,
        wrap: impl FnOnce(Arc<File>) -> Arc<dyn Medium>,
    ) -> Result<Self, StoreError> {
        let file = Arc::new(place::open(path)?);
        let mut prefix = read_prefix(&file, path)?;
        place::narrow(&file, path)?;
        if prefix.doubted {
            from_the_disk(&file).map_err(|cause| place::cannot("lire", path, cause))?;
            prefix = read_prefix(&file, path)?;
        }
        let medium = wrap(Arc::clone(&file));
        let opened = engine_caught(|| {
            let (engine, head) = open_engine(&medium, prefix)?;
            let trial = format::is_trial(&engine.base)?;
            Ok((engine, head, trial))
        });
        let opened = opened.map_err(|error| explained(error, &file))?;
        if prefix.doubted {
            prefix::doubt(&*medium, false).map_err(|cause| place::cannot("écrire", path, cause))?;
        }
        Self::new(path, file, medium, opened)
    }

    /// Makes sure that a file is a base of a known format, by its first page; the rest of it is not read.
    pub fn recognise(file: &File, path: &Path) -> Result<(), StoreError> {
        read_prefix(file, path).map(drop)
    }

    /// The last entry acknowledged in the file of a base, by its first page: the rest of it is not read, and whoever has it
    /// open is not held up.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where there is no base of a known format.
    pub fn acknowledged(path: &Path) -> Result<Head, StoreError> {
        place::check_kind(path)?;
        let file = File::open(path).map_err(|cause| place::cannot("ouvrir", path, cause))?;
        read_prefix(&file, path).map(|prefix| prefix.acknowledged)
    }

    /// The damages of a base that does not open, as far as they can be named. The file is left as it is.
    pub fn diagnose(path: &Path) -> Result<Vec<Damage>, StoreError> {
        Ok(diagnose(&place::open(path)?))
    }

    /// Opens a base, or makes it where there is no file of that name.
    pub fn open_or_create(path: &Path, now: DateTime<Utc>) -> Result<Self, StoreError> {
        match path.symlink_metadata() {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::create(path, now),
            _ => Self::open(path),
        }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn new(
        path: &Path,
        file: Arc<File>,
        medium: Arc<dyn Medium>,
        (engine, head, trial): (Engine, Head, bool),
    ) -> Result<Self, StoreError> {
        Ok(Self {
            path: path.to_owned(),
            place: absolute(path).unwrap_or_else(|_| path.to_owned()),
            seal: Seal::of(&*medium).map_err(|cause| place::cannot("lire", path, cause))?,
            file,
            medium,
            engine: Some(engine),
            waits_for_room: false,
            loss: None,
            life: Life::default(),
            head,
            trial,
        })
    }

    pub(super) fn engine(&self) -> Result<&Database, StoreError> {
        self.engine
            .as_ref()
            .map(|engine| &engine.base)
            .ok_or_else(|| self.closed())
    }

    pub(super) fn engine_mut(&mut self) -> Result<&mut Database, StoreError> {
        self.look()?;
        match &mut self.engine {
            Some(engine) => Ok(&mut engine.base),
            None => Err(closed()),
        }
    }

    /// Makes sure that the file is still the base of that name, as the last commit left it. Once it is not, it never is
    /// again: another program may have opened meanwhile what was under its name.
    pub(super) fn look(&mut self) -> Result<(), StoreError> {
        if self.loss.is_none() {
            self.loss = place::loss(&self.file, &self.place);
        }
        if self.loss.is_none() && self.engine.is_some() && !self.seal.holds(&*self.medium) {
            self.overwritten();
        }
        self.loss.as_ref().map_or(Ok(()), |loss| Err(self.gone(loss)))
    }

    /// Takes note that another program wrote in the file: nothing of ours is to be written there, and nothing read.
    pub(super) fn overwritten(&mut self) -> StoreError {
        self.discard();
        let loss = Loss::Overwritten;
        self.loss = Some(loss.clone());
        self.gone(&loss)
    }

    fn gone(&self, loss: &Loss) -> StoreError {
        StoreError::Gone {
            path: self.path.clone(),
            loss: loss.clone(),
        }
    }

    /// The error of a base whose engine is closed.
    fn closed(&self) -> StoreError {
        self.loss.as_ref().map_or_else(closed, |loss| self.gone(loss))
    }

    /// Takes note of what the file looks like.
    pub(super) fn seal(&mut self) -> Result<(), StoreError> {
        self.seal = Seal::of(&*self.medium).map_err(|cause| place::cannot("lire", &self.path, cause))?;
        Ok(())
    }

    /// Closes the engine without a word of it in the file.
    pub(super) fn discard(&mut self) {
        if let Some(engine) = &self.engine {
            engine.gate.shut();
        }
        self.close();
    }

    /// Closes the engine; a failure to do so leaves the file as a crash would, which the next opening repairs.
    fn close(&mut self) {
        self.life = Life::default();
        let engine = self.engine.take();
        let _ = engine_caught(|| {
            drop(engine);
            Ok(())
        });
    }
}

impl Drop for FileStore {
    /// The engine writes as it closes; not where that is another program's file by now.
    fn drop(&mut self) {
        let _ = self.look();
        self.close();
    }
}

impl Engine {
    /// Opens the engine on a file that has a prefix.
    fn on(medium: &Arc<dyn Medium>) -> Result<Self, StoreError> {
        let gate = Arc::new(Gate::default());
        let backend = Backend::new(Arc::clone(medium), Arc::clone(&gate));
        let base = Builder::new()
            .set_cache_size(CACHE)
            .set_check_integrity_on_open(true)
            .create_with_backend(backend)?;
        Ok(Self { base, gate })
    }
}

/// Has a file read from the disk from now on: what it failed to take may still be in the system's memory, where it looks
/// as if it had been written.
fn from_the_disk(file: &File) -> std::io::Result<()> {
    Medium::sync(file)?;
    file.forget()
}

fn read_prefix(file: &File, path: &Path) -> Result<Prefix, StoreError> {
    match prefix::read(file).map_err(|cause| place::cannot("lire", path, cause))? {
        Found::Foreign => Err(place::not_a_base(path, "il ne commence pas comme une base")),
        Found::Damaged => Err(StoreError::Damaged {
            place: "première page du fichier".into(),
            what: "illisible ou tronquée".into(),
        }),
        Found::Prefix(prefix) if prefix.format > format::FORMAT => Err(StoreError::TooNew {
            found: prefix.format,
            known: format::FORMAT,
        }),
        Found::Prefix(prefix) => cut_short(file, path).map(|()| prefix),
    }
}

/// Refuses a file that ends with its prefix: the engine would take it for a new one.
fn cut_short(file: &File, path: &Path) -> Result<(), StoreError> {
    let len = file
        .metadata()
        .map_err(|cause| place::cannot("lire", path, cause))?
        .len();
    if len > prefix::PREFIX {
        return Ok(());
    }
    Err(StoreError::Damaged {
        place: "fin du fichier".into(),
        what: "il est tronqué".into(),
    })
}

/// Makes the engine's refusal of a damaged file name the first record or entry that is lost, where there is one.
fn explained(error: StoreError, file: &File) -> StoreError {
    match error {
        StoreError::Damaged { .. } => diagnose(file).into_iter().next().map_or(error, StoreError::from),
        other => other,
    }
}

/// Opens the engine on a file that has a prefix, brings it to the current format, and finds its head.
pub(super) fn open_engine(medium: &Arc<dyn Medium>, prefix: Prefix) -> Result<(Engine, Head), StoreError> {
    let engine = Engine::on(medium)?;
    if format::migrate(&engine.base)? {
        prefix::write_format(&**medium, format::FORMAT)
            .map_err(|cause| place::io_error("écrire le format de la base", cause))?;
    }
    let head = check_head(&engine.base, prefix.acknowledged)?;
    Ok((engine, head))
}

/// Checks the head against the journal and against what was acknowledged.
fn check_head(engine: &Database, acknowledged: Head) -> Result<Head, StoreError> {
    let txn = engine.begin_read()?;
    let head = meta::read(&txn)?.head;
    let links = txn.open_table(LINKS)?;
    let hash = |seq| Ok::<_, StoreError>(journal::hashes(&links, seq)?.map(|(_, hash)| hash));
    prefix::check(acknowledged, head, hash(acknowledged.seq)?)?;
    prefix::check(head, head, hash(head.seq)?)?;
    Ok(head)
}
