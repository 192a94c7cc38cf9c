//! What comes over a line that may go dead: how long it may be silent, and how long it may last, are bounded.

use std::io::{self, ErrorKind, Read};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};

/// Reads of what another program writes, as long as it goes on.
#[derive(Debug)]
pub struct BoundedRead<R> {
    from: R,
    /// How long it may be silent.
    silence: Duration,
    /// When it must have ended.
    until: Instant,
}

impl<R: AsFd> BoundedRead<R> {
    /// Reads what comes from now on, for a time at most.
    pub fn of(from: R, silence: Duration, whole: Duration) -> Self {
        Self {
            from,
            silence,
            until: Instant::now() + whole,
        }
    }

    /// Waits until there is something to read.
    fn wait(&self) -> io::Result<()> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(ErrorKind::TimedOut.into());
        }
        let patience = PollTimeout::try_from(left.min(self.silence)).unwrap_or(PollTimeout::MAX);
        let mut awaited = [PollFd::new(self.from.as_fd(), PollFlags::POLLIN)];
        match poll(&mut awaited, patience) {
            Ok(0) => Err(ErrorKind::TimedOut.into()),
            Ok(_) => Ok(()),
            // The reader asks again.
            Err(Errno::EINTR) => Err(ErrorKind::Interrupted.into()),
            Err(errno) => Err(errno.into()),
        }
    }
}

impl<R: AsFd + Read> Read for BoundedRead<R> {
    /// Fails with [`ErrorKind::TimedOut`] where nothing came for too long, or the end did not come in time.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.wait()?;
        self.from.read(into)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::unix::net::UnixStream;

    fn kind(heard: io::Result<usize>) -> Option<ErrorKind> {
        heard.err().map(|error| error.kind())
    }

    #[test]
    fn a_silent_line_and_one_that_does_not_end_are_left() {
        let (mut sender, receiver) = UnixStream::pair().unwrap();
        let hour = Duration::from_hours(1);
        let mut reader = BoundedRead::of(&receiver, Duration::from_millis(1), hour);
        assert_eq!(kind(reader.read(&mut [0])), Some(ErrorKind::TimedOut));
        sender.write_all(b"ab").unwrap();
        assert_eq!(reader.read(&mut [0]).unwrap(), 1);
        let mut reader = BoundedRead::of(&receiver, hour, Duration::ZERO);
        assert_eq!(kind(reader.read(&mut [0])), Some(ErrorKind::TimedOut));
    }
}
