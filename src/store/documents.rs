//! The store of documents: a folder beside the base, its owner's alone, in which each file is named by its SHA-256.
//!
//! A file is there whole, and durably, before the record that names it is committed. One that no record names any more
//! stays: an undo may name it again. What is written twice is written once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use nix::fcntl::OFlag;
use nix::unistd::geteuid;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::StoreError;
use super::place::{self, cannot};
use crate::domain::document::{DocumentId, Measured};
use crate::system::outfile::{Fault, Over, Target, clear_leftovers, without_links};
use crate::system::{self, account};

/// What the name of the folder adds to that of the base.
const SUFFIX: &str = ".pieces";

/// The rights of the folder: its owner's alone.
const RIGHTS: u32 = 0o700;

/// The bytes that are read at a time.
const PART: usize = 128 << 10;

/// Of how many documents what was read of them is remembered; of the others it is read again.
const REMEMBERED: usize = 1_000;

/// Where the files of documents are.
#[derive(Debug)]
pub struct DocumentFolder {
    place: Folder,
    /// What was read of the documents that were kept.
    measured: Mutex<BTreeMap<DocumentId, Measured>>,
}

#[derive(Debug)]
enum Folder {
    Beside(PathBuf),
    /// It goes with the program; made when it is needed.
    Temporary(OnceLock<TempDir>),
}

/// Why the bytes of a document are not there as they were kept. Display words it in French.
#[derive(Debug)]
pub enum DocumentFault {
    Missing,
    /// They are not those that were kept.
    Altered,
    /// The folder leads elsewhere, or to another account.
    Place(Fault),
    Unread(io::Error),
    /// What was to be given them does not take them.
    Unwritten(io::Error),
}

impl fmt::Display for DocumentFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("son fichier manque"),
            Self::Altered => f.write_str("son fichier n’est plus celui qui a été joint"),
            Self::Place(fault) => fault.fmt(f),
            Self::Unread(cause) => write!(f, "son fichier ne se lit pas\u{a0}: {}", system::answer(cause)),
            Self::Unwritten(cause) => write!(f, "elle ne s’écrit pas\u{a0}: {}", system::answer(cause)),
        }
    }
}

impl DocumentFolder {
    /// The folder of the documents of a base, which is beside it under its name and `.pieces`.
    pub fn beside(base: &Path) -> Self {
        Self::of(Folder::Beside(Self::path_beside(base)))
    }

    /// The path of that folder.
    pub fn path_beside(base: &Path) -> PathBuf {
        let mut name = base.as_os_str().to_owned();
        name.push(SUFFIX);
        name.into()
    }

    /// A folder that goes with the program.
    pub fn temporary() -> Self {
        Self::of(Folder::Temporary(OnceLock::new()))
    }

    fn of(place: Folder) -> Self {
        Self {
            place,
            measured: Mutex::default(),
        }
    }

