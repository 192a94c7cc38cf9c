//! The engine's errors in the store's own words.

use std::io::ErrorKind;

use crate::store::StoreError;
use crate::store::place::io_error;

macro_rules! failures {
    ($($engine:ty),*) => {
        $(impl From<$engine> for StoreError {
            fn from(error: $engine) -> Self {
                translate(error.into())
            }
        })*
    };
}

failures!(
    redb::StorageError,
    redb::TableError,
    redb::TransactionError,
    redb::CommitError,
    redb::DatabaseError
);

/// What is said of a file that lost its end.
const CUT: &str = "le fichier est tronqué";

/// The error of a base whose engine is closed.
pub(super) fn closed() -> StoreError {
    StoreError::Engine("la base s’est fermée après une erreur du disque\u{a0}; relancez le programme".into())
}

fn translate(error: redb::Error) -> StoreError {
    match error {
        redb::Error::Io(cause) if cause.kind() == ErrorKind::UnexpectedEof => damaged(CUT),
        redb::Error::Corrupted(what) if what.starts_with("File truncated") => damaged(CUT),
        redb::Error::Io(cause) if cause.kind() == ErrorKind::InvalidData => unrecognised(&cause.to_string()),
        redb::Error::Io(cause) => io_error("impossible de lire ou d’écrire la base", cause),
        redb::Error::Corrupted(what) => unrecognised(&what),
        redb::Error::TableDoesNotExist(table) => damaged(&format!("la table «\u{a0}{table}\u{a0}» manque")),
        redb::Error::TableTypeMismatch { table, .. } => damaged(&format!(
            "la table «\u{a0}{table}\u{a0}» n’a pas la forme attendue"
        )),
        error => StoreError::Engine(error.to_string()),
    }
}

/// What the engine says, in its words.
fn unrecognised(what: &str) -> StoreError {
    damaged(&format!(
        "le moteur de stockage n’en reconnaît plus le contenu ({what})"
    ))
}

fn damaged(what: &str) -> StoreError {
    StoreError::Damaged {
        place: "structure du fichier".into(),
        what: what.to_owned(),
    }
}
