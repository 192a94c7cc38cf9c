//! A desk behind a socket: questions and orders go to the service that owns the base.

mod archive;
mod desk;
mod link;
mod watcher;

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::wire::{ClientKind, Office, SessionId};
use super::{DeskError, Operator, Receipt};
use crate::domain::command::{Order, OrderId};
use crate::system;
use chrono::NaiveDate;
use link::{Called, Link, Unanswered};

/// How long a question may take.
const QUESTION: Duration = Duration::from_secs(30);

/// How long an order may take, its durable commit on a slow disk included.
const ORDER: Duration = Duration::from_mins(1);

/// Why there is no line to a service.
#[derive(Debug, thiserror::Error)]
pub enum ConnectError {
    /// Nobody answers, or the account may not ask.
    #[error("{}", unanswered(path, cause))]
    NoService {
        path: PathBuf,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
    /// The service turns this program away, and says why.
    #[error("{0}")]
    TurnedAway(String),
    /// What answers is no Préau.
    #[error("ce qui répond sur {} n’est pas le service de Préau", .0.display())]
    Foreign(PathBuf),
}

/// What the system answered, and what to do where no service listens or the account may not ask it.
fn unanswered(path: &Path, cause: &io::Error) -> String {
    let why = system::socket_answer(cause, path);
    let path = path.display();
    match cause.kind() {
        io::ErrorKind::PermissionDenied => format!(
            "la socket {path} n’est pas ouverte à votre compte\u{a0}; demandez à l’administrateur du serveur de vous mettre \
             dans le groupe preau-lecture, ou celui que dit sa configuration"
        ),
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => format!(
            "aucun service ne répond sur {path}\u{a0}: {why}\u{a0}; démarrez le service («\u{a0}preau servir\u{a0}»), ou \
             donnez une autre socket avec --socket"
        ),
        _ => format!("aucun service ne répond sur {path}\u{a0}: {why}"),
    }
}

/// A client of the service, for the account that runs this program.
///
/// Where the line is cut, it is made again: a question is asked again; so is an order, under the number that it has, and
/// the service does nothing twice. While the service is away every call fails at once.
pub struct Client {
    link: Link,
    /// The orders of which nothing is known yet, with their numbers.
    doubts: RefCell<Vec<Order>>,
}

impl Client {
    /// Connects to the service at a socket.
    pub fn connect(path: &Path) -> Result<Self, ConnectError> {
        Self::connect_on(path, None)
    }

    /// Connects to the service at a socket, to look at a day where one is given.
    pub fn connect_on(path: &Path, day: Option<NaiveDate>) -> Result<Self, ConnectError> {
        let no_system = |cause| ConnectError::NoService {
            path: path.to_owned(),
            cause,
        };
        let session = SessionId::fresh().map_err(no_system)?;
        let client = Self {
            link: Link::new(path, session, ClientKind::Desk, day),
            doubts: RefCell::default(),
        };
        client.link.welcome()?;
        Ok(client)
    }

    /// For whom the service takes this program.
    pub fn operator(&self) -> Result<Operator, ConnectError> {
        Ok(self.link.welcome()?.operator)
    }

    /// The DSDEN, as the service knows it.
    pub fn office(&self) -> Result<Office, ConnectError> {
        Ok(*self.link.welcome()?.office)
    }

    /// The day J when the line was made: the one that is looked at, else the service's.
    pub fn today(&self) -> Result<NaiveDate, ConnectError> {
        Ok(self.link.welcome()?.today)
    }

    /// The present day of the service when the line was made: on no other does it carry orders out.
    pub fn present_day(&self) -> Result<NaiveDate, ConnectError> {
        Ok(self.link.welcome()?.present)
    }

    /// True where the base of the service bears the mark *essai*.
    pub fn is_trial(&self) -> Result<bool, ConnectError> {
        Ok(self.link.welcome()?.trial)
    }

    /// Why the service wrote nothing any more, when the line was made: what it answers comes from memory.
    pub fn closed(&self) -> Result<Option<String>, ConnectError> {
        Ok(self.link.welcome()?.closed)
    }

    /// Gives an order under a number, so that it can be given again without being done twice.
    fn give(&self, order: &Order) -> Result<Receipt, DeskError> {
        let settles = |error: &DeskError| matches!(error, DeskError::Refused(_));
        self.given(order, settles, |link, numbered| link.execute(ORDER, numbered))
    }

    /// Gives the order to attach the document that was sent.
    fn give_document(&self, order: &Order) -> Result<Receipt, DeskError> {
        // A service that has not the file any more, nor the number, says so: it was not done.
        let settles = |error: &DeskError| matches!(error, DeskError::Refused(_) | DeskError::TurnedAway(_));
        self.given(order, settles, |link, numbered| link.attach(ORDER, numbered))
    }

    /// Gives the order to carry out the plan made last: its number and whether it moves stages are what counts of it.
    fn give_import(&self, order: &Order) -> Result<Receipt, DeskError> {
        // A service that has not the work any more, nor the number, says so: it was not done.
        let settles = |error: &DeskError| matches!(error, DeskError::Refused(_) | DeskError::TurnedAway(_));
        self.given(order, settles, |link, numbered| {
            let id = numbered.id.ok_or(Unanswered::Cut)?;
            link.import(ORDER, id, numbered.stages)
        })
    }

    fn given(
        &self,
        order: &Order,
        settles: impl Fn(&DeskError) -> bool,
        call: impl Fn(&Link, &Order) -> Called<Receipt>,
    ) -> Result<Receipt, DeskError> {
        let in_doubt = self.doubted(order);
        let sent = in_doubt.is_some();
        let id = in_doubt.and_then(|doubt| doubt.id).or(order.id);
        let numbered = Order {
            id: Some(id.map_or_else(fresh_id, Ok)?),
            ..order.clone()
        };
        let answer = self.settled(sent, settles, |link| call(link, &numbered));
        if answer == Err(DeskError::Doubt) {
            self.doubts.borrow_mut().push(numbered);
        }
        answer
    }

    /// Gives an order until its fate is known, at most twice. Once it was `sent`, only its receipt or an answer that
    /// `settles` it tells that fate: a service that ends or fails knows nothing of the first time.
    fn settled<T>(
        &self,
        mut sent: bool,
        settles: impl Fn(&DeskError) -> bool,
        call: impl Fn(&Link) -> Called<T>,
    ) -> Result<T, DeskError> {
        for _ in 0..2 {
            match call(&self.link) {
                Ok(Err(DeskError::Doubt)) | Err(Unanswered::Cut) => sent = true,
                Ok(Err(error)) if sent && !settles(&error) => break,
                Ok(answer) => return answer,
                Err(_) if sent => break,
                Err(unsent) => return Err(unsent.into()),
            }
        }
        Err(DeskError::Doubt)
    }

    /// Takes an order out of those in doubt, where it is among them.
    fn doubted(&self, order: &Order) -> Option<Order> {
        let mut doubts = self.doubts.borrow_mut();
        let at = doubts.iter().position(|doubt| doubt.is_again(order))?;
        Some(doubts.swap_remove(at))
    }
}

/// A number for an order of this program.
///
/// # Errors
///
/// [`DeskError::Store`] where the system has no random numbers.
pub fn fresh_id() -> Result<OrderId, DeskError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| {
        let why = error
            .raw_os_error()
            .map_or(io::ErrorKind::Other.into(), io::Error::from_raw_os_error);
        DeskError::Store(format!(
            "le système ne donne pas de nombre au hasard\u{a0}: {}",
            system::answer(&why)
        ))
    })?;
    Ok(OrderId::new(u128::from_le_bytes(bytes)))
}
