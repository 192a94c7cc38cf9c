//! A client's connection as tarpc sees it: requests at the pace and of the size that one client may have, answers of
//! which so many bytes wait.

use std::collections::HashSet;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use futures::{Sink, Stream};
use tarpc::{ClientMessage, Request, RequestName, Response};
use tokio::io::AsyncWrite;
use tokio::net::UnixStream;
use tokio::time::{Duration, Instant, Sleep, sleep_until};

use super::coming::{Coming, Counting, Frame};
use super::going::Going;
use super::limits;
use super::pace::Bucket;
use super::pool::{Purse, Share};
use super::unread::Sent;
use crate::service::wire::{ANSWER, BureauRequest, decode, encode};

/// A request, and the room that it takes until it is answered.
pub(super) struct Asked {
    pub(super) call: BureauRequest,
    pub(super) share: Share,
}

impl RequestName for Asked {
    fn name(&self) -> &str {
        self.call.name()
    }
}

/// A connection with its pace. Requests above it stay in the socket: the client waits, and nobody else.
pub(super) struct PacedTransport {
    socket: UnixStream,
    coming: Coming,
    going: Going,
    carried_out: Purse,
    /// A request that came, and waits for room to be read.
    read: Option<(Frame, Counting)>,
    /// The requests that wait for their answer.
    waiting: HashSet<u64>,
    /// Who reads requests, while it waits for an answer to go.
    reader: Option<Waker>,
    closing: Closing,
    bucket: Bucket,
    pause: Option<Pin<Box<Sleep>>>,
}

/// The ways of a connection, each with its room.
pub(super) struct Ways {
    pub(super) coming: Coming,
    pub(super) going: Going,
    pub(super) carried_out: Purse,
}

impl PacedTransport {
    /// A connection that reads no more once `closing` is over and what waits is answered.
    pub(super) fn new(
        socket: UnixStream,
        ways: Ways,
        closing: impl Future<Output = ()> + Send + 'static,
    ) -> Self {
        Self {
            socket,
            coming: ways.coming,
            going: ways.going,
            carried_out: ways.carried_out,
            read: None,
            waiting: HashSet::new(),
            reader: None,
            closing: Closing::Waiting(Box::pin(closing)),
            bucket: Bucket::full(Instant::now()),
            pause: None,
        }
    }

    /// Waits until one more request may be read.
    fn poll_turn(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if self.waiting.len() >= limits::WAITING {
            self.reader = Some(cx.waker().clone());
            return Poll::Pending;
        }
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            match self.bucket.ready_at(Instant::now()) {
                None => return Poll::Ready(()),
                Some(then) => self.pause = Some(Box::pin(sleep_until(then))),
            }
        }
    }

    /// The next message, once there is room for it.
    fn poll_message(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<ClientMessage<Asked>>>> {
        loop {
            if let Some((_, counting)) = &mut self.read {
                let share = ready!(counting.as_mut().poll(cx));
                let frame = self.read.take().map(|(frame, _)| frame);
                return Poll::Ready(frame.zip(share).map(|(frame, share)| self.message(&frame, share)));
            }
            let Some(frame) = ready!(self.coming.poll_frame(&mut self.socket, cx)) else {
                return Poll::Ready(None);
            };
            let frame = frame?;
            let counting = self.carried_out.clone().take(frame.bytes.len() * limits::GROWTH);
            self.read = Some((frame, Box::pin(counting)));
        }
    }

    /// Reads a message and counts it.
    fn message(&mut self, frame: &Frame, share: Share) -> io::Result<ClientMessage<Asked>> {
        self.bucket.take(Instant::now());
        match decode(&frame.bytes)? {
            ClientMessage::Request(Request {
                mut context,
                id,
                message: call,
            }) => {
                // Clients say themselves when they stop waiting.
                context.deadline = std::time::Instant::now() + PATIENCE;
                if !self.waiting.insert(id) {
                    let twice = "deux requêtes de même numéro";
                    return Err(io::Error::new(io::ErrorKind::InvalidData, twice));
                }
                let message = Asked { call, share };
                Ok(ClientMessage::Request(Request { context, id, message }))
            }
            ClientMessage::Cancel {
                trace_context,
                request_id,
            } => {
                self.answered(request_id);
                Ok(ClientMessage::Cancel {
                    trace_context,
                    request_id,
                })
            }
            _ => Err(io::Error::new(io::ErrorKind::InvalidData, "trame inconnue")),
        }
    }

    fn answered(&mut self, id: u64) {
        self.waiting.remove(&id);
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }
}

/// Whether the service ends.
enum Closing {
    Waiting(Pin<Box<dyn Future<Output = ()> + Send>>),
    Near,
}

impl Closing {
    fn is_near(&mut self, cx: &mut Context<'_>) -> bool {
        if let Self::Waiting(closing) = self
            && closing.as_mut().poll(cx).is_ready()
        {
            *self = Self::Near;
        }
        matches!(self, Self::Near)
    }
}

/// How long tarpc keeps a request: longer than any answer takes.
const PATIENCE: Duration = Duration::from_hours(1);

impl Stream for PacedTransport {
    type Item = io::Result<ClientMessage<Asked>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let line = &mut *self;
        ready!(line.poll_turn(cx));
        let message = line.poll_message(cx);
        if message.is_pending() {
            if line.closing.is_near(cx) && line.waiting.is_empty() && line.read.is_none() {
                return Poll::Ready(None);
            }
            line.reader = Some(cx.waker().clone());
        }
        message
    }
}

impl Sink<Response<Sent>> for PacedTransport {
    type Error = io::Error;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }

    fn start_send(mut self: Pin<&mut Self>, response: Response<Sent>) -> io::Result<()> {
        let id = response.request_id;
        self.answered(id);
        match response.message {
            Ok(Sent { bytes, counted }) => {
                let head = format!("{{\"request_id\":{id},\"message\":{{\"Ok\":");
                let parts = [head.as_bytes(), &bytes, b"}}"];
                self.going.start(parts, Some(counted))
            }
            Err(error) => {
                let none: Response<()> = Response {
                    request_id: id,
                    message: Err(error),
                };
                self.going.start([&encode(&none, ANSWER)?, b"", b""], None)
            }
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let line = &mut *self;
        line.going.poll_free(&mut line.socket, cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_flush(cx))?;
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
