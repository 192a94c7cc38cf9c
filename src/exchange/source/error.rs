//! Why a file cannot be read: what, where, and what to do.

use std::io;

use super::foreign::Foreign;
use crate::system;

/// A file that cannot be read as text. Names are inert.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is no file of this name.
    #[error("{name}\u{a0}: ce fichier n’existe pas. Vérifiez le chemin.")]
    Missing { name: String },
    /// The system refuses the reading.
    #[error(
        "{name}\u{a0}: le système refuse la lecture. Demandez le droit de lire ce fichier à son propriétaire."
    )]
    Denied { name: String },
    #[error("{name} est un dossier. Donnez le chemin d’un fichier.")]
    Folder { name: String },
    /// It is a pipe, a socket or a device.
    #[error("{name} est {kind}, pas un fichier. Copiez-en d’abord le contenu dans un fichier.")]
    Special {
        name: String,
        /// What it is, with its article.
        kind: &'static str,
    },
    /// Standard input is a terminal.
    #[error("l’entrée standard est un terminal. Donnez-lui un fichier\u{a0}: preau importer … - < FICHIER")]
    Terminal,
    /// It is larger than the limit.
    #[error("{name} dépasse {limit} octets. Découpez-le, ou donnez l’export d’un seul département.")]
    TooLarge {
        name: String,
        /// The limit, in bytes.
        limit: u64,
    },
    #[error("{name} est vide. Refaites l’export ou le téléchargement.")]
    Empty { name: String },
    /// It is of a format that is no text.
    #[error("{name} est {}. {}", .kind.what(), .kind.advice())]
    Foreign { name: String, kind: Foreign },
    #[error(
        "{name}\u{a0}: la lecture a échoué ({}). Vérifiez le disque ou le partage, puis recommencez.",
        system::answer(source)
    )]
    Io {
        name: String,
        /// What the system said.
        source: io::Error,
    },
}

impl SourceError {
    /// Sorts what the system said about the file `name`.
    pub(super) fn of_io(name: &str, source: io::Error) -> Self {
        let name = name.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidFilename => {
                Self::Missing { name }
            }
            io::ErrorKind::PermissionDenied => Self::Denied { name },
            io::ErrorKind::IsADirectory => Self::Folder { name },
            _ => Self::Io { name, source },
        }
    }
}
