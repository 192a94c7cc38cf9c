//! The composition root: which store, which day, which operator, put behind a desk. Nothing else under `cli` names a
//! store.

mod copies;
mod demo;
mod import;
mod keep;
mod listed;
mod original;
mod place;
mod receive;
mod received;
mod save;
mod send;
mod shared;
mod state;
mod upkeep;

pub(super) use copies::{CopiesState, copies};
pub(super) use import::Import;
pub(super) use keep::{restore, try_saved, verify};
use place::is_missing;
pub(super) use place::{base_path, own_base, same_file};
pub(super) use receive::receive;
pub(super) use save::back_up;
pub(super) use send::send;
pub(super) use shared::{
    AnyDesk, create_for_service, in_words, name, screens, serve, warmed, wherever, whole,
};
pub(super) use state::{BaseState, now, state};

use std::path::Path;

use chrono::NaiveDate;

use super::args::Common;
use super::failure::Failure;
use super::{ask, clock, operator};
use crate::config::{Config, KeyOverride, Problem};
use crate::domain::authority::entitle;
use crate::service::Local;
use crate::service::local::Clock;
use crate::store::backup::lay_down;
use crate::store::{DocumentFolder, FileStore, MemoryStore, Reader, Store, UpkeepFile};
use crate::text::escaped_lines;
use crate::tui::keymap::{BadBinding, Keymap};

/// A desk, and what who uses it must know.
pub(super) struct Opened<D = Local> {
    /// The desk.
    pub(super) desk: D,
    /// The configuration.
    pub(super) config: Config,
    /// The day J.
    pub(super) today: NaiveDate,
    /// True where J is not the present day: it is for looking, and nothing is written.
    pub(super) looking: bool,
    /// The base bears the mark *essai*.
    pub(super) trial: bool,
}

impl<D> Opened<D> {
    /// Makes another desk of its desk.
    fn map<E>(self, make: impl FnOnce(D) -> E) -> Opened<E> {
        Opened {
            desk: make(self.desk),
            config: self.config,
            today: self.today,
            looking: self.looking,
            trial: self.trial,
        }
    }
}

/// Opens the base, which must exist.
pub(super) fn existing(common: &Common) -> Result<Opened, Failure> {
    let path = base_path(common)?;
    if is_missing(&path) {
        let path = path.display();
        return Err(Failure::new(format!(
            "il n’y a pas de base à {path}\u{a0}; «\u{a0}preau importer annuaire FICHIER --base {path}\u{a0}» en crée une, \
             --base en désigne une autre"
        )));
    }
    let store = FileStore::open(&path).map_err(Failure::of)?;
    opened(common, Box::new(store), None, Some(&path))
}

/// True where another day than the present one is looked at: no base is made on it.
fn is_looking(common: &Common) -> bool {
    common.date.is_some_and(|day| day != clock::today())
}

/// Has the operator say that a base may be made at a path, where there is none.
fn agreed_to_make(path: &Path) -> Result<(), Failure> {
    let path = path.display();
    let missing = format!("il n’y a pas de base à {path}");
    let question = format!("{missing}\u{a0}: en créer une, vide\u{a0}?");
    match ask::yes(&escaped_lines(&question)) {
        Some(true) => Ok(()),
        Some(false) => Err(Failure::refused("aucune base n’a été créée")),
        None => Err(Failure::new(format!(
            "{missing}, et pas de terminal où demander s’il faut la créer\u{a0}: rien n’a été fait\u{a0}; pour la créer, \
             nommez-la à «\u{a0}preau importer\u{a0}» avec --base {path}"
        ))),
    }
}

/// Opens the base, or creates it, which was asked for; only the present day makes one.
pub(super) fn or_new(common: &Common) -> Result<Opened, Failure> {
    if is_looking(common) {
        return existing(common);
    }
    let path = base_path(common)?;
    let store = FileStore::open_or_create(&path, clock::now()).map_err(Failure::of)?;
    opened(common, Box::new(store), None, Some(&path))
}

