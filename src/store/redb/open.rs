//! Creating, opening and closing the file of a base.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use redb::{Builder, Database, ReadableDatabase};
use tempfile::NamedTempFile;

use super::backend::Backend;
use super::diagnose::diagnose;
use super::prefix::{self, Found, Prefix};
use super::shield::shielded;
use super::snapshot::Life;
use super::tables::LINKS;
use super::{format, journal, meta};
use crate::store::{Damage, Head, StoreError, place};

/// The most memory that the engine keeps pages in, in bytes. The registry holds the records; few pages are read twice.
const CACHE: usize = 16 << 20;

/// A base in one file, held by this program alone until it is dropped.
#[derive(Debug)]
pub struct FileStore {
    path: PathBuf,
    file: Arc<File>,
    /// None after a failure from which the file could not be opened again.
    engine: Option<Database>,
    /// Renewed with the engine: a snapshot of an engine that is closed reads no more.
    pub(super) life: Life,
    pub(super) head: Head,
    /// It bears the mark *essai*.
    pub(super) trial: bool,
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
        let folder = place::make_folder(path)?;
        let draft = NamedTempFile::new_in(folder).map_err(cannot)?;
        place::lock(draft.as_file(), path)?;
        let file = Arc::new(draft.as_file().try_clone().map_err(cannot)?);
        prefix::create(&file, format::FORMAT).map_err(cannot)?;
        let engine = shielded(|| {
            let engine = engine(&file)?;
            format::create(&engine, created.timestamp(), trial)?;
            Ok(engine)
        })?;
        file.sync_all().map_err(cannot)?;
        draft
            .persist_noclobber(path)
            .map_err(|error| cannot(error.error))?;
        place::sync_folder(path)?;
        Ok(Self::new(path, file, engine, Head::EMPTY, trial))
    }

    /// Opens a base, and checks every page of it. The others' rights on it are taken away once its first page says
    /// that it is one.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let file = place::open(path)?;
        let prefix = read_prefix(&file, path)?;
        place::narrow(&file, path)?;
        let file = Arc::new(file);
        let opened = shielded(|| {
            let (engine, head) = open_engine(&file, prefix)?;
            let trial = format::is_trial(&engine)?;
            Ok((engine, head, trial))
        });
        let (engine, head, trial) = opened.map_err(|error| explained(error, &file))?;
        Ok(Self::new(path, file, engine, head, trial))
    }

    /// Makes sure that a file is a base of a known format, by its first page; the rest of it is not read.
    pub fn recognise(file: &File, path: &Path) -> Result<(), StoreError> {
        read_prefix(file, path).map(drop)
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

    fn new(path: &Path, file: Arc<File>, engine: Database, head: Head, trial: bool) -> Self {
        Self {
            path: path.to_owned(),
            file,
            engine: Some(engine),
            life: Life::default(),
            head,
            trial,
        }
    }

    pub(super) fn engine(&self) -> Result<&Database, StoreError> {
        self.engine.as_ref().ok_or_else(closed)
    }

    pub(super) fn engine_mut(&mut self) -> Result<&mut Database, StoreError> {
        self.engine.as_mut().ok_or_else(closed)
    }

    /// Takes note of a commit that reached the disk.
    ///
    /// A note that cannot be written takes nothing from the commit: it would only have strengthened a later check.
    pub(super) fn acknowledge(&mut self, head: Head) -> Head {
        let _ = prefix::acknowledge(&self.file, head);
        self.head = head;
        head
    }

    /// Opens the engine again after a commit that failed, and returns why it failed.
    ///
    /// The engine refuses all work after an error; on a full disk the base is as it was, and can be read on. After any
    /// other error of the system it stays closed: what the system says it wrote can no longer be relied on.
    pub(super) fn recover(&mut self, error: StoreError) -> StoreError {
        self.close();
        if matches!(error, StoreError::Io { .. }) {
            return error;
        }
        let again = shielded(|| match prefix::read(&self.file) {
            Ok(Found::Prefix(prefix)) => open_engine(&self.file, prefix),
            _ => Err(closed()),
        });
        if let Ok((engine, head)) = again {
            self.engine = Some(engine);
            self.head = head;
        }
        error
    }

    /// Closes the engine; a failure to do so leaves the file as a crash would, which the next opening repairs.
    fn close(&mut self) {
        self.life = Life::default();
        let engine = self.engine.take();
        let _ = shielded(|| {
            drop(engine);
            Ok(())
        });
    }
}

impl Drop for FileStore {
    fn drop(&mut self) {
        self.close();
    }
}

/// The error of a base whose engine is closed.
pub(super) fn closed() -> StoreError {
    StoreError::Engine("la base s’est fermée après une erreur du disque\u{a0}; relancez le programme".into())
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

fn engine(file: &Arc<File>) -> Result<Database, StoreError> {
    let backend = Backend(Arc::clone(file));
    Ok(Builder::new()
        .set_cache_size(CACHE)
        .set_check_integrity_on_open(true)
        .create_with_backend(backend)?)
}

/// Makes the engine's refusal of a damaged file name the first record or entry that is lost, where there is one.
fn explained(error: StoreError, file: &File) -> StoreError {
    match error {
        StoreError::Damaged { .. } => diagnose(file).into_iter().next().map_or(error, StoreError::from),
        other => other,
    }
}

/// Opens the engine on a file that has a prefix, brings it to the current format, and finds its head.
fn open_engine(file: &Arc<File>, prefix: Prefix) -> Result<(Database, Head), StoreError> {
    let engine = engine(file)?;
    if format::migrate(&engine)? {
        prefix::write_format(file, format::FORMAT)
            .map_err(|cause| place::io_error("écrire le format de la base", cause))?;
    }
    let head = check_head(&engine, prefix.acknowledged)?;
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
