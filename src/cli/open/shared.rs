//! The service and its clients: a base that several operators work on.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tracing::warn;

use super::place::{Place, Socket, is_missing, place, socket_path, terminals};
use super::{Opened, agreed_to_make, base_path, config, existing, is_looking, or_new};
use crate::cli::args::Common;
use crate::cli::calendar::next_day;
use crate::cli::clock;
use crate::cli::failure::Failure;
use crate::config::{Config, Dsden};
use crate::domain::authority::entitle;
use crate::domain::decide::may_write;
use crate::domain::official::Official;
use crate::service::client::ConnectError;
use crate::service::server::{self, Listening, Settings, SystemAccounts};
use crate::service::{Archive, Client, Desk, Office, Officials, Terminals};
use crate::store::{FileStore, io_error};
use crate::text::{escaped, escaped_lines};

/// A desk in this process or behind a socket.
pub(in crate::cli) type AnyDesk = Box<dyn Desk>;

/// The same, with what is asked of the base as a whole.
pub(in crate::cli) type AnyArchive = Box<dyn Archive>;

/// Opens the base where it is; a file must exist.
pub(in crate::cli) fn wherever(common: &Common) -> Result<Opened<AnyDesk>, Failure> {
    match place(common)? {
        Place::Service(socket) => Ok(client(common, &socket)?.map(|desk| Box::new(desk) as AnyDesk)),
        Place::File(_) => existing(common).map(boxed),
    }
}

/// Opens the base where it is, for what is asked of it as a whole; a file must exist.
pub(in crate::cli) fn whole(common: &Common) -> Result<Opened<AnyArchive>, Failure> {
    Ok(match place(common)? {
        Place::Service(socket) => client(common, &socket)?.map(|desk| Box::new(desk) as AnyArchive),
        Place::File(_) => existing(common)?.map(|desk| Box::new(desk) as AnyArchive),
    })
}

/// Opens the base where it is; a file is made where there is none and the operator says so. What the first search needs
/// is made meanwhile.
pub(in crate::cli) fn screens(common: &Common) -> Result<Opened<AnyDesk>, Failure> {
    match place(common)? {
        Place::Service(socket) => Ok(client(common, &socket)?.map(|desk| Box::new(desk) as AnyDesk)),
        Place::File(path) if is_missing(&path) && !is_looking(common) => {
            agreed_to_make(&path)?;
            or_new(common).map(warmed)
        }
        Place::File(path) => shared_with_terminals(common, &path, existing(common)?),
    }
}

/// Makes ready for the screens, and for the other terminals of the account where it has a place for their socket. A day
/// that is looked at is this program's alone.
fn shared_with_terminals(common: &Common, path: &Path, opened: Opened) -> Result<Opened<AnyDesk>, Failure> {
    let socket = terminals(common, path)?.filter(|_| common.date.is_none());
    // Without it, the others are told who has the base.
    let Some(Ok(listening)) = socket.map(|socket| Listening::of_account(&socket)) else {
        return Ok(warmed(opened));
    };
    let office = office(&opened.config.dsden);
    let Opened {
        desk,
        config,
        today,
        looking,
        trial,
    } = opened;
    let desk = Terminals::start(desk.warmed().numbering_alone(), listening, office, next_day)
        .map_err(|cause| Failure::of(io_error("le partage avec les autres terminaux", cause)))?;
    Ok(Opened {
        desk: Box::new(desk),
        config,
        today,
        looking,
        trial,
    })
}

/// Makes ready for the screens.
pub(in crate::cli) fn warmed(opened: Opened) -> Opened<AnyDesk> {
    boxed(opened.map(|desk| desk.warmed().numbering_alone()))
}

fn boxed(opened: Opened) -> Opened<AnyDesk> {
    opened.map(|desk| Box::new(desk) as AnyDesk)
}

/// The base as it is told from others in what is remembered for the operator: the whole path of its file, or of the
/// socket behind which it is.
pub(in crate::cli) fn name(common: &Common) -> Result<String, Failure> {
    let path = match place(common)? {
        Place::File(path) | Place::Service(Socket { file: Some(path), .. }) => path,
        Place::Service(socket) => socket.path,
    };
    let whole = std::path::absolute(&path).unwrap_or(path);
    Ok(whole.display().to_string())
}

/// The base in words, for what a command that writes has to tell: `la base /srv/preau.base`, or `la base du service
/// /run/preau/preau.sock`.
pub(in crate::cli) fn in_words(common: &Common) -> Result<String, Failure> {
    let what = match place(common)? {
        Place::File(_) | Place::Service(Socket { file: Some(_), .. }) => "la base",
        Place::Service(_) => "la base du service",
    };
    Ok(format!("{what} {}", escaped(&name(common)?)))
}

