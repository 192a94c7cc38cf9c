//! The socket on which the service listens: the one that systemd opened, or one that it makes.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, ErrorKind};
use std::os::fd::AsFd;
use std::os::unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use listenfd::ListenFd;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::unistd::Group;
use tracing::warn;

use super::ServeError;
use crate::system;

/// Who may connect: the account of the service, and the group of the socket.
const MODE: u32 = 0o660;

/// The same of a socket that is one account's alone.
const OWN: u32 = 0o600;

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
            None => make(path, MODE, Some(group))?,
        };
        listener.set_nonblocking(true).map_err(cannot)?;
        Ok(Self {
            listener: Some(listener),
            measures: None,
            own: own.into_iter().collect(),
        })
    }

    /// Makes a socket at `path`, in a folder that is made where there is none: both are this account's alone.
    ///
    /// # Errors
    ///
    /// As [`Listening::open`].
    pub fn of_account(path: &Path) -> Result<Self, ServeError> {
        let cannot = |cause| ServeError::Socket {
            path: path.to_owned(),
            cause,
        };
        if let Some(folder) = path.parent() {
            match DirBuilder::new().mode(0o700).create(folder) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => made.map_err(cannot)?,
            }
        }
        let (listener, own) = make(path, OWN, None)?;
        listener.set_nonblocking(true).map_err(cannot)?;
        Ok(Self {
            listener: Some(listener),
            measures: None,
            own: own.into_iter().collect(),
        })
    }

    /// Where the socket is that the service made.
    pub fn path(&self) -> Option<&Path> {
        self.own.first().map(|(path, _)| path.as_path())
    }

    /// Waits until somebody connects, and leaves the connection to who listens; false once `quits` is closed.
    pub fn is_knocked(&self, quits: &UnixStream) -> bool {
        let Some(listener) = &self.listener else {
            return false;
        };
        let mut awaited = [listener.as_fd(), quits.as_fd()].map(|fd| PollFd::new(fd, PollFlags::POLLIN));
        loop {
            match poll(&mut awaited, PollTimeout::NONE) {
                Err(Errno::EINTR) => {}
                Err(_) => return false,
                Ok(_) => return awaited[1].any() == Some(false),
            }
        }
    }

    /// Tells collectors of the machine the measures on another socket, which the same group may open.
    ///
    /// # Errors
    ///
    /// As [`Listening::open`].
    pub fn with_measures(mut self, path: &Path, group: &str) -> Result<Self, ServeError> {
        let (listener, own) = make(path, MODE, Some(group))?;
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

fn make(
    path: &Path,
    rights: u32,
    group: Option<&str>,
) -> Result<(UnixListener, Option<OwnFile>), ServeError> {
    clear(path)?;
    let bound = || -> io::Result<_> {
        let listener = UnixListener::bind(path)?;
        fs::set_permissions(path, Permissions::from_mode(rights))?;
        if let Some(group) = group {
            give(path, group);
        }
        Ok((listener, fs::symlink_metadata(path)?.ino()))
    };
    let (listener, inode) = bound().map_err(|cause| ServeError::Socket {
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
