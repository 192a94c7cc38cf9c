//! The desk of the first program of an account on a base: it answers alone until another terminal of the account knocks,
//! and through a service of its own from then on.

use std::fs::File;
use std::io::{self, Read, Write};
use std::mem;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::calls::calls;
use super::calls::prelude::*;
use super::server::{self, Listening, OwnAccount, Settings};
use super::{Client, Desk, Local, NextDay, Office, Operator, Planned, Watch};
use crate::domain::command::ImportKind;
use crate::domain::document::DocumentId;
use crate::exchange::source::Source;

/// A desk that the other terminals of its account may come to share.
pub struct Terminals {
    shared: Arc<Sharing>,
    /// Dropped, what waits for a knock ends.
    quit: Option<UnixStream>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Sharing {
    state: Mutex<State>,
    moved: Condvar,
}

#[derive(Default)]
struct State {
    at: At,
    /// How many days have passed.
    days: u64,
}

/// Where the base is.
#[derive(Default)]
enum At {
    Alone(Box<Local>),
    /// Behind the service of this program.
    Served(Box<Client>),
    /// The service did not start.
    #[default]
    Gone,
}

/// What the service is told once it is one.
struct Serving {
    listening: Listening,
    office: Office,
    next_day: fn() -> NextDay,
}

impl Terminals {
    /// Answers with a desk, which other terminals of the account find at a socket.
    ///
    /// # Errors
    ///
    /// [`io::Error`] where the system starts no thread: the desk is gone.
    pub fn start(
        desk: Local,
        listening: Listening,
        office: Office,
        next_day: fn() -> NextDay,
    ) -> io::Result<Self> {
        let shared = Arc::new(Sharing::default());
        shared.lock().at = At::Alone(Box::new(desk));
        let (quit, quits) = UnixStream::pair()?;
        let (of_days, of_knocks) = (Arc::clone(&shared), Arc::clone(&shared));
        spawn("preau-calendrier", move || of_days.count_days(next_day()))?;
        let serving = Serving {
            listening,
            office,
            next_day,
        };
        let thread = spawn("preau-terminaux", move || of_knocks.answer_knocks(serving, quits))?;
        Ok(Self {
            shared,
            quit: Some(quit),
            thread: Some(thread),
        })
    }
}

impl Drop for Terminals {
    /// The service answers what it took, and the socket goes.
    fn drop(&mut self) {
        self.quit = None;
        // The service counts its own programs among those that it waits for.
        self.shared.lock().at = At::Gone;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    thread::Builder::new().name(name.to_owned()).spawn(run)
}

impl Sharing {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, ask: impl FnOnce(&mut dyn Desk) -> Result<T, DeskError>) -> Result<T, DeskError> {
        match &mut self.lock().at {
            At::Alone(desk) => ask(desk.as_mut()),
            At::Served(client) => ask(client.as_mut()),
            At::Gone => Err(DeskError::Away),
        }
    }

    /// Wakes whoever waits for the day to pass, while there is no service that tells them.
    fn count_days(&self, mut next_day: NextDay) {
        while next_day() {
            self.lock().days += 1;
            self.moved.notify_all();
        }
    }

    /// Waits for another terminal, then serves the base until this program has no use for it any more.
    fn answer_knocks(&self, serving: Serving, mut quits: UnixStream) {
        if !serving.listening.is_knocked(&quits) {
            return;
        }
        let (end, asked) = server::ending();
        let Some(service) = self.serve(serving, asked) else {
            return;
        };
        let _ = quits.read(&mut [0]);
        end();
        let _ = service.join();
    }

