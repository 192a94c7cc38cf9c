//! A file on its way to its place.

use std::fs::{File, Permissions, TryLockError};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use nix::errno::Errno;
use nix::fcntl::{OFlag, openat};
use nix::sys::stat::Mode;
use nix::unistd::{Gid, UnlinkatFlags, fchown, unlinkat};

use super::{ATTEMPTS, Fault, Target, fresh_name, leftover};

/// What a file may take the place of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    Nothing,
    /// A file of one's own, whose rights it takes.
    Own,
}

/// A new file beside its place, its owner's alone. It is locked, so that another program does not take it for one that
/// was left; dropped, it goes away.
#[derive(Debug)]
pub struct PendingFile<'a> {
    target: &'a Target,
    name: String,
    file: File,
    is_put: bool,
}

impl Target {
    /// A new file beside it, which goes away unless it is put in its place.
    ///
    /// # Errors
    ///
    /// [`Fault::System`] where the system makes none.
    pub fn draft(&self) -> Result<PendingFile<'_>, Fault> {
        PendingFile::beside(self)
    }
}

impl<'a> PendingFile<'a> {
    pub(super) fn beside(target: &'a Target) -> Result<Self, Fault> {
        leftover::sweep(target.folder(), target.folder_fd());
        let failed = |cause| Fault::system(target.path(), cause);
        for _ in 0..ATTEMPTS {
            let name = fresh_name().map_err(failed)?;
            let flags = OFlag::O_RDWR | OFlag::O_CREAT | OFlag::O_EXCL | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
            let rights = Mode::S_IRUSR | Mode::S_IWUSR;
            let file = match openat(target.folder_fd(), name.as_str(), flags, rights) {
                Err(Errno::EEXIST) => continue,
                opened => File::from(opened.map_err(|errno| failed(errno.into()))?),
            };
            let draft = Self {
                target,
                name,
                file,
                is_put: false,
            };
            if is_held(&draft.file).map_err(failed)? {
                return Ok(draft);
            }
        }
        Err(failed(io::ErrorKind::AlreadyExists.into()))
    }

    pub fn file(&self) -> &File {
        &self.file
    }

    /// Puts the file in its place, once the disk has it.
    ///
    /// # Errors
    ///
    /// [`Fault`]: the place is as it was.
    pub fn put(mut self, over: Over) -> Result<(), Fault> {
        let failed = |cause: io::Error| Fault::system(self.target.path(), cause);
        if let (Over::Own, Some(there)) = (over, self.target.there()?) {
            // Rights for a group that it cannot be given are no one's.
            let group = fchown(&self.file, None, Some(Gid::from_raw(there.group)));
            let mode = if group.is_ok() {
                there.mode
            } else {
                there.mode & !0o070
            };
            self.file
                .set_permissions(Permissions::from_mode(mode))
                .map_err(failed)?;
        }
        self.file.sync_all().map_err(failed)?;
        self.target
            .put(self.target.folder_fd(), self.name.as_ref(), over == Over::Own)?;
        self.is_put = true;
        Ok(())
    }
}

/// Locks what was just made; false where another program took it for what was left, and removed it.
pub(super) fn is_held(made: &File) -> io::Result<bool> {
    match made.try_lock() {
        Ok(()) => Ok(made.metadata()?.nlink() > 0),
        Err(TryLockError::WouldBlock) => Ok(false),
        // A disk without locks: nothing of it is ever swept either.
        Err(TryLockError::Error(_)) => Ok(true),
    }
}

impl Drop for PendingFile<'_> {
    fn drop(&mut self) {
        if !self.is_put {
            let _ = unlinkat(
                self.target.folder_fd(),
                self.name.as_str(),
                UnlinkatFlags::NoRemoveDir,
            );
        }
    }
}

impl Write for PendingFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
