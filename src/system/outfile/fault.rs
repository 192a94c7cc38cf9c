//! Why a file is not written, and what to do.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf, absolute};

use crate::system::{account, answer};

/// Why a file is not written. Display words it in French, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The path goes through a link of another account.
    #[error(
        "{} est un lien symbolique d’un autre compte ({})\u{a0}: rien n’est écrit au travers\u{a0}; donnez un autre chemin",
        link.display(), account::name(*owner)
    )]
    LinkOfAnother { link: PathBuf, owner: u32 },
    /// The file is another account's.
    #[error(
        "{} appartient à un autre compte ({})\u{a0}: il n’est pas remplacé\u{a0}; donnez un autre nom, ou agissez sous ce compte",
        path.display(), account::name(*owner)
    )]
    FileOfAnother { path: PathBuf, owner: u32 },
    /// There is a folder.
    #[error("{} est un dossier\u{a0}; donnez un nom de fichier", .0.display())]
    Folder(PathBuf),
    /// What is there is neither a file nor a folder.
    #[error("{} est un périphérique ou un tube, et non un fichier\u{a0}; donnez un nom de fichier", .0.display())]
    Special(PathBuf),
    /// There is a file, which is not to be replaced.
    #[error("{} existe déjà", .0.display())]
    Exists(PathBuf),
    #[error("{}\u{a0}: {}", path.display(), why_not_written(path, cause))]
    System {
        path: PathBuf,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
}

impl Fault {
    /// What the system refused of a file.
    pub fn system(path: &Path, cause: impl Into<io::Error>) -> Self {
        Self::System {
            path: path.to_owned(),
            cause: cause.into(),
        }
    }

    /// The fault as an error of the system, where a caller words those itself.
    pub fn into_io(self) -> io::Error {
        match self {
            Self::System { cause, .. } => cause,
            Self::Exists(_) => ErrorKind::AlreadyExists.into(),
            other => io::Error::other(other.to_string()),
        }
    }
}

/// Why a place takes no file, and what to do. The name of a file made beside it is left out.
pub fn why_not_written(path: &Path, error: &io::Error) -> String {
    let path = absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("/")).display();
    match error.kind() {
        ErrorKind::NotFound => {
            format!("le dossier {folder} n’existe pas\u{a0}; créez-le, ou donnez un autre chemin")
        }
        ErrorKind::NotADirectory => format!("{folder} n’est pas un dossier\u{a0}; donnez un autre chemin"),
        ErrorKind::PermissionDenied => {
            format!("vous n’avez pas le droit d’écrire dans {folder}\u{a0}; donnez un autre dossier")
        }
        ErrorKind::ReadOnlyFilesystem => {
            format!("{folder} est en lecture seule\u{a0}; donnez un autre dossier")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            format!("le disque est plein\u{a0}: faites de la place, ou donnez un autre dossier que {folder}")
        }
        ErrorKind::InvalidFilename => "ce nom de fichier est trop long\u{a0}; donnez-en un autre".to_owned(),
        _ => format!("{} ne s’écrit pas\u{a0}: {}", path.display(), answer(error)),
    }
}
