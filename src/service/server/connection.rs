//! One connection from its first frame to its last.

use std::error::Error;
use std::io;
use std::sync::Arc;

use futures::{SinkExt, StreamExt};
use tarpc::ChannelError;
use tarpc::server::{BaseChannel, Channel, Config};
use tokio::net::UnixStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tracing::{info, warn};

use super::account::{Account, Tables, UNREAD};
use super::coming::Coming;
use super::days::{Days, Look};
use super::door::{Door, Pass};
use super::going::Going;
use super::limits;
use super::owner::{Inquirer, Owner};
use super::pool::Pool;
use super::presences::Presences;
use super::session::{LastTold, Session};
use super::transport::{PacedTransport, Ways};
use super::unread::Caller;
use super::works::Works;
use crate::service::Operator;
use crate::service::wire::{
    Answer, Face, Frames, HELLO, Hello, Office, PROTOCOL, SessionId, Welcome, decode, encode, framed,
    unframed,
};
use crate::system;

/// What every connection shares.
pub(super) struct House {
    pub(super) door: Arc<Door>,
    pub(super) owner: Owner,
    pub(super) presences: Arc<Presences>,
    pub(super) works: Arc<Works>,
    pub(super) days: Arc<Days>,
    pub(super) tables: Arc<Tables>,
    /// The room for long requests that come, and for requests that are carried out.
    pub(super) coming: Pool,
    pub(super) carried_out: Pool,
    pub(super) office: Office,
    pub(super) closing: watch::Receiver<bool>,
}

/// Serves a connection until one side ends it; what is wrong with it makes one line of the log.
pub(super) async fn serve(house: Arc<House>, socket: UnixStream) {
    let Ok(peer) = socket.peer_cred() else {
        return warn!("le noyau ne dit pas qui se connecte\u{a0}; connexion refusée");
    };
    let mut frames = framed(socket, HELLO);
    let uid = peer.uid();
    let pass = match house.door.pass(uid) {
        Ok(pass) => pass,
        Err(why) => {
            warn!(uid, issue = why, "connexion refusée");
            return sorry(&mut frames, why).await;
        }
    };
    let account = match house.tables.account(peer.into()).await {
        Ok(account) => account,
        Err(cause) => {
            warn!(
                uid,
                cause = system::answer(&cause),
                "le compte ne se lit pas\u{a0}; connexion refusée"
            );
            return sorry(&mut frames, UNREAD.to_owned()).await;
        }
    };
    let Ok(operator) = account.operator() else {
        warn!(uid, issue = "aucun groupe", "connexion refusée");
        return sorry(&mut frames, account.stranger()).await;
    };
    let name = operator.actor.name.clone();
    match received(&mut frames).await {
        Err(error) => warn!(uid, name, issue = system::answer(&error), "connexion refusée"),
        Ok(hello) if hello.protocol != PROTOCOL || !hello.session.is_sound() => {
            let version = hello.version.escape_debug().to_string();
            warn!(
                uid,
                name,
                protocole = hello.protocol,
                version,
                "connexion refusée"
            );
            sorry(&mut frames, other_version(&hello)).await;
        }
        Ok(hello) => {
            let look = hello.day.map(|day| house.days.look(uid, day)).transpose();
            match look {
                Ok(look) => talk(&house, frames, account, &operator, hello, (pass, look)).await,
                Err(why) => {
                    warn!(uid, name, issue = "trop de jours", "connexion refusée");
                    sorry(&mut frames, why).await;
                }
            }
        }
    }
}

/// A session with a screen: it is there for as long as this is held, however that ends.
struct Attendance {
    presences: Arc<Presences>,
    session: SessionId,
}

impl Attendance {
    fn new(session: &Session, name: &str) -> Self {
        session.presences.enter(&session.id, name);
        Self {
            presences: Arc::clone(&session.presences),
            session: session.id.clone(),
        }
    }
}

impl Drop for Attendance {
    fn drop(&mut self) {
        self.presences.leave(&self.session);
    }
}

