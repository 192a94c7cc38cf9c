//! The socket on which the service listens: the one that systemd opened, or one that it makes.

use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use listenfd::ListenFd;

use super::ServeError;

/// Who may connect: the account of the service and its group.
const MODE: u32 = 0o660;

/// An open socket; its file goes with it where the service made it.
pub(super) struct Listening {
    listener: Option<UnixListener>,
    own: Option<(PathBuf, u64)>,
}

impl Listening {
    /// Takes the socket that systemd opened, or makes one at `path`.
    ///
    /// A socket that a dead service left is replaced; one that answers is not.
    pub(super) fn open(path: &Path) -> Result<Self, ServeError> {
        let cannot = |cause| ServeError::Socket {
            path: path.to_owned(),
            cause,
        };
        let given = ListenFd::from_env().take_unix_listener(0).map_err(cannot)?;
        let (listener, own) = match given {
            Some(listener) => (listener, None),
            None => make(path)?,
        };
        listener.set_nonblocking(true).map_err(cannot)?;
        Ok(Self {
            listener: Some(listener),
            own,
        })
    }

    /// Gives what listens: who drops it turns clients away. None where it was given before.
    pub(super) fn listener(&mut self) -> Option<UnixListener> {
        self.listener.take()
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some((path, inode)) = &self.own
            && fs::symlink_metadata(path).is_ok_and(|found| found.ino() == *inode)
        {
            let _ = fs::remove_file(path);
        }
    }
}

fn make(path: &Path) -> Result<(UnixListener, Option<(PathBuf, u64)>), ServeError> {
    clear(path)?;
    let made = || -> io::Result<_> {
        let listener = UnixListener::bind(path)?;
        fs::set_permissions(path, Permissions::from_mode(MODE))?;
        Ok((listener, fs::symlink_metadata(path)?.ino()))
    };
    let (listener, inode) = made().map_err(|cause| ServeError::Socket {
        path: path.to_owned(),
        cause,
    })?;
    Ok((listener, Some((path.to_owned(), inode))))
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
