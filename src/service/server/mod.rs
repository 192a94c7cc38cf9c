//! The shared service: one process owns the base, and operators' programs ask it over a Unix socket.
//!
//! ```text
//! socket ─ connection (a task each) ─ PacedTransport: pace, bounds ─ Answers ─ Queue ─ the thread that owns the desk
//! ```
//!
//! A client that is slow, stopped or hostile waits on its own task: nothing that others use waits for it. What concerns
//! the base as a whole (plans, exports, copies) is made beside the owner, on a snapshot; only the write of an import
//! holds the owner, a third of a second for the 30,000 schools of France.

mod account;
mod answer;
mod checks;
mod connection;
mod days;
mod door;
mod house;
mod identity;
mod issue;
mod limits;
mod long_poll;
mod meter;
mod metrics;
mod outbox;
mod owner;
mod pace;
mod patience;
mod pool;
mod presences;
mod queue;
mod session;
mod socket;
mod spool;
mod state;
mod system;
mod transfer;
mod transport;
mod unread;
mod works;

pub use connection::heard;
pub use identity::{Accounts, Groups, OwnAccount, SystemAccounts};
pub use socket::Listening;

use std::io;
use std::os::unix::net::UnixListener as StdListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use chrono::{DateTime, Utc};
use tokio::net::UnixListener;
use tokio::runtime::Builder;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tracing::{error, info, warn};

use super::local::Lost;
use super::{Local, NextDay, Office};
use crate::system::{answer, socket_answer};
use account::Tables;
use house::House;
use meter::Meter;
use owner::Owner;
use pool::Pool;

/// What the service is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Who may do what.
    pub accounts: Arc<dyn Accounts>,
    pub office: Office,
}