    /// Gives the base to a service, and answers through it.
    fn serve(&self, serving: Serving, asked: server::Asked) -> Option<JoinHandle<()>> {
        let Serving {
            listening,
            office,
            next_day,
        } = serving;
        let mut state = self.lock();
        let At::Alone(desk) = mem::take(&mut state.at) else {
            return None;
        };
        let operator = desk.operator().ok()?;
        let settings = Settings {
            accounts: Arc::new(OwnAccount(operator)),
            office,
        };
        let path = listening.path().map(Path::to_owned)?;
        let desk = desk.numbering_with_others();
        let service = spawn("preau-partage", move || {
            // What it could not do is told to each program by its own line.
            drop(server::serve_until(listening, desk, settings, next_day(), asked));
        });
        state.at = Client::connect(&path).map_or(At::Gone, |client| At::Served(Box::new(client)));
        self.moved.notify_all();
        service.ok()
    }
}

/// A call of the table, to whoever answers.
macro_rules! passed {
    (order $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty) => {
        fn $name(&mut self, $($arg: $ty),*) -> Result<$answer, DeskError> {
            self.shared.with(|desk| desk.$name($($arg),*))
        }
    };
    ($way:ident $name:ident($($arg:ident: $ty:ty),*) -> $answer:ty) => {
        fn $name(&self, $($arg: $ty),*) -> Result<$answer, DeskError> {
            self.shared.with(|desk| desk.$name($($arg),*))
        }
    };
}

macro_rules! desk {
    (
        desk { $(
            $(#[$doc:meta])* $way:ident $name:ident($($arg:ident: $(&$lent:tt)? $($kept:ident)?),*) -> $answer:ty
            $(, within $bound:ident($($bounded:expr),*))? $(, by $rights:expr)?;
        )* }
        service { $($service:tt)* }
    ) => {
        impl Desk for Terminals {
            $(passed! { $way $name($($arg: $(&$lent)? $($kept)?),*) -> $answer })*

            fn operator(&self) -> Result<Operator, DeskError> {
                self.shared.with(|desk| desk.operator())
            }

            fn attach(&mut self, order: &Order, file: &File) -> Result<Receipt, DeskError> {
                self.shared.with(|desk| desk.attach(order, file))
            }

            fn plan(&mut self, kind: ImportKind, source: &Source, detail: Detail) -> Result<Planned, DeskError> {
                self.shared.with(|desk| desk.plan(kind, source, detail))
            }

            fn import(&mut self, order: &Order) -> Result<Receipt, DeskError> {
                self.shared.with(|desk| desk.import(order))
            }

            fn document(&self, id: DocumentId, out: &mut dyn Write) -> Result<(), DeskError> {
                self.shared.with(|desk| desk.document(id, out))
            }

            fn watch(&self) -> Option<Box<dyn Watch>> {
                Some(Box::new(Watcher {
                    shared: Arc::clone(&self.shared),
                    days: self.shared.lock().days,
                    served: None,
                }))
            }
        }
    };
}

calls!(desk);

/// Hears nothing but that a day passes, until there is a service.
struct Watcher {
    shared: Arc<Sharing>,
    days: u64,
    served: Option<Box<dyn Watch>>,
}

impl Watch for Watcher {
    fn wait(&mut self, since: u64, presence: &Presence, wait: Duration) -> Result<News, DeskError> {
        if let Some(served) = &mut self.served {
            return served.wait(since, presence, wait);
        }
        let mut state = self.shared.lock();
        loop {
            let days = state.days;
            match &mut state.at {
                At::Alone(desk) if days != self.days || since == u64::MAX => {
                    if since != u64::MAX {
                        self.days = days;
                    }
                    return Ok(News {
                        revision: desk.changes(since, Duration::ZERO)?,
                        day: Some(desk.today()),
                        present: Vec::new(),
                    });
                }
                At::Alone(_) => {
                    let waited = self.shared.moved.wait(state);
                    state = waited.unwrap_or_else(PoisonError::into_inner);
                }
                At::Served(client) => {
                    self.served = client.watch();
                    break;
                }
                At::Gone => return Err(DeskError::Away),
            }
        }
        drop(state);
        // What is on screen may be something else than when the wait began: it is told with the next.
        match &mut self.served {
            Some(served) => served.wait(since, presence, Duration::ZERO),
            None => Err(DeskError::Away),
        }
    }
}
