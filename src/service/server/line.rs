//! A client's connection as tarpc sees it: requests at the pace that one client may have, answers under the limit.

use std::collections::HashSet;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker, ready};

use futures::{Sink, Stream};
use tarpc::{ClientMessage, Response, ServerError};
use tokio::sync::watch;
use tokio::time::{Duration, Instant, Sleep, sleep_until};

use super::limits;
use crate::service::wire::{ANSWER, BureauRequest, BureauResponse, Bytes, Frames, decode, encode};

/// A connection with its pace. Requests above it stay in the socket: the client waits, and nobody else.
pub(super) struct Line {
    frames: Frames,
    /// The requests that wait for their answer.
    waiting: HashSet<u64>,
    /// Who reads requests, while it waits for an answer to go.
    reader: Option<Waker>,
    closing: Closing,
    bucket: Bucket,
    pause: Option<Pin<Box<Sleep>>>,
    /// When answers that the client does not read end the connection.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Line {
    /// A connection that reads no more once `closing` is true and what waits is answered.
    pub(super) fn new(frames: Frames, mut closing: watch::Receiver<bool>) -> Self {
        let closing = async move {
            // A service that is gone without a word has ended too.
            let _ = closing.wait_for(|closing| *closing).await;
        };
        Self {
            frames,
            waiting: HashSet::new(),
            reader: None,
            closing: Closing::Waiting(Box::pin(closing)),
            bucket: Bucket::full(Instant::now()),
            pause: None,
            stalled: None,
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

    fn answered(&mut self, id: u64) {
        self.waiting.remove(&id);
        if let Some(reader) = self.reader.take() {
            reader.wake();
        }
    }

    /// Counts a message, and sets aside when the client says that it stops waiting: it tells so itself when it does.
    fn note(&mut self, message: &mut ClientMessage<BureauRequest>) -> io::Result<()> {
        self.bucket.take(Instant::now());
        match message {
            ClientMessage::Request(request) => {
                request.context.deadline = std::time::Instant::now() + PATIENCE;
                let is_new = self.waiting.insert(request.id);
                is_new
                    .then_some(())
                    .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "deux requêtes de même numéro"))
            }
            ClientMessage::Cancel { request_id, .. } => {
                self.answered(*request_id);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Fails once answers have waited too long for the client to read.
    fn poll_stalled(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let timer = self
            .stalled
            .get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + limits::STALLED)));
        ready!(timer.as_mut().poll(cx));
        Poll::Ready(Err(io::Error::new(
            io::ErrorKind::TimedOut,
            "le client ne lit plus ses réponses",
        )))
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

impl Stream for Line {
    type Item = io::Result<ClientMessage<BureauRequest>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        ready!(self.poll_turn(cx));
        let frame = match Pin::new(&mut self.frames).poll_next(cx) {
            Poll::Ready(None) => return Poll::Ready(None),
            Poll::Ready(Some(frame)) => frame,
            Poll::Pending if self.closing.is_near(cx) && self.waiting.is_empty() => return Poll::Ready(None),
            Poll::Pending => {
                self.reader = Some(cx.waker().clone());
                return Poll::Pending;
            }
        };
        let message = frame.and_then(|frame| decode(&frame));
        Poll::Ready(Some(message.and_then(|mut message| {
            self.note(&mut message)?;
            Ok(message)
        })))
    }
}

impl Sink<Response<BureauResponse>> for Line {
    type Error = io::Error;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match Sink::<Bytes>::poll_ready(Pin::new(&mut self.frames), cx) {
            Poll::Ready(done) => {
                self.stalled = None;
                Poll::Ready(done)
            }
            Poll::Pending => self.poll_stalled(cx),
        }
    }

    fn start_send(mut self: Pin<&mut Self>, response: Response<BureauResponse>) -> io::Result<()> {
        let id = response.request_id;
        let frame = match encode(&response, ANSWER) {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => encode(&too_long(id), ANSWER)?,
            frame => frame?,
        };
        self.answered(id);
        Pin::new(&mut self.frames).start_send(frame)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Sink::<Bytes>::poll_flush(Pin::new(&mut self.frames), cx)
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Sink::<Bytes>::poll_close(Pin::new(&mut self.frames), cx)
    }
}

/// What is said in the place of an answer that is too long.
fn too_long(request_id: u64) -> Response<BureauResponse> {
    Response {
        request_id,
        message: Err(ServerError::new(
            io::ErrorKind::FileTooLarge,
            "la réponse est trop longue\u{a0}; demandez moins à la fois".to_owned(),
        )),
    }
}

/// Tokens that come back with time, one a request.
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    fn full(now: Instant) -> Self {
        Self {
            tokens: f64::from(limits::BURST),
            at: now,
        }
    }

    fn refill(&mut self, now: Instant) {
        let come = now.duration_since(self.at).as_secs_f64() * f64::from(limits::REQUESTS_A_SECOND);
        self.tokens = (self.tokens + come).min(f64::from(limits::BURST));
        self.at = now;
    }

    /// When there is a token; none where there is one now.
    fn ready_at(&mut self, now: Instant) -> Option<Instant> {
        self.refill(now);
        let missing = 1.0 - self.tokens;
        (missing > 0.0)
            .then(|| now + Duration::from_secs_f64(missing / f64::from(limits::REQUESTS_A_SECOND)) + TICK)
    }

    fn take(&mut self, now: Instant) {
        self.refill(now);
        self.tokens -= 1.0;
    }
}

/// The step of the timers: a pause that ends on one has its token.
const TICK: Duration = Duration::from_millis(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_the_pace_holds() {
        let start = Instant::now();
        let mut bucket = Bucket::full(start);
        for _ in 0..limits::BURST {
            assert_eq!(bucket.ready_at(start), None);
            bucket.take(start);
        }
        let next = bucket.ready_at(start).unwrap();
        assert!(next > start);
        assert_eq!(bucket.ready_at(next), None);
        let later = start + Duration::from_secs(1);
        let mut passed = 0;
        while bucket.ready_at(later).is_none() {
            bucket.take(later);
            passed += 1;
        }
        assert_eq!(passed, limits::REQUESTS_A_SECOND);
    }
}
