//! One connection from its first frame to its last.

use std::error::Error;
use std::io;
use std::sync::Arc;

use futures::{SinkExt, StreamExt};
use tarpc::ChannelError;
use tarpc::server::{BaseChannel, Channel, Config};
use tokio::net::UnixStream;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use tracing::{info, warn};

use super::door::{Door, Pass};
use super::identity::{self, Groups};
use super::limits;
use super::line::Line;
use super::owner::Owner;
use super::room::Room;
use super::session::Session;
use super::works::Works;
use crate::service::Operator;
use crate::service::wire::{
    Answer, Bureau, Face, Frames, HELLO, Hello, Office, PROTOCOL, REQUEST, SessionId, Welcome, decode,
    encode, framed,
};
use crate::system;

/// What every connection shares.
pub(super) struct House {
    pub(super) door: Arc<Door>,
    pub(super) owner: Owner,
    pub(super) room: Arc<Room>,
    pub(super) works: Arc<Works>,
    pub(super) groups: Groups,
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
    let groups = house.groups.clone();
    let read = spawn_blocking(move || identity::operator(peer, &groups)).await;
    let operator = match read.map_err(io::Error::other).and_then(|read| Ok(read?)) {
        Ok(operator) => operator,
        Err(cause) => {
            warn!(
                uid,
                cause = system::answer(&cause),
                "le compte ne se lit pas\u{a0}; connexion refusée"
            );
            return sorry(&mut frames, UNREAD.to_owned()).await;
        }
    };
    let name = operator.actor.name.clone();
    if operator.rights.is_empty() {
        warn!(uid, name, issue = "aucun groupe", "connexion refusée");
        return sorry(&mut frames, stranger(&operator)).await;
    }
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
        Ok(hello) => talk(&house, frames, operator, hello, pass).await,
    }
}

/// A session with a screen: it is there for as long as this is held, however that ends.
struct Seated {
    room: Arc<Room>,
    session: SessionId,
}

impl Seated {
    fn new(session: &Session) -> Self {
        session.room.enter(&session.id, &session.operator.actor.name);
        Self {
            room: Arc::clone(&session.room),
            session: session.id.clone(),
        }
    }
}

impl Drop for Seated {
    fn drop(&mut self) {
        self.room.leave(&self.session);
    }
}

/// Takes the calls of a client that was let in.
async fn talk(house: &Arc<House>, mut frames: Frames, operator: Operator, hello: Hello, pass: Pass) {
    let operator = Arc::new(operator);
    let (uid, name) = (operator.actor.uid, operator.actor.name.clone());
    let welcomed = welcome(house, &mut frames, &operator).await;
    if let Err(error) = welcomed {
        return warn!(uid, name, issue = system::answer(&error), "connexion interrompue");
    }
    info!(uid, name, pour = %hello.face, "connexion ouverte");
    frames.codec_mut().limit(REQUEST);
    let session = Session {
        operator,
        id: hello.session,
        owner: house.owner.clone(),
        room: Arc::clone(&house.room),
        works: Arc::clone(&house.works),
        bench: Arc::default(),
        told: Arc::new(watch::Sender::new(0)),
        closing: house.closing.clone(),
    };
    let seat = (hello.face == Face::Watch).then(|| Seated::new(&session));
    let ended = calls(session.clone(), frames).await;
    drop(seat);
    drop(pass);
    match ended {
        Ok(()) => info!(uid, name, pour = %hello.face, "connexion fermée"),
        Err(error) => warn!(uid, name, issue = system::answer(&error), "connexion interrompue"),
    }
}

/// Answers calls until the client leaves, something is wrong with a frame, or the service ends; then what is under way
/// is still answered.
async fn calls(session: Session, frames: Frames) -> io::Result<()> {
    let line = Line::new(frames, session.closing.clone());
    let requests = BaseChannel::new(Config::default(), line).requests();
    let mut requests = std::pin::pin!(requests);
    while let Some(request) = requests.next().await {
        let request = request.map_err(|error| cause(&error))?;
        tokio::spawn(request.execute(session.clone().serve()));
    }
    Ok(())
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

async fn welcome(house: &House, frames: &mut Frames, operator: &Arc<Operator>) -> io::Result<()> {
    let asked = house
        .owner
        .ask(operator, |desk| Ok((desk.board().day(), desk.is_trial())));
    let (today, trial) = asked.await.map_err(io::Error::other)?;
    let welcome = Welcome {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        operator: operator.as_ref().clone(),
        office: house.office.clone(),
        today,
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

/// What is said where the system's tables do not answer: nobody is taken for a stranger on that ground.
const UNREAD: &str =
    "le système ne dit pas qui vous êtes\u{a0}; réessayez, ou prévenez l’administrateur du serveur";

/// What is said to an account without any right.
fn stranger(operator: &Operator) -> String {
    format!(
        "le compte «\u{a0}{}\u{a0}» n’est dans aucun des groupes qui ouvrent Préau\u{a0}; demandez à l’administrateur du serveur",
        operator.actor.name
    )
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