/// Why the service does not start, or ends.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Another service answers there.
    #[error("un service répond déjà sur {}\u{a0}; arrêtez-le, ou donnez un autre nom avec --socket", .0.display())]
    Taken(PathBuf),
    /// What is there is no socket.
    #[error("{} n’est pas une socket\u{a0}: le service n’y touche pas\u{a0}; donnez un autre nom avec --socket", .0.display())]
    NotASocket(PathBuf),
    /// The socket cannot be made.
    #[error("la socket {} ne s’ouvre pas\u{a0}: {}", path.display(), unopened(path, cause))]
    Socket {
        path: PathBuf,
        /// What the system answered.
        #[source]
        cause: io::Error,
    },
    /// The system refused something else.
    #[error("le service ne démarre pas\u{a0}: {}", answer(.0))]
    System(#[from] io::Error),
    /// Memory and store could not be kept the same.
    #[error(transparent)]
    Lost(#[from] Lost),
    /// The thread of the base ended by itself.
    #[error("le service s’est arrêté sur une erreur interne")]
    Broken,
}

/// Why a socket is not made at a path, and what to do.
fn unopened(path: &Path, cause: &io::Error) -> String {
    const OTHER: &str = "donnez un autre chemin avec --socket";
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = whole.parent().unwrap_or(&whole).display();
    match cause.kind() {
        io::ErrorKind::NotFound => {
            format!("le dossier {folder} n’existe pas\u{a0}; créez-le, ou {OTHER}")
        }
        io::ErrorKind::PermissionDenied => {
            format!("vous n’avez pas le droit d’écrire dans {folder}\u{a0}; {OTHER}")
        }
        _ => socket_answer(cause, path),
    }
}

/// Serves a base on a socket until SIGTERM or SIGINT: answers under way are given, and the socket's file goes.
///
/// # Errors
///
/// [`ServeError`] where the service cannot start, or cannot go on without telling something wrong.
pub fn serve(
    listening: Listening,
    desk: Local,
    settings: Settings,
    next_day: NextDay,
) -> Result<(), ServeError> {
    served(listening, desk, settings, next_day, None)
}

/// What asks a service to end, and what it waits for.
pub fn ending() -> (impl FnOnce() + Send, Asked) {
    let (end, asked) = oneshot::channel();
    (move || drop(end), asked)
}

/// What a service waits for that ends where it is asked to.
pub type Asked = oneshot::Receiver<()>;

/// Serves a base as [`serve`] does, until it is asked to end.
///
/// # Errors
///
/// As [`serve`].
pub fn serve_until(
    listening: Listening,
    desk: Local,
    settings: Settings,
    next_day: NextDay,
    asked: Asked,
) -> Result<(), ServeError> {
    served(listening, desk, settings, next_day, Some(asked))
}

fn served(
    mut listening: Listening,
    desk: Local,
    settings: Settings,
    next_day: NextDay,
    asked: Option<oneshot::Receiver<()>>,
) -> Result<(), ServeError> {
    let started = desk.now();
    let (owner, base) = Owner::start(desk)?;
    keep_the_day(owner.clone(), next_day)?;
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(limits::THREADS)
        .thread_name("preau-service")
        .enable_all()
        .build()?;
    let listener = listening.listener().ok_or(ServeError::Broken)?;
    let listeners = (listener, listening.measures());
    let served = runtime.block_on(run(listeners, started, owner.clone(), settings, asked));
    // Work beside whose client is gone is left: nothing of it is written.
    runtime.shutdown_timeout(limits::LEFT);
    drop(listening);
    owner.close();
    let ended = base.join().map_err(|_| ServeError::Broken)?;
    served?;
    Ok(ended?)
}

/// Has the desk pass to each new day as it comes, and those who wait hear of it. Nobody waits for the end of this thread:
/// it goes with the program.
fn keep_the_day(owner: Owner, mut next_day: NextDay) -> io::Result<()> {
    let thread = thread::Builder::new().name("preau-calendrier".to_owned());
    let keep = move || while next_day() && owner.turn_to_day() {};
    thread.spawn(keep).map(drop)
}

/// Takes connections until the service is asked to end.
async fn run(
    (listener, measures): (StdListener, Option<StdListener>),
    started: DateTime<Utc>,
    owner: Owner,
    settings: Settings,
    asked: Option<oneshot::Receiver<()>>,
) -> Result<(), ServeError> {
    let listener = UnixListener::from_std(listener)?;
    let (end, closing) = watch::channel(false);
    for group in settings.accounts.unknown() {
        warn!(
            group,
            "le système n’a pas ce groupe\u{a0}: il ne donne de droit à personne"
        );
    }
    let house = Arc::new(House {
        door: Arc::default(),
        owner: owner.clone(),
        presences: Arc::default(),
        works: Arc::default(),
        days: owner.days(),
        tables: Tables::new(settings.accounts),
        coming: Pool::new(limits::COMING),
        carried_out: Pool::new(limits::CARRIED_OUT),
        office: settings.office,
        meter: Meter::new(started),
        closing,
    });
    let mut ending = system::Ending::of(asked)?;
    let mut connections = JoinSet::new();
    system::ready();
    let watchdog = tokio::spawn(system::watchdog(owner.clone()));
    let loss = tokio::spawn(tell_of_a_loss(Arc::clone(&house)));
    let telling = measures
        .map(UnixListener::from_std)
        .transpose()?
        .map(|listener| tokio::spawn(metrics::serve(listener, Arc::clone(&house))));
    info!(version = env!("CARGO_PKG_VERSION"), "le service est prêt");
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((socket, _)) => drop(connections.spawn(connection::serve(Arc::clone(&house), socket))),
                Err(cause) => {
                    // Out of descriptors, most likely: those who leave give some back.
                    error!(cause = answer(&cause), "une connexion n’est pas prise");
                    tokio::time::sleep(limits::PRESENCE).await;
                }
            },
            Some(_) = connections.join_next() => {}
            () = ending.come() => break,
            () = owner.ended() => break,
        }
    }
    system::stopping();
    info!("le service s’arrête");
    drop(listener);
    watchdog.abort();
    loss.abort();
    if let Some(telling) = telling {
        telling.abort();
    }
    end.send_replace(true);
    let left = async { while connections.join_next().await.is_some() {} };
    if timeout(limits::ENDING, left).await.is_err() {
        warn!("des clients n’ont pas lu leur réponse à temps");
    }
    Ok(())
}

/// Tells the log and everybody there that nothing is written any more, once that is so.
async fn tell_of_a_loss(house: Arc<House>) {
    let mut closed = house.owner.closed();
    if let Ok(why) = closed.wait_for(Option::is_some).await {
        error!(cause = why.as_deref(), "plus aucun ordre n’est pris");
        house.presences.tell();
    }
}
