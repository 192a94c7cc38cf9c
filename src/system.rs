//! What the system answers, in French; and, below, what is asked of it in one place.

pub mod account;
pub mod bounded_read;
pub mod holder;
pub mod outfile;
pub mod wall;

use std::io::{self, ErrorKind};
use std::path::Path;

/// Says in French why the system refused: a clause without a capital, to stand after a colon.
///
/// What one of our own errors says is kept; of an error that a library made around the system's, its number is.
pub fn answer(error: &io::Error) -> String {
    let code = error.raw_os_error().or_else(|| named_code(error));
    let kind = match code {
        Some(code) => io::Error::from_raw_os_error(code).kind(),
        None => error.kind(),
    };
    match (code, error.get_ref(), words(kind)) {
        (None, Some(own), _) => own.to_string(),
        (_, _, Some(known)) => known.to_owned(),
        (Some(code), ..) => format!("le système a répondu par l’erreur {code}"),
        (None, ..) => "le système n’a pas dit pourquoi".to_owned(),
    }
}

/// Says the same of a socket, whose path has a length of its own.
pub fn socket_answer(error: &io::Error, path: &Path) -> String {
    match error.kind() {
        ErrorKind::InvalidInput if path.as_os_str().len() > LONGEST => {
            format!("ce chemin est trop long pour une socket ({LONGEST} octets au plus)")
        }
        _ => answer(error),
    }
}

/// The longest path of a socket, in bytes: `sun_path` of unix(7) without its last zero.
const LONGEST: usize = 107;

/// The number of the system's error in the words of a library that wrapped it, as `std` writes it.
fn named_code(error: &io::Error) -> Option<i32> {
    let text = error.get_ref()?.to_string();
    let (_, rest) = text.split_once("(os error ")?;
    rest.split_once(')')?.0.parse().ok()
}

fn words(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "ce chemin n’existe pas",
        ErrorKind::PermissionDenied => "vous n’en avez pas le droit",
        ErrorKind::AlreadyExists => "il y a déjà un fichier de ce nom",
        ErrorKind::NotADirectory => "un des dossiers de ce chemin est un fichier",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::DirectoryNotEmpty => "ce dossier n’est pas vide",
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule",
        ErrorKind::InvalidFilename => "ce nom est trop long",
        ErrorKind::StorageFull => "le disque est plein",
        ErrorKind::QuotaExceeded => "votre quota sur ce disque est atteint",
        ErrorKind::FileTooLarge => "le fichier dépasse la taille permise",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "un autre programme s’en sert",
        ErrorKind::StaleNetworkFileHandle => "le partage de fichiers ne répond plus",
        ErrorKind::CrossesDevices => "les deux fichiers ne sont pas sur le même disque",
        ErrorKind::ConnectionRefused => "la connexion est refusée",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted | ErrorKind::NotConnected => {
            "la connexion est coupée"
        }
        ErrorKind::AddrInUse => "l’adresse est déjà prise",
        ErrorKind::AddrNotAvailable => "cette adresse n’est pas disponible",
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            "le réseau ne répond pas"
        }
        ErrorKind::TimedOut => "le délai est passé",
        ErrorKind::BrokenPipe => "personne ne lit à l’autre bout",
        ErrorKind::UnexpectedEof => "la fin est venue trop tôt",
        ErrorKind::WriteZero => "tout n’a pas pu être écrit",
        ErrorKind::InvalidData => "le contenu ne se lit pas",
        ErrorKind::InvalidInput => "le système ne peut pas faire cela",
        ErrorKind::Unsupported => "ce système ne sait pas le faire",
        ErrorKind::OutOfMemory => "la mémoire manque",
        ErrorKind::Interrupted => "le système a interrompu ce qu’il faisait",
        ErrorKind::WouldBlock => "il faudrait attendre",
        ErrorKind::NotSeekable => "ce fichier ne se lit que d’un trait",
        ErrorKind::TooManyLinks => "trop de liens mènent à ce fichier",
        ErrorKind::Deadlock => "deux programmes s’attendent l’un l’autre",
        ErrorKind::ArgumentListTooLong => "les arguments sont trop longs",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_kinds_have_words() {
        for (error, said) in [
            (io::Error::from_raw_os_error(2), "ce chemin n’existe pas"),
            (io::Error::from_raw_os_error(28), "le disque est plein"),
            (ErrorKind::TimedOut.into(), "le délai est passé"),
            (io::Error::new(ErrorKind::TimedOut, "il dort"), "il dort"),
        ] {
            assert_eq!(answer(&error), said);
        }
    }

    #[test]
    fn what_has_no_words_has_a_number() {
        let said = "le système a répondu par l’erreur 5";
        assert_eq!(answer(&io::Error::from_raw_os_error(5)), said);
        let wrapped = format!("{} at path \"x\"", io::Error::from_raw_os_error(5));
        assert_eq!(answer(&io::Error::other(wrapped)), said);
    }

    #[test]
    fn an_error_of_a_library_around_the_systems_is_told_as_the_systems() {
        let error = tempfile::NamedTempFile::new_in("/nulle/part").unwrap_err();
        assert_eq!(answer(&error), "ce chemin n’existe pas");
    }

    #[test]
    fn every_kind_of_error_has_its_words() {
        for code in 1..134 {
            let kind = io::Error::from_raw_os_error(code).kind();
            // `std` keeps these kinds to itself: the number is all there is to tell.
            let unnamed = ["Uncategorized", "FilesystemLoop", "InProgress"];
            if !unnamed.contains(&format!("{kind:?}").as_str()) {
                assert!(words(kind).is_some(), "{code}: {kind:?}");
            }
        }
    }

    #[test]
    fn a_path_too_long_for_a_socket_is_told() {
        let path = format!("/tmp/{}", "a".repeat(LONGEST));
        let error = std::os::unix::net::UnixStream::connect(&path).unwrap_err();
        assert!(socket_answer(&error, Path::new(&path)).contains("107 octets"));
        let other = socket_answer(&ErrorKind::InvalidInput.into(), Path::new("/run/preau.sock"));
        assert!(!other.contains("octets"), "{other}");
    }
}