    /// Its path; none of a temporary one that nothing was put in.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Folder::Beside(path) => Some(path),
            Folder::Temporary(folder) => folder.get().map(TempDir::path),
        }
    }

    /// Removes what a program that was killed left in it. Its owner alone does this.
    pub fn clear(&self) {
        if let Some(Ok(folder)) = self.path().map(without_links) {
            clear_leftovers(&folder);
        }
    }

    /// Keeps the bytes of a document, whose digest was taken of the same file. They are on the disk when it returns.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the folder takes no file, or where the bytes are not those of the digest any more.
    pub fn put(&self, measured: &Measured, file: &File) -> Result<(), StoreError> {
        if self.check(measured.id).is_err() {
            let mut whole = Ok(measured.id);
            self.fill(measured.id, &mut |draft| {
                whole = hashed(&mut Rewound::new(file), draft);
                match &mut whole {
                    Err(DocumentFault::Unwritten(cause)) => {
                        Err(std::mem::replace(cause, ErrorKind::Other.into()))
                    }
                    whole => Ok(matches!(whole, Ok(digest) if *digest == measured.id)),
                }
            })?;
            match whole {
                Ok(digest) if digest == measured.id => {}
                Ok(_) => {
                    return Err(StoreError::Place(
                        "le fichier a changé pendant qu’il était lu".to_owned(),
                    ));
                }
                Err(DocumentFault::Unread(cause)) => {
                    return Err(place::io_error("le fichier à joindre ne se lit pas", cause));
                }
                Err(fault) => return Err(StoreError::Place(fault.to_string())),
            }
        }
        self.remember(*measured);
        Ok(())
    }

    /// Writes the file of a document, durably; nothing is kept where `write` says that it is not whole.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the folder takes no file, or where `write` fails: the place does not take its bytes.
    pub(super) fn fill(
        &self,
        id: DocumentId,
        write: &mut dyn FnMut(&mut dyn Write) -> io::Result<bool>,
    ) -> Result<(), StoreError> {
        let path = self.made()?.join(id.to_string());
        let refused = |fault| place::refused(&path, fault);
        let target = Target::at(&path).map_err(refused)?;
        let mut draft = target.draft().map_err(refused)?;
        if !write(&mut draft).map_err(|cause| cannot("écrire", &path, cause))? {
            return Ok(());
        }
        draft.put(Over::Own).map_err(refused)?;
        place::sync_folder(&path)
    }

    /// Makes sure that the names of its files outlast a power cut.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the disk does not take them; a folder that is not there has none.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        match self.path().map(without_links) {
            None => Ok(()),
            Some(Err(Fault::System { cause, .. })) if cause.kind() == ErrorKind::NotFound => Ok(()),
            Some(Ok(folder)) if !folder.exists() => Ok(()),
            Some(Ok(folder)) => place::sync_names(&folder),
            Some(Err(fault)) => Err(StoreError::Place(fault.to_string())),
        }
    }

    /// Removes it with the files of documents that are in it; what is something else stays, and keeps it there.
    pub(super) fn remove(&self) -> io::Result<()> {
        let Some(path) = self.path().filter(|path| path.symlink_metadata().is_ok()) else {
            return Ok(());
        };
        let folder = without_links(path).map_err(Fault::into_io)?;
        clear_leftovers(&folder);
        for id in self.files()?.0 {
            fs::remove_file(folder.join(id.to_string()))?;
        }
        fs::remove_dir(folder)
    }

    /// What was read of a document that was kept; none where that is not remembered, or where its file is gone.
    pub fn remembered(&self, id: DocumentId) -> Option<Measured> {
        let measured = self.memory().get(&id).copied()?;
        let there = self.open(id).ok()?.metadata().ok()?;
        (there.len() == measured.size).then_some(measured)
    }

    /// Takes note of what was read of a document that is kept.
    pub fn remember(&self, measured: Measured) {
        let mut memory = self.memory();
        if memory.len() >= REMEMBERED {
            memory.pop_first();
        }
        memory.insert(measured.id, measured);
    }

    /// Opens the file of a document.
    ///
    /// # Errors
    ///
    /// [`DocumentFault`] where it is not there, or is no ordinary file.
    pub fn open(&self, id: DocumentId) -> Result<File, DocumentFault> {
        let path = self.path().ok_or(DocumentFault::Missing)?;
        let folder = without_links(path).map_err(|fault| match fault {
            Fault::System { cause, .. } if cause.kind() == ErrorKind::NotFound => DocumentFault::Missing,
            fault => DocumentFault::Place(fault),
        })?;
        let opened = OpenOptions::new()
            .read(true)
            .custom_flags((OFlag::O_NOFOLLOW | OFlag::O_NONBLOCK).bits())
            .open(folder.join(id.to_string()));
        let file = opened.map_err(|cause| match cause.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory => DocumentFault::Missing,
            _ => DocumentFault::Unread(cause),
        })?;
        match file.metadata() {
            Ok(found) if found.is_file() => Ok(file),
            Ok(_) => Err(DocumentFault::Altered),
            Err(cause) => Err(DocumentFault::Unread(cause)),
        }
    }

    /// Gives the bytes of a document; fails at their end where they are not those that were kept.
    ///
    /// # Errors
    ///
    /// [`DocumentFault`]: what was given by then is worth nothing.
    pub fn give(&self, id: DocumentId, to: &mut dyn Write) -> Result<(), DocumentFault> {
        match hashed(&mut self.open(id)?, to)? {
            digest if digest == id => Ok(()),
            _ => Err(DocumentFault::Altered),
        }
    }

    /// Reads the bytes of a document to their end.
    ///
    /// # Errors
    ///
    /// [`DocumentFault`] where they are not those that were kept.
    pub fn check(&self, id: DocumentId) -> Result<(), DocumentFault> {
        self.give(id, &mut io::sink())
    }

    /// Shares the file of a document of another folder of the same disk, or fails; it is checked by who asks.
    pub(super) fn link(&self, id: DocumentId, from: &Self) -> io::Result<()> {
        let name = id.to_string();
        let (Some(to), Some(from)) = (self.path(), from.path()) else {
            return Err(ErrorKind::NotFound.into());
        };
        self.made().map_err(io::Error::other)?;
        let of = |path| without_links(path).map_err(Fault::into_io);
        fs::hard_link(of(from)?.join(&name), of(to)?.join(&name))
    }

    /// The keys of the files that are there, and how many others there are; what a program left is neither.
    ///
    /// # Errors
    ///
    /// Fails where the folder is not to be read; one that is not there has no file.
    pub fn files(&self) -> io::Result<(BTreeSet<DocumentId>, usize)> {
        let (mut files, mut others) = (BTreeSet::new(), 0);
        let entries = match self.path().map(fs::read_dir) {
            None => return Ok((files, others)),
            Some(Err(error)) if error.kind() == ErrorKind::NotFound => return Ok((files, others)),
            Some(entries) => entries?,
        };
        for entry in entries {
            let name = entry?.file_name();
            match name.to_str().and_then(DocumentId::parse) {
                Some(id) => drop(files.insert(id)),
                None if name.as_encoded_bytes().starts_with(b".preau-") => {}
                None => others += 1,
            }
        }
        Ok((files, others))
    }

    /// Its path, made where there is none, for its owner alone.
    fn made(&self) -> Result<PathBuf, StoreError> {
        let path = match &self.place {
            Folder::Beside(path) => path.as_path(),
            Folder::Temporary(folder) => {
                if folder.get().is_none() {
                    let made = tempfile::tempdir();
                    let made =
                        made.map_err(|cause| place::io_error("le dossier des pièces ne se crée pas", cause))?;
                    // Another thread may have made one meanwhile; this one goes.
                    let _ = folder.set(made);
                }
                folder.get().map_or(Path::new(""), TempDir::path)
            }
        };
        let failed = |cause| cannot("créer le dossier", path, cause);
        match DirBuilder::new().mode(RIGHTS).create(path) {
            Ok(()) => place::sync_folder(path)?,
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(failed(cause)),
        }
        let folder = without_links(path).map_err(|fault| place::refused(path, fault))?;
        let found = folder.symlink_metadata().map_err(failed)?;
        if !found.is_dir() {
            return Err(failed(ErrorKind::NotADirectory.into()));
        }
        if found.uid() != geteuid().as_raw() {
            return Err(of_another(&folder, found.uid()));
        }
        if found.mode() & 0o077 != 0 {
            fs::set_permissions(&folder, Permissions::from_mode(RIGHTS)).map_err(failed)?;
        }
        Ok(folder)
    }

    fn memory(&self) -> MutexGuard<'_, BTreeMap<DocumentId, Measured>> {
        self.measured.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Another account would read what is written to its folder, and could remove it.