/// Connects to a service. The DSDEN is the service's, and so is the day, unless another is to be looked at; keys and
/// colours are the operator's.
pub(super) fn client(common: &Common, socket: &Socket) -> Result<Opened<Client>, Failure> {
    let client = Client::connect_on(&socket.path, common.date).map_err(|error| socket.failure(&error))?;
    if let Some(why) = client.closed()? {
        let _ = writeln!(io::stderr(), "preau\u{a0}: attention, {}", escaped_lines(&why));
    }
    let (today, trial) = (client.today()?, client.is_trial()?);
    let office = client.office()?;
    let config = config(common)?;
    let dsden = dsden(office, &config.dsden);
    entitle(&dsden.authority);
    let looking = today != client.present_day()?;
    Ok(Opened {
        desk: client,
        config: Config { dsden, ..config },
        today,
        looking,
        trial,
    })
}

fn dsden(office: Office, own: &Dsden) -> Dsden {
    let departements = if office.departements.is_empty() {
        office.departement.into_iter().collect()
    } else {
        office.departements
    };
    let officials = office.officials;
    Dsden {
        departements,
        controller: officials.controller.or(office.controller.map(Official::of_text)),
        dpo: officials.dpo.or(office.dpo.map(Official::of_text)),
        name: office.name,
        authority: office.authority.unwrap_or_else(|| own.authority.clone()),
        target: own.target,
    }
}

fn office(dsden: &Dsden) -> Office {
    let officials = Officials {
        controller: dsden.controller.clone(),
        dpo: dsden.dpo.clone(),
    };
    Office {
        name: dsden.name.clone(),
        departement: dsden.departements.first().copied(),
        departements: dsden.departements.clone(),
        controller: officials.controller.as_ref().map(Official::text),
        dpo: officials.dpo.as_ref().map(Official::text),
        officials,
        authority: Some(dsden.authority.clone()),
    }
}

/// Serves the base, which must exist, until a signal ends it, and tells the measures on a socket of their own where one is
/// named. The day is the calendar's, but for a base that is marked *essai*.
pub(in crate::cli) fn serve(common: &Common, measures: Option<&Path>) -> Result<(), Failure> {
    let base = base_path(common)?;
    let mut listening = listening(common)?;
    if let Some(path) = measures {
        let group = config(common)?.groups.lecture;
        listening = listening.with_measures(path, &group).map_err(Failure::of)?;
    }
    if is_missing(&base) {
        let path = base.display();
        return Err(Failure::new(format!(
            "il n’y a pas de base à {path}, et le service n’en crée pas de lui-même\u{a0}; si son disque n’est pas monté, \
             montez-le\u{a0}; si c’est le premier démarrage, arrêtez le service et créez-la, sous son compte\u{a0}: \
             preau servir --creer --base {path}"
        )));
    }
    let opened = existing(common)?;
    if common.date.is_some() && !opened.trial {
        return Err(Failure::new(
            "un service écrit au jour même\u{a0}: --date ne vaut que pour une base d’essai («\u{a0}preau demo --base FICHIER\u{a0}»)",
        ));
    }
    if let Err(why) = opened.desk.may_record() {
        warn!(cause = %why, "le service répond, et n’enregistre rien");
    }
    let settings = Settings {
        accounts: Arc::new(SystemAccounts::new(opened.config.groups.by_right())),
        office: office(&opened.config.dsden),
    };
    server::serve(listening, opened.desk.warmed(), settings, next_day()).map_err(Failure::of)
}

/// Makes the empty base of a service that does not run; gives its path.
pub(in crate::cli) fn create_for_service(common: &Common) -> Result<PathBuf, Failure> {
    if let Some(day) = common.date {
        may_write(day, clock::today())?;
    }
    let base = base_path(common)?;
    let _listening = listening(common)?;
    if !is_missing(&base) {
        return Err(Failure::new(format!(
            "{} existe déjà\u{a0}: rien n’a été fait\u{a0}; démarrez le service sans --creer",
            base.display()
        )));
    }
    FileStore::create(&base, clock::now()).map_err(Failure::of)?;
    Ok(base)
}

/// Takes the socket of the service: where another one answers, no base is opened, and none made.
fn listening(common: &Common) -> Result<Listening, Failure> {
    let config = config(common)?;
    Listening::open(&socket_path(common, &config), &config.groups.lecture).map_err(Failure::of)
}

impl From<ConnectError> for Failure {
    fn from(error: ConnectError) -> Self {
        Self::of(error)
    }
}
