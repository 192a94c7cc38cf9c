//! A folder beside a place, in which a file is made that is more than bytes in a row.

use std::fs::File;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{OFlag, openat};
use nix::sys::stat::{Mode, mkdirat};
use nix::unistd::{UnlinkatFlags, unlinkat};

use super::leftover::{self, WORK};
use super::pending::is_held;
use super::target::open_folder;
use super::{ATTEMPTS, Fault, fresh_name};

/// A folder of its owner's alone. It is locked, so that another program does not take it for one that was left;
/// dropped, it goes away with what is in it.
#[derive(Debug)]
pub struct Workshop {
    /// The folder in which it is.
    outer: OwnedFd,
    name: String,
    inner: File,
    path: PathBuf,
}

impl Workshop {
    /// Makes one in a folder whose path has no link.
    ///
    /// # Errors
    ///
    /// [`Fault::System`] where the system makes none.
    pub fn within(folder: &Path) -> Result<Self, Fault> {
        let failed = |errno: Errno| Fault::system(folder, errno);
        let outer = open_folder(folder).map_err(failed)?;
        leftover::sweep(folder, std::os::fd::AsFd::as_fd(&outer));
        for _ in 0..ATTEMPTS {
            let name = fresh_name().map_err(|cause| Fault::system(folder, cause))?;
            match mkdirat(&outer, name.as_str(), Mode::S_IRWXU) {
                Err(Errno::EEXIST) => continue,
                made => made.map_err(failed)?,
            }
            let flags = OFlag::O_RDONLY | OFlag::O_DIRECTORY | OFlag::O_NOFOLLOW | OFlag::O_CLOEXEC;
            // Another program may have taken it for one that was left.
            let Ok(inner) = openat(&outer, name.as_str(), flags, Mode::empty()).map(File::from) else {
                continue;
            };
            if is_held(&inner).map_err(|cause| Fault::system(folder, cause))? {
                let path = folder.join(&name);
                return Ok(Self {
                    outer,
                    name,
                    inner,
                    path,
                });
            }
        }
        Err(failed(Errno::EEXIST))
    }

    /// The file that is made in it.
    pub fn work(&self) -> PathBuf {
        self.path.join(WORK)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = unlinkat(&self.inner, WORK, UnlinkatFlags::NoRemoveDir);
        let _ = unlinkat(&self.outer, self.name.as_str(), UnlinkatFlags::RemoveDir);
    }
}