/// Gives the desk of the base, or of an empty one in memory where there is none, and whether it is kept in a file.
///
/// What is only planned makes no file.
fn or_blank(common: &Common) -> Result<(Local, bool), Failure> {
    let kept = !is_missing(&base_path(common)?);
    let opened = if kept {
        existing(common)?
    } else {
        opened(common, Box::new(MemoryStore::default()), None, None)?
    };
    Ok((opened.desk, kept))
}

/// Opens the demo base: in memory, where it goes with the program, or in the file that is named, which is made where there
/// is none. A base that is not marked *essai* is not touched.
pub(super) fn demo(common: &Common) -> Result<Opened, Failure> {
    let sample = || demo::build(&config(common)?.policy);
    let store: Box<dyn Store> = match &common.base {
        None => Box::new(sample()?),
        Some(path) => Box::new(marked(path, sample)?),
    };
    opened(common, store, demo::day(), common.base.as_deref())
}

/// Opens a base that is marked *essai*, made of a sample where there is no file of that name.
fn marked(path: &Path, sample: impl Fn() -> Result<MemoryStore, Failure>) -> Result<FileStore, Failure> {
    if path.symlink_metadata().is_err() {
        lay_down(&sample()?, path, clock::now()).map_err(Failure::of)?;
    }
    let store = FileStore::open(path).map_err(Failure::of)?;
    if store.is_trial() {
        return Ok(store);
    }
    Err(Failure::new(format!(
        "{} n’est pas une base d’essai\u{a0}: la démonstration n’y touche pas\u{a0}; donnez un autre nom avec --base",
        path.display()
    )))
}

/// Puts a store behind a desk, for the operator of the account and the day J; `day` is the J of the demo base where no
/// other is given, `path` the file of the base, beside which its documents are.
fn opened(
    common: &Common,
    store: Box<dyn Store>,
    day: Option<NaiveDate>,
    path: Option<&Path>,
) -> Result<Opened, Failure> {
    let config = config(common)?;
    entitle(&config.dsden.authority);
    let fixed = common.date.or(day);
    let today = fixed.unwrap_or_else(clock::today);
    let time: Clock = match fixed {
        Some(day) if store.is_trial() => Box::new(clock::on(day)),
        _ => Box::new(clock::now),
    };
    let policy = config.policy;
    let documents = path.map_or_else(DocumentFolder::temporary, DocumentFolder::beside);
    let upkeep = path.map(UpkeepFile::beside).unwrap_or_default();
    let desk = Local::new(store, operator::operator(), time, today, policy)?
        .with_documents(documents, config.documents.largest)
        .with_upkeep(upkeep)
        .with_running_clock(clock::running)
        .with_target(config.dsden.target)
        .with_departements(config.dsden.departements.clone());
    let desk = match fixed {
        Some(_) => desk,
        None => desk.following_the_calendar(),
    };
    Ok(Opened {
        looking: desk.may_write().is_err(),
        trial: desk.is_trial(),
        desk,
        config,
        today,
    })
}

/// Makes sure that the configuration named on the command line can be read, whether or not the command needs it.
pub(super) fn configuration_named(common: &Common) -> Result<(), Failure> {
    match common.config {
        Some(_) => config(common).map(drop),
        None => Ok(()),
    }
}

/// Reads the configuration.
pub(super) fn config(common: &Common) -> Result<Config, Failure> {
    Config::load(common.config.as_deref(), wrong_keys).map_err(Failure::of)
}

/// What the keymap finds wrong with the keys of a configuration.
fn wrong_keys(keys: &[KeyOverride]) -> Vec<Problem> {
    let problem = |bad: BadBinding| Problem {
        line: bad.line.unwrap_or(1),
        message: BadBinding { line: None, ..bad }.to_string(),
    };
    let bad = Keymap::new(keys).err().unwrap_or_default();
    bad.into_iter().map(problem).collect()
}
