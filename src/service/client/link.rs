//! The line to the service: made when it is needed, and made again when it is cut.

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use futures::{SinkExt, StreamExt};
use tarpc::client::{Config, RpcError};
use tarpc::context::{self, Context};
use tokio::net::UnixStream;
use tokio::runtime::{Builder, Runtime};
use tokio::task::{JoinHandle, yield_now};
use tokio::time::timeout;

use super::ConnectError;
use crate::service::DeskError;
use crate::service::wire::{
    ANSWER, Answer, BureauClient, Face, Frames, HELLO, Hello, PROTOCOL, REQUEST, SessionId, Transport,
    Welcome, decode, encode, framed,
};

/// How long the service may take to say whether it takes a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often the runtime looks at the socket before a line is taken for alive.
const LOOKS: usize = 3;

/// An open line, and the task that moves its frames.
struct Open {
    client: BureauClient,
    runs: JoinHandle<()>,
}

/// What became of a call that got no answer.
#[derive(Debug)]
pub(super) enum Unanswered {
    /// It was never sent.
    Unsent(ConnectError),
    /// It was sent, and the line was cut before the answer came: what became of it is not known.
    Cut,
    /// The service answered that it refuses it.
    Refused(String),
}

/// A line to the service, on a runtime of its own that runs while a call waits, and not at all between two calls.
pub(super) struct Link {
    path: PathBuf,
    session: SessionId,
    face: Face,
    /// The day to look at; none for that of the service.
    day: Option<NaiveDate>,
    runtime: Runtime,
    open: RefCell<Option<Open>>,
    welcome: RefCell<Option<Welcome>>,
}

impl Link {
    /// A line that is not made yet.
    pub(super) fn new(
        path: &Path,
        session: SessionId,
        face: Face,
        day: Option<NaiveDate>,
    ) -> io::Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            session,
            face,
            day,
            runtime: Builder::new_current_thread().enable_all().build()?,
            open: RefCell::default(),
            welcome: RefCell::default(),
        })
    }

    /// A second line of the same session.
    pub(super) fn beside(&self, face: Face) -> io::Result<Self> {
        Self::new(&self.path, self.session.clone(), face, self.day)
    }

    /// What the service said when the line was made last.
    pub(super) fn welcome(&self) -> Result<Welcome, ConnectError> {
        let known = self.welcome.borrow().clone();
        match known {
            Some(welcome) => Ok(welcome),
            None => self.connect().map(|(_, welcome)| welcome),
        }
    }

    /// Makes a call once, on the line that there is or on a new one.
    pub(super) fn call<T>(
        &self,
        within: Duration,
        call: impl AsyncFnOnce(BureauClient, Context) -> Result<T, RpcError>,
    ) -> Result<T, Unanswered> {
        let client = match self.kept() {
            Some(client) => client,
            None => self.connect().map_err(Unanswered::Unsent)?.0,
        };
        let mut context = context::current();
        context.deadline = Instant::now() + within;
        match self.runtime.block_on(call(client, context)) {
            Ok(answer) => Ok(answer),
            Err(RpcError::Server(error)) => Err(Unanswered::Refused(error.detail)),
            Err(_) => {
                self.open.take();
                Err(Unanswered::Cut)
            }
        }
    }

    /// The line that there is, where it was not cut since it was used last: nothing is sent on a dead one.
    fn kept(&self) -> Option<BureauClient> {
        let mut open = self.open.borrow_mut();
        let kept = open.as_ref()?;
        self.runtime.block_on(async {
            for _ in 0..LOOKS {
                yield_now().await;
            }
        });
        if kept.runs.is_finished() {
            *open = None;
        }
        open.as_ref().map(|open| open.client.clone())
    }

    fn connect(&self) -> Result<(BureauClient, Welcome), ConnectError> {
        let made = self.runtime.block_on(async {
            let (frames, welcome) = timeout(PATIENCE, self.greet())
                .await
                .map_err(|_| self.silent(io::ErrorKind::TimedOut.into()))??;
            let transport = Transport::new(frames, REQUEST);
            let made = BureauClient::new(Config::default(), transport);
            let runs = tokio::spawn(async {
                // Why a line ends is told by the calls on it.
                let _ = made.dispatch.await;
            });
            let client = made.client;
            Ok::<_, ConnectError>((Open { client, runs }, welcome))
        });
        let (open, welcome) = made?;
        let client = open.client.clone();
        self.open.replace(Some(open));
        self.welcome.replace(Some(welcome.clone()));
        Ok((client, welcome))
    }

    /// Says what this program speaks, and hears whether it is let in.
    async fn greet(&self) -> Result<(Frames, Welcome), ConnectError> {
        let socket = UnixStream::connect(&self.path)
            .await
            .map_err(|cause| self.silent(cause))?;
        let mut frames = framed(socket, HELLO);
        let hello = Hello {
            protocol: PROTOCOL,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            face: self.face,
            session: self.session.clone(),
            day: self.day,
        };
        let frame = encode(&hello, HELLO).map_err(|cause| self.silent(cause))?;
        // A service that turns us away may have done so already: what it said is still to be read.
        let _ = frames.send(frame).await;
        let gone = || self.silent(io::ErrorKind::UnexpectedEof.into());
        let frame = frames.next().await.ok_or_else(gone)?;
        let foreign = || ConnectError::Foreign(self.path.clone());
        let frame = frame.map_err(|cause| match cause.kind() {
            io::ErrorKind::InvalidData => foreign(),
            // A service that dies while it greets.
            _ => self.silent(cause),
        })?;
        match decode(&frame).map_err(|_| foreign())? {
            Answer::Sorry(why) => Err(ConnectError::TurnedAway(why)),
            Answer::Welcome(welcome) => {
                frames.codec_mut().limit(ANSWER);
                Ok((frames, *welcome))
            }
        }
    }

    fn silent(&self, cause: io::Error) -> ConnectError {
        ConnectError::NoService {
            path: self.path.clone(),
            cause,
        }
    }
}

impl From<ConnectError> for DeskError {
    fn from(error: ConnectError) -> Self {
        match error {
            ConnectError::NoService { .. } => Self::Away,
            other => Self::TurnedAway(other.to_string()),
        }
    }
}
