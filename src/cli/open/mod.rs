//! The composition root: which store, which day, which operator, put behind a desk. Nothing else under `cli` names a
//! store.

mod demo;
mod import;
mod keep;
mod place;
mod received;
mod save;
mod shared;

pub(super) use import::Import;
pub(super) use keep::{restore, verify};
pub(super) use place::{base_path, own_base, same_file};
pub(super) use save::back_up;
pub(super) use shared::{AnyArchive, AnyDesk, name, screens, serve, warmed, wherever, whole};

use chrono::NaiveDate;

use super::args::Common;
use super::failure::Failure;
use super::{clock, operator};
use crate::config::{Config, KeyOverride, Problem};
use crate::service::Local;
use crate::service::local::Clock;
use crate::store::{FileStore, MemoryStore, Store};
use crate::tui::keymap::{BadBinding, Keymap};

/// A desk, and what its face must know of the circumstances.
pub(super) struct Opened<D = Local> {
    /// The desk.
    pub(super) desk: D,
    /// The configuration.
    pub(super) config: Config,
    /// The day J.
    pub(super) today: NaiveDate,
    /// True where J is not the calendar's day; on the demo base, always: its screen is the same on every day.
    pub(super) simulated: bool,
}

impl<D> Opened<D> {
    /// Makes another desk of its desk.
    fn map<E>(self, make: impl FnOnce(D) -> E) -> Opened<E> {
        Opened {
            desk: make(self.desk),
            config: self.config,
            today: self.today,
            simulated: self.simulated,
        }
    }
}

/// Opens the base, which must exist.
pub(super) fn existing(common: &Common) -> Result<Opened, Failure> {
    let path = base_path(common)?;
    if !path.exists() {
        let message = format!(
            "il n’y a pas de base à {}\u{a0}; «\u{a0}preau importer annuaire FICHIER\u{a0}» en crée une, --base en désigne une autre",
            path.display()
        );
        return Err(Failure::new(message));
    }
    let store = FileStore::open(&path).map_err(Failure::of)?;
    opened(common, Box::new(store), None)
}

/// Opens the base, or creates it.
pub(super) fn or_new(common: &Common) -> Result<Opened, Failure> {
    let store = FileStore::open_or_create(&base_path(common)?, clock::now()).map_err(Failure::of)?;
    opened(common, Box::new(store), None)
}

/// Gives the desk of the base, or of an empty one in memory where there is none, and whether it is kept in a file.
///
/// What is only planned makes no file.
fn or_blank(common: &Common) -> Result<(Local, bool), Failure> {
    let kept = base_path(common)?.exists();
    let opened = if kept {
        existing(common)?
    } else {
        opened(common, Box::new(MemoryStore::default()), None)?
    };
    Ok((opened.desk, kept))
}

/// Opens the demo base, which is in memory and goes with the program.
pub(super) fn demo(common: &Common) -> Result<Opened, Failure> {
    let config = config(common)?;
    opened(
        common,
        Box::new(demo::build(&config.thresholds.policy())?),
        demo::day(),
    )
}

/// Puts a store behind a desk, for the operator of the account and the day J. `day` is that of the demo base, where the
/// clock stands on J too.
fn opened(common: &Common, store: Box<dyn Store>, day: Option<NaiveDate>) -> Result<Opened, Failure> {
    let config = config(common)?;
    let calendar = clock::today();
    let today = common.date.or(day).unwrap_or(calendar);
    let time: Clock = match day {
        Some(_) => Box::new(clock::on(today)),
        None => Box::new(clock::now),
    };
    let desk = Local::new(
        store,
        operator::operator(),
        time,
        today,
        config.thresholds.policy(),
    )?
    .with_running_clock(clock::running)
    .with_target(config.dsden.target);
    let desk = if common.date.or(day).is_none() {
        desk.following_the_calendar()
    } else {
        desk
    };
    Ok(Opened {
        desk,
        config,
        today,
        simulated: day.is_some() || today != calendar,
    })
}

/// Makes sure that the configuration named on the command line can be read, whether or not the command needs it.
pub(super) fn configuration_named(common: &Common) -> Result<(), Failure> {
    match common.config {
        Some(_) => config(common).map(drop),
        None => Ok(()),
    }
}

fn config(common: &Common) -> Result<Config, Failure> {
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
