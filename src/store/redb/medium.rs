//! What the store asks of the file it is in. The tests put in its place one that fails.

use std::fmt::Debug;
use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;

use nix::errno::Errno;
use nix::fcntl::{PosixFadviseAdvice, posix_fadvise, posix_fallocate};

/// A file of bytes. Places and lengths are in bytes, from the first of the file.
pub trait Medium: Debug + Send + Sync {
    /// How long it is.
    fn len(&self) -> io::Result<u64>;

    /// Reads as many bytes as there are in `out`.
    fn read(&self, at: u64, out: &mut [u8]) -> io::Result<()>;

    /// Writes all the bytes.
    fn write(&self, at: u64, bytes: &[u8]) -> io::Result<()>;

    /// Cuts it, or makes it longer by bytes that are zero and need no room until they are written.
    fn set_len(&self, len: u64) -> io::Result<()>;

    /// Takes room on the disk for bytes to come.
    fn reserve(&self, from: u64, len: u64) -> io::Result<()>;

    /// Brings what was written to the disk.
    fn sync(&self) -> io::Result<()>;

    /// Gives up what the system keeps of it in memory and has written, so that it is read from the disk again.
    fn forget(&self) -> io::Result<()>;
}

impl Medium for File {
    fn len(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read(&self, at: u64, out: &mut [u8]) -> io::Result<()> {
        self.read_exact_at(out, at)
    }

    fn write(&self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.write_all_at(bytes, at)
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        File::set_len(self, len)
    }

    fn reserve(&self, from: u64, len: u64) -> io::Result<()> {
        let (Ok(from), Ok(len)) = (from.try_into(), len.try_into()) else {
            return Err(io::ErrorKind::FileTooLarge.into());
        };
        match posix_fallocate(self, from, len) {
            // A file system that cannot reserve room still takes the bytes when they come.
            Ok(()) | Err(Errno::EOPNOTSUPP | Errno::EINVAL) => Ok(()),
            Err(errno) => Err(errno.into()),
        }
    }

    fn sync(&self) -> io::Result<()> {
        loop {
            match self.sync_data() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                done => return done,
            }
        }
    }

    fn forget(&self) -> io::Result<()> {
        Ok(posix_fadvise(
            self,
            0,
            0,
            PosixFadviseAdvice::POSIX_FADV_DONTNEED,
        )?)
    }
}