fn of_another(folder: &Path, owner: u32) -> StoreError {
    StoreError::Place(format!(
        "le dossier des pièces {} appartient à un autre compte ({})\u{a0}: rien n’y est écrit\u{a0}; agissez sous ce compte, ou \
         rendez le dossier au vôtre (chown)",
        folder.display(),
        account::name(owner)
    ))
}

/// Copies bytes, and takes the digest of them.
fn hashed(from: &mut dyn Read, to: &mut dyn Write) -> Result<DocumentId, DocumentFault> {
    let (mut hash, mut part) = (Sha256::new(), vec![0; PART]);
    loop {
        let read = match from.read(&mut part) {
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            read => read.map_err(DocumentFault::Unread)?,
        };
        if read == 0 {
            return Ok(DocumentId::of(hash.finalize().into()));
        }
        hash.update(&part[..read]);
        to.write_all(&part[..read]).map_err(DocumentFault::Unwritten)?;
    }
}

/// The bytes of a file from its first on, wherever it was read to.
struct Rewound<'a> {
    file: &'a File,
    at: u64,
}

impl<'a> Rewound<'a> {
    fn new(file: &'a File) -> Self {
        Self { file, at: 0 }
    }
}

impl Read for Rewound<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = std::os::unix::fs::FileExt::read_at(self.file, into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}
