//! The socket on which the service listens: the one that systemd opened, or one that it makes.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use listenfd::ListenFd;
use nix::unistd::Group;
use tracing::warn;

use super::ServeError;
use crate::system;

/// Who may connect: the account of the service, and the group of the socket.
const MODE: u32 = 0o660;

/// An open socket, taken before anything is done with a base; its file goes with it where the service made it.
pub struct Listening {
    listener: Option<UnixListener>,
    /// Where collectors are told the measures, if they are.
    measures: Option<UnixListener>,
    own: Vec<OwnFile>,
}

/// The file of a socket that the service made, and its inode.
type OwnFile = (PathBuf, u64);

impl Listening {
    /// Takes the socket that systemd opened, or makes one at `path`, which a Unix group may open.
    ///
    /// A socket that a dead service left is replaced; one that answers is not.
    ///
    /// # Errors
    ///
    /// [`ServeError::Taken`], [`ServeError::NotASocket`] or [`ServeError::Socket`].
    pub fn open(path: &Path, group: &str) -> Result<Self, ServeError> {
        let cannot = |cause| ServeError::Socket {
            path: path.to_owned(),
            cause,
        };
        let given = ListenFd::from_env().take_unix_listener(0).map_err(cannot)?;
        let (listener, own) = match given {
            Some(listener) => (listener, None),
            None => make(path, group)?,
        };
        listener.set_nonblocking(true).map_err(cannot)?;
        Ok(Self {
            listener: Some(listener),
            measures: None,
            own: own.into_iter().collect(),
        })
    }

    /// Tells collectors of the machine the measures on another socket, which the same group may open.
    ///
    /// # Errors
    ///
    /// As [`Listening::open`].
    pub fn with_measures(mut self, path: &Path, group: &str) -> Result<Self, ServeError> {
        let (listener, own) = make(path, group)?;
        listener
            .set_nonblocking(true)
            .map_err(|cause| ServeError::Socket {
                path: path.to_owned(),
                cause,
            })?;
        self.measures = Some(listener);
        self.own.extend(own);
        Ok(self)
    }

    /// Gives what listens: who drops it turns clients away. None where it was given before.
    pub(super) fn listener(&mut self) -> Option<UnixListener> {
        self.listener.take()
    }

    /// Gives what collectors connect to.
    pub(super) fn measures(&mut self) -> Option<UnixListener> {
        self.measures.take()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        for (path, inode) in &self.own {
            if fs::symlink_metadata(path).is_ok_and(|found| found.ino() == *inode) {
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn make(path: &Path, group: &str) -> Result<(UnixListener, Option<OwnFile>), ServeError> {
    clear(path)?;
    let made = || -> io::Result<_> {
        let listener = UnixListener::bind(path)?;
        fs::set_permissions(path, Permissions::from_mode(MODE))?;
        give(path, group);
        Ok((listener, fs::symlink_metadata(path)?.ino()))
    };
    let (listener, inode) = made().map_err(|cause| ServeError::Socket {
        path: path.to_owned(),
        cause,
    })?;
    Ok((listener, Some((path.to_owned(), inode))))
}

/// Gives a socket to the group of those who may open it, as systemd does; what keeps it from them is told. A group that
/// the system does not have is told elsewhere.
fn give(path: &Path, group: &str) {
    let Ok(Some(known)) = Group::from_name(group) else {
        return;
    };
    if let Err(cause) = std::os::unix::fs::chown(path, None, Some(known.gid.as_raw())) {
        let cause = system::answer(&cause);
        warn!(group, cause, "la socket n’est pas ouverte à ce groupe");
    }
}

/// Removes the socket of a service that is no more.
fn clear(path: &Path) -> Result<(), ServeError> {
    let cannot = |cause| ServeError::Socket {
        path: path.to_owned(),
        cause,
    };
    let found = match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        found => found.map_err(cannot)?,
    };
    if !found.file_type().is_socket() {
        return Err(ServeError::NotASocket(path.to_owned()));
    }
    match UnixStream::connect(path) {
        Err(error) if error.kind() == ErrorKind::ConnectionRefused => fs::remove_file(path).map_err(cannot),
        Err(error) => Err(cannot(error)),
        Ok(_) => Err(ServeError::Taken(path.to_owned())),
    }
}
