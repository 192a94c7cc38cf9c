//! Answers on their way to a client, which is not waited for where it does not read them.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::AsyncWrite;
use tokio::net::UnixStream;

use super::limits;
use super::owner::Owner;
use super::patience::Patience;
use super::unread::Counted;

/// The way out of a connection: one frame at a time.
pub(super) struct Going {
    owner: Owner,
    uid: u32,
    frame: Option<Frame>,
}

struct Frame {
    bytes: Vec<u8>,
    written: usize,
    patience: Patience,
    /// It counts as unread until it is written.
    _counted: Option<Counted>,
}

impl Going {
    pub(super) fn new(owner: Owner, uid: u32) -> Self {
        Self {
            owner,
            uid,
            frame: None,
        }
    }

    /// Puts a frame in the way that is free.
    pub(super) fn start(&mut self, parts: [&[u8]; 3], counted: Option<Counted>) -> io::Result<()> {
        let length: usize = parts.iter().map(|part| part.len()).sum();
        let length = u32::try_from(length).map_err(io::Error::other)?.to_be_bytes();
        let [head, body, tail] = parts;
        self.frame = Some(Frame {
            bytes: [&length, head, body, tail].concat(),
            written: 0,
            patience: Patience::of(limits::READ),
            _counted: counted,
        });
        Ok(())
    }

    /// Writes until the way is free; fails once the client takes too long to read.
    pub(super) fn poll_free(
        &mut self,
        socket: &mut UnixStream,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<()>> {
        while let Some(frame) = &mut self.frame {
            match Pin::new(&mut *socket).poll_write(cx, &frame.bytes[frame.written..]) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(written) => frame.written += written?,
                Poll::Pending => {
                    let (owner, uid) = (&self.owner, self.uid);
                    ready!(frame.patience.poll_over(cx, || owner.is_wanted(uid)));
                    return Poll::Ready(Err(io::Error::new(
                        io::ErrorKind::TimedOut,
                        "le client ne lit pas ses réponses",
                    )));
                }
            }
            if frame.written == frame.bytes.len() {
                self.frame = None;
            }
        }
        Poll::Ready(Ok(()))
    }
}
