//! Frames on a Unix socket, and values in them.

use std::io;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures::{Sink, Stream};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::UnixStream;
use tokio_util::bytes::{Bytes, BytesMut};
use tokio_util::codec::{Decoder, Encoder, Framed, LengthDelimitedCodec};

use crate::shield::caught;

/// A socket with its frames.
pub type Frames = Framed<UnixStream, Lengths>;

/// Puts frames on a socket: those that come are of at most `limit` bytes, a longer one ends the connection.
pub fn framed(socket: UnixStream, limit: usize) -> Frames {
    Framed::new(socket, Lengths::new(limit))
}

/// Takes a socket out of its frames, with what was read of it and belongs to a frame to come.
pub fn unframed(frames: Frames) -> (UnixStream, Vec<u8>) {
    let parts = frames.into_parts();
    (parts.io, parts.read_buf.to_vec())
}

/// The lengths before the frames, with a limit of its own in each direction.
#[derive(Debug)]
pub struct Lengths {
    coming: LengthDelimitedCodec,
    going: LengthDelimitedCodec,
}

impl Lengths {
    fn new(limit: usize) -> Self {
        let coming = LengthDelimitedCodec::builder()
            .max_frame_length(limit)
            .new_codec();
        // What goes is measured where it is encoded.
        let going = LengthDelimitedCodec::builder()
            .max_frame_length(usize::MAX)
            .new_codec();
        Self { coming, going }
    }

    /// Lets longer or shorter frames come from now on.
    pub fn limit(&mut self, limit: usize) {
        self.coming.set_max_frame_length(limit);
    }
}

impl Decoder for Lengths {
    type Item = BytesMut;
    type Error = io::Error;

    fn decode(&mut self, from: &mut BytesMut) -> io::Result<Option<BytesMut>> {
        self.coming.decode(from)
    }
}

impl Encoder<Bytes> for Lengths {
    type Error = io::Error;

    fn encode(&mut self, frame: Bytes, into: &mut BytesMut) -> io::Result<()> {
        self.going.encode(frame, into)
    }
}

/// The frame of a value.
///
/// # Errors
///
/// [`io::ErrorKind::FileTooLarge`] where it is longer than `limit`.
pub fn encode(value: &impl Serialize, limit: usize) -> io::Result<Bytes> {
    let mut frame = Bounded {
        bytes: Vec::new(),
        limit,
    };
    serde_json::to_writer(&mut frame, value)?;
    Ok(frame.bytes.into())
}

/// Bytes of which there are never more than a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.limit {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads the value of a frame. Whatever the bytes, this returns: a number of tarpc's frames that it cannot hold makes
/// it panic, which is an error like another here.
///
/// # Errors
///
/// [`io::ErrorKind::InvalidData`] where the frame holds no such value.
pub fn decode<T: DeserializeOwned>(frame: &[u8]) -> io::Result<T> {
    let invalid = |_| io::Error::new(io::ErrorKind::InvalidData, "trame illisible");
    match caught(|| serde_json::from_slice(frame)) {
        Ok(read) => read.map_err(invalid),
        Err(_) => Err(io::Error::new(io::ErrorKind::InvalidData, "trame illisible")),
    }
}

/// Reads what came on a connection: a first frame, then others under another limit. How many values were read, and what
/// was wrong with the first frame that held none; whatever the bytes, this returns.
pub fn read_all<First: DeserializeOwned, Then: DeserializeOwned>(
    bytes: &[u8],
    limits: [usize; 2],
) -> (usize, io::Result<()>) {
    let [first, then] = limits;
    let mut frames = Lengths::new(first);
    let mut coming = BytesMut::from(bytes);
    let mut read = 0;
    loop {
        let value = match frames.decode_eof(&mut coming) {
            Err(error) => Err(error),
            Ok(None) => return (read, Ok(())),
            Ok(Some(frame)) if read == 0 => decode::<First>(&frame).map(drop),
            Ok(Some(frame)) => decode::<Then>(&frame).map(drop),
        };
        if let Err(error) = value {
            return (read, Err(error));
        }
        read += 1;
        frames.limit(then);
    }
}

/// A socket whose frames are values: `In` comes, `Out` goes.
pub struct Transport<In, Out> {
    frames: Frames,
    limit: usize,
    values: PhantomData<fn(Out) -> In>,
}

impl<In, Out> Transport<In, Out> {
    /// Puts values on frames; those that go are of at most `limit` bytes.
    pub fn new(frames: Frames, limit: usize) -> Self {
        Self {
            frames,
            limit,
            values: PhantomData,
        }
    }
}

impl<In: DeserializeOwned, Out> Stream for Transport<In, Out> {
    type Item = io::Result<In>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<In>>> {
        let frame = ready!(Pin::new(&mut self.frames).poll_next(cx));
        Poll::Ready(frame.map(|frame| decode(&frame?)))
    }
}

impl<In, Out: Serialize> Sink<Out> for Transport<In, Out> {
    type Error = io::Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Sink::<Bytes>::poll_ready(Pin::new(&mut self.frames), cx)
    }

    fn start_send(mut self: Pin<&mut Self>, item: Out) -> io::Result<()> {
        let frame = encode(&item, self.limit)?;
        Pin::new(&mut self.frames).start_send(frame)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Sink::<Bytes>::poll_flush(Pin::new(&mut self.frames), cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Sink::<Bytes>::poll_close(Pin::new(&mut self.frames), cx)
    }
}
