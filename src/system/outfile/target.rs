//! The place of a file: its folder, held open, and its name there.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{
    AT_FDCWD, AtFlags, OFlag, OpenHow, RenameFlags, ResolveFlag, open, openat2, renameat, renameat2,
};
use nix::sys::stat::{FileStat, Mode, SFlag, fstatat};
use nix::unistd::{UnlinkatFlags, geteuid, linkat, unlinkat};

use super::Fault;
use super::follow::{End, follow};

/// Where a file is to be written.
#[derive(Debug)]
pub struct Target {
    path: PathBuf,
    folder: OwnedFd,
    /// The path of the folder, without a link.
    folder_path: PathBuf,
    name: OsString,
}

/// The file that is at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct There {
    pub(super) mode: u32,
    pub(super) group: u32,
}

impl Target {
    /// Finds the place that a path leads to, which is free or has a regular file of one's own.
    ///
    /// # Errors
    ///
    /// [`Fault`]: it leads through a link of another account, to what is none of one's own files, or nowhere.
    pub fn at(path: &Path) -> Result<Self, Fault> {
        match follow(path)? {
            End::Open(_) | End::Output => Err(Fault::Special(path.to_owned())),
            End::Name(folder, name) => Self::in_folder(path, folder, name),
        }
    }

    pub(super) fn in_folder(path: &Path, folder_path: PathBuf, name: OsString) -> Result<Self, Fault> {
        let folder = open_folder(&folder_path).map_err(|cause| Fault::system(path, cause))?;
        let target = Self {
            path: path.to_owned(),
            folder,
            folder_path,
            name,
        };
        target.there()?;
        Ok(target)
    }

    /// True where there is a file by now.
    ///
    /// # Errors
    ///
    /// [`Fault`] where that is none of one's own files.
    pub fn is_taken(&self) -> Result<bool, Fault> {
        Ok(self.there()?.is_some())
    }

    /// The path of its folder, without a link.
    pub fn folder(&self) -> &Path {
        &self.folder_path
    }

    /// Puts a file that is on the same disk in its place, which is to be free unless it may be `replaced`.
    ///
    /// # Errors
    ///
    /// [`Fault`] where it is not free, or has none of one's own files.
    pub fn take(&self, from: &Path, replaced: bool) -> Result<(), Fault> {
        self.put(AT_FDCWD, from.as_os_str(), replaced)
    }

    pub(super) fn put(&self, from: BorrowedFd<'_>, name: &OsStr, replaced: bool) -> Result<(), Fault> {
        let there = self.there()?;
        let put = match there {
            Some(_) if !replaced => Err(Errno::EEXIST),
            Some(_) => renameat(from, name, &self.folder, self.name.as_os_str()),
            None => self.put_in_free(from, name),
        };
        put.map_err(|errno| match errno {
            Errno::EEXIST => Fault::Exists(self.path.clone()),
            errno => Fault::system(&self.path, errno),
        })?;
        // The file is there: a folder that cannot be brought to the disk makes it no less so.
        let _ = self
            .folder
            .try_clone()
            .map(File::from)
            .and_then(|folder| folder.sync_all());
        Ok(())
    }

    /// Gives a file a name that nothing else may have taken meanwhile.
    fn put_in_free(&self, from: BorrowedFd<'_>, name: &OsStr) -> nix::Result<()> {
        let to = self.name.as_os_str();
        match renameat2(from, name, &self.folder, to, RenameFlags::RENAME_NOREPLACE) {
            Err(Errno::EINVAL | Errno::ENOSYS) => {
                linkat(from, name, &self.folder, to, AtFlags::empty())?;
                unlinkat(from, name, UnlinkatFlags::NoRemoveDir)
            }
            done => done,
        }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn folder_fd(&self) -> BorrowedFd<'_> {
        self.folder.as_fd()
    }

    /// The file that is there, which is one of one's own.
    pub(super) fn there(&self) -> Result<Option<There>, Fault> {
        match fstatat(&self.folder, self.name.as_os_str(), AtFlags::AT_SYMLINK_NOFOLLOW) {
            Err(Errno::ENOENT) => Ok(None),
            Err(errno) => Err(Fault::system(&self.path, errno)),
            Ok(found) => self.own(&found).map(Some),
        }
    }

    fn own(&self, found: &FileStat) -> Result<There, Fault> {
        let (path, owner) = (self.path.clone(), found.st_uid);
        let kind = SFlag::from_bits_truncate(found.st_mode & SFlag::S_IFMT.bits());
        match kind {
            SFlag::S_IFREG if owner == geteuid().as_raw() => Ok(There {
                mode: found.st_mode & 0o777,
                group: found.st_gid,
            }),
            SFlag::S_IFREG => Err(Fault::FileOfAnother { path, owner }),
            SFlag::S_IFDIR => Err(Fault::Folder(path)),
            SFlag::S_IFLNK => Err(Fault::LinkOfAnother { link: path, owner }),
            _ => Err(Fault::Special(path)),
        }
    }
}

/// Opens a folder whose path has no link, and where none came meanwhile.
pub(super) fn open_folder(path: &Path) -> nix::Result<OwnedFd> {
    let opened = |flags: OFlag| {
        let flags = flags | OFlag::O_DIRECTORY | OFlag::O_CLOEXEC;
        let how = OpenHow::new()
            .flags(flags)
            .resolve(ResolveFlag::RESOLVE_NO_SYMLINKS);
        match openat2(AT_FDCWD, path, how) {
            // An old system, or one that lets programs ask less.
            Err(Errno::ENOSYS | Errno::EPERM) => open(path, flags | OFlag::O_NOFOLLOW, Mode::empty()),
            opened => opened,
        }
    };
    match opened(OFlag::O_RDONLY) {
        // A folder may be written to and not read.
        Err(Errno::EACCES) => opened(OFlag::O_PATH),
        opened => opened,
    }
}
