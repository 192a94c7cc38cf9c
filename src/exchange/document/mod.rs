//! Documents (pièces) as files: what their bytes are, read in parts and never carried out.

mod pdf;

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use nix::fcntl::OFlag;
use sha2::{Digest, Sha256};

use super::source::Foreign;
use crate::domain::document::{DocumentFormat, DocumentId, Measured, size_text};
use crate::system;

/// The bytes that are read at a time.
const PART: usize = 128 << 10;

/// How much of a file tells what it is, in bytes.
const HEAD: usize = 4 << 10;

/// Why a file is no document that may be kept. Display words it in French, without the file's name.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("le fichier est vide")]
    Empty,
    #[error("c’est un dossier\u{a0}; donnez un fichier")]
    Folder,
    #[error("ce n’est pas un fichier ordinaire")]
    Special,
    /// It has more bytes than a document may.
    #[error("le fichier est trop grand ({})\u{a0}: {} au plus\u{a0}; réduisez la résolution du scan", size_text(*size), size_text(*most))]
    TooLarge { size: u64, most: u64 },
    /// It is neither a PDF nor an image; what it is, where that is known.
    #[error("une pièce est un PDF, ou une image PNG ou JPEG{}", is_instead(.0.as_deref()))]
    Foreign(Option<String>),
    #[error("{}", unread(.0))]
    Unread(#[from] io::Error),
}

fn is_instead(found: Option<&str>) -> String {
    let found = found.map(|what| format!("\u{a0}; ce fichier est {what}"));
    found.unwrap_or_default()
}

fn unread(cause: &io::Error) -> String {
    match cause.kind() {
        ErrorKind::NotFound => "ce fichier n’existe pas\u{a0}; vérifiez le chemin".to_owned(),
        ErrorKind::PermissionDenied => "vous n’avez pas le droit de lire ce fichier".to_owned(),
        _ => format!("le fichier ne se lit pas\u{a0}: {}", system::answer(cause)),
    }
}

/// Opens a file that may be a document; what may keep its reader waiting is refused.
///
/// # Errors
///
/// [`Unfit`] where it is no ordinary file, or is not to be opened.
pub fn open(path: &Path) -> Result<File, Unfit> {
    opened(path, &path.metadata()?, OFlag::empty())
}

/// Opens a file as [`open`] does, but through no link under its name: others may write in its folder.
///
/// # Errors
///
/// [`Unfit`] as of [`open`]; a link is no ordinary file.
pub fn open_unlinked(path: &Path) -> Result<File, Unfit> {
    opened(path, &path.symlink_metadata()?, OFlag::O_NOFOLLOW)
}

fn opened(path: &Path, found: &Metadata, more: OFlag) -> Result<File, Unfit> {
    let flags = (OFlag::O_NONBLOCK | OFlag::O_NOCTTY | more).bits();
    if found.is_dir() {
        return Err(Unfit::Folder);
    }
    if !found.is_file() {
        return Err(Unfit::Special);
    }
    let file = OpenOptions::new().read(true).custom_flags(flags).open(path)?;
    if file.metadata()?.is_file() {
        return Ok(file);
    }
    Err(Unfit::Special)
}

/// Looks at the first bytes of a file and at its length: its form, and how many bytes it has.
///
/// # Errors
///
/// [`Unfit`] where it is no document of at most `most` bytes.
pub fn look(file: &File, most: u64) -> Result<(DocumentFormat, u64), Unfit> {
    let size = file.metadata()?.len();
    if size == 0 {
        return Err(Unfit::Empty);
    }
    let mut head = Vec::new();
    Part { file, at: 0 }.take(HEAD as u64).read_to_end(&mut head)?;
    let Some(format) = DocumentFormat::of(&head) else {
        return Err(Unfit::Foreign(Foreign::of(&head).map(Foreign::what)));
    };
    if size > most {
        return Err(Unfit::TooLarge { size, most });
    }
    Ok((format, size))
}

/// Reads a whole file: the SHA-256 of its bytes, its form, its size and its pages.
///
/// # Errors
///
/// [`Unfit`] where it is no document of at most `most` bytes, or became longer while it was read.
pub fn measure(file: &File, most: u64) -> Result<Measured, Unfit> {
    let (format, _) = look(file, most)?;
    let (mut hash, mut size) = (Sha256::new(), 0);
    let mut part = vec![0; PART];
    loop {
        let read = file.read_at(&mut part, size)?;
        if read == 0 {
            break;
        }
        hash.update(&part[..read]);
        size += read as u64;
        if size > most {
            return Err(Unfit::TooLarge { size, most });
        }
    }
    let pages = match format {
        DocumentFormat::Pdf => pdf::pages(file)?,
        DocumentFormat::Png | DocumentFormat::Jpeg => Some(1),
    };
    Ok(Measured {
        id: DocumentId::of(hash.finalize().into()),
        format,
        size,
        pages,
    })
}

/// The bytes of a file from a place on, whatever else reads it.
struct Part<'a> {
    file: &'a File,
    at: u64,
}

impl Read for Part<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}
