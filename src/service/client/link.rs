//! The line to the service: made when it is needed, and made again when it is cut. One call is on it at a time.

use std::cell::RefCell;
use std::io::{self, BufReader, Read, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use serde::de::DeserializeOwned;
use socket2::{Domain, SockAddr, Socket, Type};

use super::ConnectError;
use crate::service::calls::calls;
use crate::service::calls::prelude::*;
use crate::service::wire::{
    ANSWER, Answer, Call, ClientKind, HELLO, Hello, LENGTH, PROTOCOL, REQUEST, SessionId, Welcome, decode,
    encode, length,
};

/// How long the service may take to say whether it takes a connection.
const PATIENCE: Duration = Duration::from_secs(5);

/// What became of a call that got no answer.
#[derive(Debug)]
pub(super) enum Unanswered {
    /// It is too long for one call, and was never sent.
    TooLong,
    /// It was never sent.
    Unsent(ConnectError),
    /// It was sent, and the line was cut before the answer came: what became of it is not known.
    Cut,
}

impl From<Unanswered> for DeskError {
    fn from(unanswered: Unanswered) -> Self {
        match unanswered {
            Unanswered::TooLong => Self::TurnedAway(
                "trop d’enregistrements à la fois pour le service\u{a0}; faites-le en plusieurs fois"
                    .to_owned(),
            ),
            Unanswered::Unsent(error) => error.into(),
            Unanswered::Cut => Self::Away,
        }
    }
}

/// What a call gives: the service's answer, or that there is none.
pub(super) type Called<T> = Result<Result<T, DeskError>, Unanswered>;

/// A line to the service.
pub(super) struct Link {
    path: PathBuf,
    session: SessionId,
    kind: ClientKind,
    /// The day to look at; none for that of the service.
    day: Option<NaiveDate>,
    open: RefCell<Option<UnixStream>>,
    welcome: RefCell<Option<Welcome>>,
}

impl Link {
    /// A line that is not made yet.
    pub(super) fn new(path: &Path, session: SessionId, kind: ClientKind, day: Option<NaiveDate>) -> Self {
        Self {
            path: path.to_owned(),
            session,
            kind,
            day,
            open: RefCell::default(),
            welcome: RefCell::default(),
        }
    }

    /// A second line of the same session.
    pub(super) fn beside(&self, kind: ClientKind) -> Self {
        Self::new(&self.path, self.session.clone(), kind, self.day)
    }

    /// What the service said when the line was made last.
    pub(super) fn welcome(&self) -> Result<Welcome, ConnectError> {
        let known = self.welcome.borrow().clone();
        if let Some(welcome) = known {
            return Ok(welcome);
        }
        let (socket, welcome) = self.connect()?;
        self.open.replace(Some(socket));
        Ok(welcome)
    }

    /// Makes a call once, on the line that there is or on a new one, which is kept where the answer comes.
    fn call<T: DeserializeOwned>(&self, within: Duration, call: &Call) -> Result<T, Unanswered> {
        let frame = encode(call, REQUEST).map_err(|_| Unanswered::TooLong)?;
        let socket = match self.kept() {
            Some(socket) => socket,
            None => self.connect().map_err(Unanswered::Unsent)?.0,
        };
        let mut line = Timed::new(&socket, within);
        let answered = line.write_all(&frame).and_then(|()| line.frame(ANSWER));
        let answer = answered
            .and_then(|frame| decode(&frame))
            .map_err(|_| Unanswered::Cut)?;
        self.open.replace(Some(socket));
        Ok(answer)
    }

    /// Asks a question: once more on a new line where the line is cut.
    pub(super) fn ask<T>(&self, call: impl Fn(&Self) -> Called<T>) -> Result<T, DeskError> {
        let called = call(self);
        if matches!(called, Err(Unanswered::Cut)) {
            return self.once(call);
        }
        called?
    }

    /// Asks what is asked once: what this line began, a new one has nothing of.
    pub(super) fn once<T>(&self, call: impl FnOnce(&Self) -> Called<T>) -> Result<T, DeskError> {
        call(self)?
    }

    /// The line that there is, where it was not cut since it was used last: nothing is sent on a dead one, nor on one
    /// on which something came that nobody asked.
    fn kept(&self) -> Option<UnixStream> {
        self.open.take().filter(|socket| {
            let mut came = [PollFd::new(socket.as_fd(), PollFlags::POLLIN)];
            poll(&mut came, PollTimeout::ZERO) == Ok(0)
        })
    }

    /// Makes a line, and hears what the service says.
    fn connect(&self) -> Result<(UnixStream, Welcome), ConnectError> {
        let socket = reached(&self.path).map_err(|cause| self.silent(cause))?;
        let welcome = self.greet(&socket)?;
        self.welcome.replace(Some(welcome.clone()));
        Ok((socket, welcome))
    }

    /// Says what this program speaks, and hears whether it is let in.
    fn greet(&self, socket: &UnixStream) -> Result<Welcome, ConnectError> {
        let mut line = Timed::new(socket, PATIENCE);
        let hello = Hello {
            protocol: PROTOCOL,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            kind: self.kind,
            session: self.session.clone(),
            day: self.day,
        };
        let frame = encode(&hello, HELLO).map_err(|cause| self.silent(cause))?;
        // A service that turns us away may have done so already: what it said is still to be read.
        let _ = line.write_all(&frame);
        let foreign = || ConnectError::Foreign(self.path.clone());
        let frame = line.frame(HELLO).map_err(|cause| match cause.kind() {
            io::ErrorKind::InvalidData => foreign(),
            // A service that dies while it greets.
            _ => self.silent(cause),
        })?;
        match decode(&frame).map_err(|_| foreign())? {
            Answer::Sorry(why) => Err(ConnectError::TurnedAway(why)),
            Answer::Welcome(welcome) => Ok(*welcome),
        }
    }

    fn silent(&self, cause: io::Error) -> ConnectError {
        ConnectError::NoService {
            path: self.path.clone(),
            cause,
        }
    }
}

/// Every call of the table, with the answer that it has.
macro_rules! typed {
    (desk { $($desk:tt)* } service { $($service:tt)* }) => { typed! { $($desk)* $($service)* } };
    ($(
        $(#[$doc:meta])* $way:ident $name:ident($($arg:ident: $(&$lent:tt)? $($kept:ident)?),*) -> $answer:ty
        $(, within $bound:ident($($bounded:expr),*))? $(, by $rights:expr)?;
    )*) => {
        impl Link {
            $(
                pub(super) fn $name(
                    &self,
                    within: Duration,
                    $($arg: $(&$lent)? $($kept)?),*
                ) -> Called<$answer> {
                    self.call(within, &Call::$name { $($arg: $arg.to_owned()),* })
                }
            )*
        }
    };
}

calls!(typed);

/// Connects to a socket, whose service may keep others waiting at its door.
fn reached(path: &Path) -> io::Result<UnixStream> {
    let socket = Socket::new(Domain::UNIX, Type::STREAM, None)?;
    socket.set_write_timeout(Some(PATIENCE))?;
    socket.connect(&SockAddr::unix(path)?).map_err(late)?;
    Ok(OwnedFd::from(socket).into())
}

/// A socket that is waited for until a moment and no longer.
struct Timed<'a> {
    socket: &'a UnixStream,
    until: Instant,
}

impl<'a> Timed<'a> {
    fn new(socket: &'a UnixStream, within: Duration) -> Self {
        let until = Instant::now() + within;
        Self { socket, until }
    }

    /// The next frame, its length left off: nothing may come after it.
    fn frame(&mut self, limit: usize) -> io::Result<Vec<u8>> {
        let mut reader = BufReader::new(self);
        let mut bytes = [0; LENGTH];
        reader.read_exact(&mut bytes)?;
        let mut frame = vec![0; length(bytes, limit)?];
        reader.read_exact(&mut frame)?;
        match reader.buffer() {
            [] => Ok(frame),
            _ => Err(io::ErrorKind::InvalidData.into()),
        }
    }

    /// What is left of the time; none is an error.
    fn left(&self) -> io::Result<Option<Duration>> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(Some(left))
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.socket.set_read_timeout(self.left()?)?;
        let mut socket = self.socket;
        socket.read(into).map_err(late)
    }
}

impl Write for Timed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.socket.set_write_timeout(self.left()?)?;
        let mut socket = self.socket;
        socket.write(bytes).map_err(late)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The end of a socket's time, as it is called elsewhere.
fn late(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::WouldBlock => io::ErrorKind::TimedOut.into(),
        _ => error,
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
