//! A client's connection after its start: calls come at the pace and of the size that one client may have, and one
//! answer goes for each. A client that does not read its answers, or does not send its calls whole, is not waited for.
//!
//! A long call is counted before its first byte is read: it waits in the socket until there is room for it.

use std::future::pending;
use std::io;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::time::{Instant, sleep_until};

use super::limits;
use super::outbox::Sent;
use super::pace::Bucket;
use super::patience::patience;
use super::pool::{Purse, Share};
use crate::service::wire::{Call, LENGTH, REQUEST, decode, length};

/// A call, and the room that it takes until it is answered.
pub(super) struct Asked {
    pub(super) call: Call,
    pub(super) share: Share,
}

/// A connection with its pace. Calls above it, and those after one that is not answered, stay in the socket: the client
/// waits, and nobody else.
pub(super) struct PacedTransport<S> {
    socket: BufReader<S>,
    bucket: Bucket,
    coming: Purse,
    carried_out: Purse,
}

impl<S: AsyncRead + AsyncWrite + Unpin> PacedTransport<S> {
    /// The connection of an account, with the room for calls that come and for those that are carried out.
    pub(super) fn new(socket: S, coming: Purse, carried_out: Purse) -> Self {
        Self {
            socket: BufReader::new(socket),
            bucket: Bucket::full(Instant::now()),
            coming,
            carried_out,
        }
    }

    /// The next call, once there is room for it; none once the client has left between two.
    pub(super) async fn next(&mut self) -> io::Result<Option<Asked>> {
        while let Some(then) = self.bucket.ready_at(Instant::now()) {
            sleep_until(then).await;
        }
        if self.socket.fill_buf().await?.is_empty() {
            return Ok(None);
        }
        let mut bytes = [0; LENGTH];
        self.socket.read_exact(&mut bytes).await.map_err(cut)?;
        let length = length(bytes, REQUEST)?;
        let (frame, coming) = if length <= limits::SHORT {
            (self.body(length).await?, None)
        } else {
            let share = self.coming.clone().take(length).await.ok_or_else(too_long)?;
            (self.whole(length).await?, Some(share))
        };
        let share = self.carried_out.clone().take(length * limits::GROWTH);
        let share = share.await.ok_or_else(too_long)?;
        self.bucket.take(Instant::now());
        let call = decode(&frame)?;
        drop(coming);
        Ok(Some(Asked { call, share }))
    }

    /// Waits until the client leaves. One that has sent more is there as far as is known.
    pub(super) async fn left(&mut self) {
        if self.socket.fill_buf().await.is_ok_and(|more| !more.is_empty()) {
            pending::<()>().await;
        }
    }

    /// Sends an answer, which counts as unread until it is written. `wanted` tells whether others wait for its room.
    pub(super) async fn send(&mut self, sent: Sent, wanted: impl Fn() -> bool) -> io::Result<()> {
        tokio::select! {
            biased;
            written = self.socket.write_all(&sent.frame) => written,
            () = patience(limits::READ, wanted) => Err(late("le client ne lit pas ses réponses")),
        }
    }

    /// The bytes of a frame.
    async fn body(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.socket.read_exact(&mut bytes).await.map_err(cut)?;
        Ok(bytes)
    }

    /// Those of a long one, which must come in time.
    async fn whole(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let purse = self.coming.clone();
        tokio::select! {
            biased;
            bytes = self.body(length) => bytes,
            () = patience(limits::WHOLE, || purse.is_wanted()) => {
                Err(late("une requête commencée n’arrive pas en entier"))
            }
        }
    }
}

fn late(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, why)
}

fn too_long() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "une requête est trop longue")
}

/// What is said of a frame whose end does not come.
fn cut(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => io::Error::new(error.kind(), "une requête est coupée"),
        _ => error,
    }
}
