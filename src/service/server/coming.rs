//! Frames that come from a client. A long one is counted before its first byte is read: it waits in the socket until
//! there is room for it, and a client that does not send it whole is not waited for.

use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::UnixStream;

use super::limits;
use super::patience::Patience;
use super::pool::{Purse, Share};
use crate::service::wire::REQUEST;

/// How many bytes are read at once.
const PIECE: usize = 8 << 10;

/// The bytes of a frame's length, big end first.
const LENGTH: usize = 4;

/// A share that is waited for; none where there never is one.
pub(super) type Counting = Pin<Box<dyn Future<Output = Option<Share>> + Send>>;

/// A frame that came whole, and the room that it takes where it is long.
pub(super) struct Frame {
    pub(super) bytes: Vec<u8>,
    _share: Option<Share>,
}

/// The way in of a connection.
pub(super) struct Coming {
    purse: Purse,
    /// What was read and belongs to the next frames.
    ahead: Vec<u8>,
    state: State,
}

enum State {
    /// Before a frame.
    Between,
    /// A long frame is announced, and there is no room for it yet.
    Counted(usize, Counting),
    /// A frame comes.
    Body(Body),
}

struct Body {
    length: usize,
    bytes: Vec<u8>,
    /// None for a short frame.
    counted: Option<(Share, Patience)>,
}

impl Coming {
    /// The frames of a connection after those of its start, of which `ahead` was read with them.
    pub(super) fn new(purse: Purse, ahead: Vec<u8>) -> Self {
        Self {
            purse,
            ahead,
            state: State::Between,
        }
    }

    /// The next frame; none once the client has left between two.
    pub(super) fn poll_frame(
        &mut self,
        socket: &mut UnixStream,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame>>> {
        loop {
            match &mut self.state {
                State::Between => match self.length() {
                    Ok(Some(length)) => self.state = self.announced(length),
                    Ok(None) => {
                        if ready!(self.poll_read(socket, cx))? == 0 {
                            let cut = !self.ahead.is_empty();
                            return Poll::Ready(cut.then(|| Err(self::cut())));
                        }
                    }
                    Err(error) => return Poll::Ready(Some(Err(error))),
                },
                State::Counted(length, counting) => {
                    let share = ready!(counting.as_mut().poll(cx)).ok_or_else(too_long)?;
                    self.state = State::Body(Body::new(*length, Some(share)));
                }
                State::Body(body) => {
                    body.fill(&mut self.ahead);
                    if body.bytes.len() == body.length {
                        return Poll::Ready(self.frame().map(Ok));
                    }
                    let read = self.poll_read(socket, cx);
                    if read.is_pending() {
                        ready!(self.poll_late(cx))?;
                    } else if ready!(read)? == 0 {
                        return Poll::Ready(Some(Err(cut())));
                    }
                }
            }
        }
    }

    /// The length of the next frame, once it is known.
    fn length(&mut self) -> io::Result<Option<usize>> {
        let Some((length, _)) = self.ahead.split_first_chunk::<LENGTH>() else {
            return Ok(None);
        };
        let length = u32::from_be_bytes(*length) as usize;
        if length > REQUEST {
            return Err(too_long());
        }
        self.ahead.drain(..LENGTH);
        Ok(Some(length))
    }

    fn announced(&self, length: usize) -> State {
        if length <= limits::SHORT {
            State::Body(Body::new(length, None))
        } else {
            State::Counted(length, Box::pin(self.purse.clone().take(length)))
        }
    }

    /// Takes the frame that is whole.
    fn frame(&mut self) -> Option<Frame> {
        match std::mem::replace(&mut self.state, State::Between) {
            State::Body(body) => Some(Frame {
                bytes: body.bytes,
                _share: body.counted.map(|(share, _)| share),
            }),
            _ => None,
        }
    }

    fn poll_read(&mut self, socket: &mut UnixStream, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        let mut piece = [0; PIECE];
        let mut read = ReadBuf::new(&mut piece);
        ready!(Pin::new(socket).poll_read(cx, &mut read))?;
        self.ahead.extend_from_slice(read.filled());
        Poll::Ready(Ok(read.filled().len()))
    }

    /// Fails once a long frame takes too long to come.
    fn poll_late(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let State::Body(Body {
            counted: Some((_, patience)),
            ..
        }) = &mut self.state
        else {
            return Poll::Pending;
        };
        ready!(patience.poll_over(cx, || self.purse.is_wanted()));
        Poll::Ready(Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "une requête commencée n’arrive pas en entier",
        )))
    }
}

impl Body {
    fn new(length: usize, share: Option<Share>) -> Self {
        Self {
            length,
            bytes: Vec::with_capacity(length),
            counted: share.map(|share| (share, Patience::of(limits::WHOLE))),
        }
    }

    /// Takes what was read of it.
    fn fill(&mut self, ahead: &mut Vec<u8>) {
        let missing = self.length - self.bytes.len();
        self.bytes.extend(ahead.drain(..missing.min(ahead.len())));
    }
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "une requête est trop longue")
}

fn cut() -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, "une requête est coupée")
}
