//! Where the base is: a file, or behind the socket of a service.

use std::env;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::config;
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::config::{Config, Declared};
use crate::service::client::ConnectError;

/// Where the service listens unless it is told otherwise.
const SOCKET: &str = "/run/preau/preau.sock";

/// Where the base is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Place {
    /// In a file that this program opens itself.
    File(PathBuf),
    /// Behind the socket of a service.
    Service(Socket),
}

/// The socket of a service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Socket {
    /// Where it is.
    pub(in crate::cli) path: PathBuf,
    /// The file of the configuration that declares the service, where none was named for this command.
    declared_in: Option<PathBuf>,
}

impl Socket {
    fn named(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            declared_in: None,
        }
    }

    /// What is said where the service does not take this program: no other base stands in for one that is declared.
    pub(super) fn failure(&self, error: &ConnectError) -> Failure {
        let Some(file) = &self.declared_in else {
            return Failure::of(error);
        };
        Failure::new(format!(
            "{error}\u{a0}; {} déclare ce service\u{a0}: aucune autre base n’est ouverte à sa place, à moins que --base n’en \
             désigne une",
            file.display()
        ))
    }
}

/// Finds the base: what an option says, else what `PREAU_BASE` or `PREAU_SOCKET` says, else the service that the
/// configuration declares, whether or not it is there, else the one that is found, else the account's own file.
pub(in crate::cli) fn place(common: &Common) -> Result<Place, Failure> {
    match (&common.base, &common.socket) {
        (Some(_), Some(_)) => Err(Failure::new(
            "--base désigne un fichier et --socket un service\u{a0}: donnez l’un ou l’autre",
        )),
        (Some(base), None) => Ok(Place::File(base.clone())),
        (None, Some(socket)) => Ok(Place::Service(Socket::named(socket))),
        (None, None) => said_nowhere(common),
    }
}

fn said_nowhere(common: &Common) -> Result<Place, Failure> {
    if let Some(base) = variable("PREAU_BASE") {
        return Ok(Place::File(base));
    }
    if let Some(socket) = variable("PREAU_SOCKET") {
        return Ok(Place::Service(Socket::named(socket)));
    }
    if let Some(Declared { socket, file }) = config(common)?.service {
        return Ok(Place::Service(Socket {
            path: socket,
            declared_in: Some(file),
        }));
    }
    if Path::new(SOCKET).exists() {
        return Ok(Place::Service(Socket::named(SOCKET)));
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
pub(in crate::cli) fn socket_path(common: &Common, config: &Config) -> PathBuf {
    let said = common.socket.clone().or_else(|| variable("PREAU_SOCKET"));
    let declared = || config.service.as_ref().map(|declared| declared.socket.clone());
    said.or_else(declared).unwrap_or_else(|| SOCKET.into())
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
