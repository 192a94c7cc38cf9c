//! The part of the file that the engine sees: all of it after the prefix.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use nix::errno::Errno;
use nix::fcntl::posix_fallocate;

use super::prefix::PREFIX;

/// The file behind its prefix. It is locked whole when it is opened; the engine takes no lock of its own.
#[derive(Debug)]
pub struct Backend(pub Arc<File>);

impl redb::StorageBackend for Backend {
    fn len(&self) -> io::Result<u64> {
        Ok(self.0.metadata()?.len().saturating_sub(PREFIX))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.0.read_exact_at(out, offset + PREFIX)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        let now = self.0.metadata()?.len();
        let wanted = len + PREFIX;
        if wanted > now {
            reserve(&self.0, now, wanted - now).inspect_err(|_| restore(&self.0, now))?;
        }
        self.0.set_len(wanted)
    }

    fn sync_data(&self) -> io::Result<()> {
        self.0.sync_data()
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.0.write_all_at(data, offset + PREFIX)
    }
}

/// Cuts a file back to its length after a reservation that failed half-way; the failure itself is what is told.
fn restore(file: &File, len: u64) {
    let _ = file.set_len(len);
}

/// Reserves room on the disk, so that a full disk is met when the file grows and not in the middle of a commit.
fn reserve(file: &File, from: u64, len: u64) -> io::Result<()> {
    let (Ok(from), Ok(len)) = (from.try_into(), len.try_into()) else {
        return Err(io::ErrorKind::FileTooLarge.into());
    };
    match posix_fallocate(file, from, len) {
        // A file system that cannot reserve room still takes the bytes when they come.
        Ok(()) | Err(Errno::EOPNOTSUPP | Errno::EINVAL) => Ok(()),
        Err(errno) => Err(errno.into()),
    }
}
