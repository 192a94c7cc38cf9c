//! One connection from its first frame to its last.

use std::io;
use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, join, sink};
use tokio::net::UnixStream;
use tokio::runtime::Builder;
use tokio::time::timeout;
use tracing::{debug, info, warn};

use super::account::{Account, UNREAD};
use super::answer::Answers;
use super::days::Look;
use super::door::Pass;
use super::house::House;
use super::limits;
use super::long_poll::LastTold;
use super::owner::Inquirer;
use super::pool::Pool;
use super::presences::Presences;
use super::session::Session;
use super::transfer::Transfer;
use super::transport::PacedTransport;
use crate::service::Operator;
use crate::service::wire::{
    Answer, ClientKind, HELLO, Hello, LENGTH, PROTOCOL, SessionId, Welcome, decode, encode, length,
};
use crate::system;

/// Serves a connection until one side ends it; what is wrong with it makes one line of the log.
pub(super) async fn serve(house: Arc<House>, mut socket: UnixStream) {
    let Ok(peer) = socket.peer_cred() else {
        return warn!("le noyau ne dit pas qui se connecte\u{a0}; connexion refusée");
    };
    let uid = peer.uid();
    let pass = match house.door.pass(uid) {
        Ok(pass) => pass,
        Err(why) => {
            warn!(uid, issue = why, "connexion refusée");
            return sorry(&mut socket, why).await;
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
            return sorry(&mut socket, UNREAD.to_owned()).await;
        }
    };
    let Ok(operator) = account.operator() else {
        warn!(uid, issue = "aucun groupe", "connexion refusée");
        return sorry(&mut socket, account.stranger()).await;
    };
    let name = operator.actor.name.clone();
    match received(&mut socket).await {
        Err(error) => warn!(uid, name, issue = system::answer(&error), "connexion refusée"),
        // As a program does that looks whether the socket is taken.
        Ok(None) => debug!(uid, name, "connexion refermée sans un mot"),
        Ok(Some(hello)) if hello.protocol != PROTOCOL || !hello.session.is_sound() => {
            let version = hello.version.escape_debug().to_string();
            warn!(
                uid,
                name,
                protocole = hello.protocol,
                version,
                "connexion refusée"
            );
            sorry(&mut socket, other_version(&hello)).await;
        }
        Ok(Some(hello)) => {
            let look = hello.day.map(|day| house.days.look(uid, day)).transpose();
            match look {
                Ok(look) => talk(&house, socket, account, &operator, hello, (pass, look)).await,
                Err(why) => {
                    warn!(uid, name, issue = "trop de jours", "connexion refusée");
                    sorry(&mut socket, why).await;
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
        session.house.presences.enter(&session.id, name);
        Self {
            presences: Arc::clone(&session.house.presences),
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
    mut socket: UnixStream,
    account: Arc<Account>,
    operator: &Arc<Operator>,
    hello: Hello,
    leave: (Pass, Option<Look>),
) {
    let (uid, name) = (operator.actor.uid, operator.actor.name.clone());
    let inquirer = Inquirer {
        operator: Arc::clone(operator),
        day: hello.day,
    };
    if let Err(error) = welcome(house, &mut socket, &inquirer).await {
        return warn!(uid, name, issue = system::answer(&error), "connexion interrompue");
    }
    info!(uid, name, pour = %hello.kind, "connexion ouverte");
    let day = house.owner.standing().borrow().day;
    let session = Session {
        account,
        outbox: house.owner.outbox(uid),
        id: hello.session,
        day: hello.day,
        house: Arc::clone(house),
    };
    let attendance = (hello.kind == ClientKind::Watch).then(|| Attendance::new(&session, &name));
    let gone = session.account.gone();
    let answers = Answers {
        session,
        told: LastTold { presences: 0, day },
        transfer: Transfer::default(),
    };
    let ended = calls(house, socket, uid, answers).await;
    drop(attendance);
    drop(leave);
    match ended {
        Ok(()) if *gone.borrow() => warn!(uid, name, issue = "aucun groupe", "connexion coupée"),
        Ok(()) => info!(uid, name, pour = %hello.kind, "connexion fermée"),
        Err(error) => warn!(uid, name, issue = system::answer(&error), "connexion interrompue"),
    }
}

/// Answers one call after another until the client leaves, something is wrong with a frame, or the connection is over:
/// with the service, and with the account's rights. What a client that leaves asked last is not waited for, unless the
/// log is to have a line of it.
async fn calls(house: &House, socket: UnixStream, uid: u32, mut answers: Answers) -> io::Result<()> {
    let account = Arc::clone(&answers.session.account);
    let (coming, carried_out) = (house.coming.purse(uid), house.carried_out.purse(uid));
    let mut transport = PacedTransport::new(socket, coming, carried_out);
    let (mut closing, mut gone) = (house.closing.clone(), account.gone());
    let over = async {
        // A service that is gone without a word has ended too.
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => {}
            _ = gone.wait_for(|gone| *gone) => {}
        }
    };
    let mut over = std::pin::pin!(over);
    let answered = async {
        loop {
            let asked = tokio::select! {
                biased;
                asked = transport.next() => asked?,
                () = &mut over => None,
            };
            let Some(asked) = asked else { return Ok(()) };
            let is_noted = asked.call.is_noted();
            let sent = tokio::select! {
                biased;
                sent = answers.answer(asked) => sent,
                () = transport.left(), if !is_noted => return Ok(()),
            };
            transport.send(sent, || house.owner.is_wanted(uid)).await?;
        }
    };
    tokio::select! {
        ended = answered => ended,
        () = account.follow() => Ok(()),
    }
}

/// Reads what the client says first; none where it leaves without a byte.
async fn received(socket: &mut (impl AsyncRead + Unpin)) -> io::Result<Option<Hello>> {
    let read = async {
        let mut bytes = [0; LENGTH];
        let came = socket.read(&mut bytes).await?;
        if came == 0 {
            return Ok(None);
        }
        socket.read_exact(&mut bytes[came..]).await?;
        let mut frame = vec![0; length(bytes, HELLO)?];
        socket.read_exact(&mut frame).await?;
        decode(&frame).map(Some)
    };
    let read = timeout(limits::HELLO, read).await;
    let read = read.map_err(|_| io::Error::new(io::ErrorKind::TimedOut, "le client ne se présente pas"))?;
    read.map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => io::Error::new(error.kind(), "le client est parti"),
        _ => error,
    })
}

/// Reads what a client sent as the service reads it: its greeting, then its calls. How many frames were sound, and what
/// is wrong with the first that is not.
///
/// # Errors
///
/// Where what the system has to wait with is not there.
pub fn heard(bytes: &[u8]) -> io::Result<(usize, io::Result<()>)> {
    let runtime = Builder::new_current_thread().enable_time().build()?;
    let mut socket = join(bytes, sink());
    let mut sound = 0;
    let fault = runtime.block_on(async {
        let hello = received(&mut socket).await?;
        hello.ok_or(io::ErrorKind::UnexpectedEof)?;
        let (coming, carried_out) = (Pool::new(limits::COMING), Pool::new(limits::CARRIED_OUT));
        let mut transport = PacedTransport::new(socket, coming.purse(0), carried_out.purse(0));
        sound = 1;
        while transport.next().await?.is_some() {
            sound += 1;
        }
        Ok(())
    });
    Ok((sound, fault))
}

async fn welcome(house: &House, socket: &mut UnixStream, inquirer: &Inquirer) -> io::Result<()> {
    let asked = house.owner.ask(inquirer, |desk| {
        Ok((desk.today(), desk.present_day(), desk.is_trial()))
    });
    let (today, present, trial) = asked.await.map_err(io::Error::other)?;
    let welcome = Welcome {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        operator: inquirer.operator.as_ref().clone(),
        office: Box::new(house.office.clone()),
        today,
        present,
        closed: house.owner.closed().borrow().clone(),
        trial,
    };
    let frame = encode(&Answer::Welcome(Box::new(welcome)), HELLO)?;
    timeout(limits::HELLO, socket.write_all(&frame)).await?
}

/// Says why a connection is not taken; whether it is heard is the client's matter.
async fn sorry(socket: &mut UnixStream, why: String) {
    if let Ok(frame) = encode(&Answer::Sorry(why), HELLO) {
        let _ = timeout(limits::HELLO, socket.write_all(&frame)).await;
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
