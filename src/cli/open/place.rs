//! Where the base is: a file, or behind the socket of a service.

use std::env;
use std::fs::{self, TryLockError};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use nix::unistd::geteuid;
use sha2::{Digest, Sha256};

use super::config;
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::config::{Config, Declared};
use crate::domain::journal::hex;
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
    /// The file of the base, where another terminal of this account has it open and serves it.
    pub(super) file: Option<PathBuf>,
}

impl Socket {
    fn named(path: impl Into<PathBuf>) -> Self {
        Self {
            path: path.into(),
            declared_in: None,
            file: None,
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
        (Some(base), None) => file(common, base.clone()),
        (None, Some(socket)) => Ok(Place::Service(Socket::named(socket))),
        (None, None) => said_nowhere(common),
    }
}

fn said_nowhere(common: &Common) -> Result<Place, Failure> {
    if let Some(base) = variable("PREAU_BASE") {
        return file(common, base);
    }
    if let Some(socket) = variable("PREAU_SOCKET") {
        return Ok(Place::Service(Socket::named(socket)));
    }
    if let Some(Declared { socket, file }) = config(common)?.service {
        return Ok(Place::Service(Socket {
            path: socket,
            declared_in: Some(file),
            file: None,
        }));
    }
    if Path::new(SOCKET).exists() {
        return Ok(Place::Service(Socket::named(SOCKET)));
    }
    file(common, own_file()?)
}

/// The base of a file, or the terminal of this account that has it open and serves it.
fn file(common: &Common, path: PathBuf) -> Result<Place, Failure> {
    let Some(socket) = terminals(common, &path)?.filter(|socket| socket.exists() && is_held(&path)) else {
        return Ok(Place::File(path));
    };
    Ok(Place::Service(Socket {
        path: socket,
        declared_in: None,
        file: Some(path),
    }))
}

/// True where a program has a file open as its base.
fn is_held(path: &Path) -> bool {
    let locked = |file: fs::File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    fs::File::open(path).is_ok_and(locked)
}

/// The socket at which the first program of this account that has a base open serves its other terminals; none where the
/// configuration declares a service, or the account has no folder for what runs.
pub(super) fn terminals(common: &Common, base: &Path) -> Result<Option<PathBuf>, Failure> {
    let folder = variable("XDG_RUNTIME_DIR").filter(|folder| folder.is_absolute() && is_own(folder));
    let (Some(folder), Ok(base)) = (folder, base.canonicalize()) else {
        return Ok(None);
    };
    if config(common)?.service.is_some() {
        return Ok(None);
    }
    let mut name = hex(&Sha256::digest(base.as_os_str().as_bytes()).into());
    name.truncate(16);
    Ok(Some(folder.join("preau").join(format!("{name}.sock"))))
}

/// True for a folder that no other account writes in.
fn is_own(folder: &Path) -> bool {
    let found = folder.symlink_metadata();
    found.is_ok_and(|found| found.is_dir() && found.uid() == geteuid().as_raw() && found.mode() & 0o022 == 0)
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
