//! Where the base is: a file, or behind the socket of a service.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::cli::args::Common;
use crate::cli::failure::Failure;

/// Where the service listens unless it is told otherwise.
const SOCKET: &str = "/run/preau/preau.sock";

/// Where the base is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Place {
    /// In a file that this program opens itself.
    File(PathBuf),
    /// Behind the socket of a service.
    Service(PathBuf),
}

/// Finds the base: what an option says, else what `PREAU_BASE` or `PREAU_SOCKET` says, else the service where there is
/// one, else the account's own file.
pub(in crate::cli) fn place(common: &Common) -> Result<Place, Failure> {
    match (&common.base, &common.socket) {
        (Some(_), Some(_)) => Err(Failure::new(
            "--base désigne un fichier et --socket un service\u{a0}: donnez l’un ou l’autre",
        )),
        (Some(base), None) => Ok(Place::File(base.clone())),
        (None, Some(socket)) => Ok(Place::Service(socket.clone())),
        (None, None) => said_nowhere(),
    }
}

fn said_nowhere() -> Result<Place, Failure> {
    if let Some(base) = variable("PREAU_BASE") {
        return Ok(Place::File(base));
    }
    if let Some(socket) = variable("PREAU_SOCKET") {
        return Ok(Place::Service(socket));
    }
    if Path::new(SOCKET).exists() {
        return Ok(Place::Service(SOCKET.into()));
    }
    own_file().map(Place::File)
}

/// True where the file of the base was named for this command.
pub(super) fn is_named(common: &Common) -> bool {
    named(common).is_some()
}

fn named(common: &Common) -> Option<PathBuf> {
    common.base.clone().or_else(|| variable("PREAU_BASE"))
}

/// The path of the base as a file: `~/.local/share/preau/preau.base` where nothing else is said.
pub(in crate::cli) fn base_path(common: &Common) -> Result<PathBuf, Failure> {
    named(common).map_or_else(own_file, Ok)
}

/// The file of the base, where this program opens one itself.
pub(in crate::cli) fn own_base(common: &Common) -> Result<Option<PathBuf>, Failure> {
    Ok(match place(common)? {
        Place::File(path) => Some(path),
        Place::Service(_) => None,
    })
}

/// The path of the socket on which a service listens.
pub(in crate::cli) fn socket_path(common: &Common) -> PathBuf {
    let said = common.socket.clone().or_else(|| variable("PREAU_SOCKET"));
    said.unwrap_or_else(|| SOCKET.into())
}

/// True where there is nothing at a path; what cannot be looked at may be there.
pub(super) fn is_missing(path: &Path) -> bool {
    path.symlink_metadata()
        .is_err_and(|error| error.kind() == ErrorKind::NotFound)
}

/// True where two paths lead to one file, whatever links are on the way.
pub(in crate::cli) fn same_file(one: &Path, other: &Path) -> bool {
    let file = |path: &Path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    file(one).is_some_and(|found| file(other) == Some(found))
}

fn variable(name: &str) -> Option<PathBuf> {
    let value = env::var_os(name).filter(|value| !value.is_empty())?;
    Some(value.into())
}

fn own_file() -> Result<PathBuf, Failure> {
    let strategy = etcetera::choose_base_strategy().map_err(|_| {
        Failure::new("le dossier personnel est inconnu\u{a0}; dites où est la base avec --base")
    })?;
    Ok(strategy.data_dir().join("preau").join("preau.base"))
}
