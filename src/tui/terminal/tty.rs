//! Standard output as a descriptor: one system call for a frame, none of the line buffering of `stdout()`.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::os::fd::AsFd;

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

/// A writer on the terminal.
#[derive(Debug)]
pub struct Tty(File);

impl Tty {
    /// Takes a descriptor of its own on standard output.
    pub(super) fn open() -> io::Result<Self> {
        Ok(Self(File::from(io::stdout().as_fd().try_clone_to_owned()?)))
    }

    /// True where the line is there and has room now: a few bytes are then written without waiting.
    pub(super) fn takes_bytes(&self) -> bool {
        let mut line = [PollFd::new(self.0.as_fd(), PollFlags::POLLOUT)];
        poll(&mut line, PollTimeout::ZERO).is_ok() && line[0].revents() == Some(PollFlags::POLLOUT)
    }
}

impl Write for Tty {
    /// Writes, and waits where somebody made the descriptor non-blocking and the line is full.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match self.0.write(bytes) {
                Err(error) if error.kind() == ErrorKind::WouldBlock => wait_for_room(&self.0)?,
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn wait_for_room(file: &File) -> io::Result<()> {
    let mut line = [PollFd::new(file.as_fd(), PollFlags::POLLOUT)];
    match poll(&mut line, PollTimeout::NONE) {
        Ok(_) | Err(nix::errno::Errno::EINTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