/// Takes the calls of a client that was let in.
async fn talk(
    house: &Arc<House>,
    mut frames: Frames,
    account: Arc<Account>,
    operator: &Arc<Operator>,
    hello: Hello,
    leave: (Pass, Option<Look>),
) {
    let (uid, name) = (operator.actor.uid, operator.actor.name.clone());
    let caller = Caller::new(uid);
    let inquirer = Inquirer {
        operator: Arc::clone(operator),
        caller: Arc::clone(&caller),
        day: hello.day,
    };
    if let Err(error) = welcome(house, &mut frames, &inquirer).await {
        return warn!(uid, name, issue = system::answer(&error), "connexion interrompue");
    }
    info!(uid, name, pour = %hello.face, "connexion ouverte");
    let day = house.owner.standing().borrow().day;
    let session = Session {
        account,
        outbox: house.owner.outbox(&caller),
        id: hello.session,
        day: hello.day,
        owner: house.owner.clone(),
        presences: Arc::clone(&house.presences),
        works: Arc::clone(&house.works),
        transfer: Arc::default(),
        told: Arc::new(watch::Sender::new(LastTold { presences: 0, day })),
        closing: house.closing.clone(),
    };
    let attendance = (hello.face == Face::Watch).then(|| Attendance::new(&session, &name));
    let gone = session.account.gone();
    let ended = calls(session, line(house, frames, uid, gone.clone())).await;
    drop(attendance);
    drop(leave);
    match ended {
        Ok(()) if *gone.borrow() => warn!(uid, name, issue = "aucun groupe", "connexion coupée"),
        Ok(()) => info!(uid, name, pour = %hello.face, "connexion fermée"),
        Err(error) => warn!(uid, name, issue = system::answer(&error), "connexion interrompue"),
    }
}

/// The connection from here on: it ends with the service, and with the account's rights.
fn line(house: &House, frames: Frames, uid: u32, mut gone: watch::Receiver<bool>) -> PacedTransport {
    let (socket, ahead) = unframed(frames);
    let ways = Ways {
        coming: Coming::new(house.coming.purse(uid), ahead),
        going: Going::new(house.owner.clone(), uid),
        carried_out: house.carried_out.purse(uid),
    };
    let mut closing = house.closing.clone();
    PacedTransport::new(socket, ways, async move {
        // A service that is gone without a word has ended too.
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => {}
            _ = gone.wait_for(|gone| *gone) => {}
        }
    })
}

/// Answers calls until the client leaves, something is wrong with a frame, or the service ends; then what is under way
/// is still answered. Meanwhile the account's rights are asked again.
async fn calls(session: Session, line: PacedTransport) -> io::Result<()> {
    let requests = BaseChannel::new(Config::default(), line).requests();
    let mut requests = std::pin::pin!(requests);
    let account = Arc::clone(&session.account);
    let mut follows = std::pin::pin!(account.follow());
    loop {
        tokio::select! {
            request = requests.next() => match request {
                Some(request) => {
                    let request = request.map_err(|error| cause(&error))?;
                    tokio::spawn(request.execute(session.clone()));
                }
                None => return Ok(()),
            },
            () = &mut follows => {}
        }
    }
}

/// What is wrong with a connection, below what tarpc says of it.
fn cause(error: &ChannelError<io::Error>) -> io::Error {
    let below = error
        .source()
        .map_or_else(|| error.to_string(), ToString::to_string);
    io::Error::other(below)
}

/// Reads what the client says first.
async fn received(frames: &mut Frames) -> io::Result<Hello> {
    let frame = timeout(limits::HELLO, frames.next())
        .await
        .map_err(|_| io::Error::new(io::ErrorKind::TimedOut, "le client ne se présente pas"))?;
    match frame {
        Some(frame) => decode(&frame?),
        None => Err(io::Error::new(
            io::ErrorKind::UnexpectedEof,
            "le client est parti",
        )),
    }
}

async fn welcome(house: &House, frames: &mut Frames, inquirer: &Inquirer) -> io::Result<()> {
    let asked = house.owner.ask(inquirer, |desk| {
        Ok((desk.today(), desk.present_day(), desk.is_trial()))
    });
    let (today, present, trial) = asked.await.map_err(io::Error::other)?;
    let welcome = Welcome {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        operator: inquirer.operator.as_ref().clone(),
        office: house.office.clone(),
        today,
        present,
        closed: house.owner.closed().borrow().clone(),
        trial,
    };
    let frame = encode(&Answer::Welcome(Box::new(welcome)), HELLO)?;
    timeout(limits::HELLO, frames.send(frame)).await?
}

/// Says why a connection is not taken; whether it is heard is the client's matter.
async fn sorry(frames: &mut Frames, why: String) {
    if let Ok(frame) = encode(&Answer::Sorry(why), HELLO) {
        let _ = timeout(limits::HELLO, frames.send(frame)).await;
    }
}

/// What is said to a program that speaks otherwise.
fn other_version(hello: &Hello) -> String {
    let own = env!("CARGO_PKG_VERSION");
    let theirs: String = hello
        .version
        .chars()
        .filter(|c| !c.is_control())
        .take(20)
        .collect();
    let older = if hello.protocol < PROTOCOL {
        "ce programme"
    } else {
        "le service"
    };
    format!(
        "ce programme ({theirs}) et le service ({own}) ne sont pas de versions qui se comprennent\u{a0}; {older} est à mettre à jour"
    )
}
