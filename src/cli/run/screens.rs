//! The screens, on the operator's base or on the demo base.

use std::path::PathBuf;

use super::{about, out};
use crate::cli::args::Common;
use crate::cli::calendar::next_day;
use crate::cli::failure::Failure;
use crate::cli::open::{self, AnyDesk, Opened};
use crate::cli::terminal::unfit;
use crate::config::state::{State, StateFile, StateInMemory, StateStore};
use crate::domain::view::SHIPPED;
use crate::service::Desk;
use crate::service::client::fresh_id;
use crate::system::wall;
use crate::text::{escaped_lines, fold, quoted_long, shell_word};
use crate::tui;
use crate::tui::keymap::Keymap;
use crate::tui::model::showing::Opened as OpenedView;
use crate::tui::model::{FirstScreen, Operator, Options};
use crate::tui::theme::Look;

/// The screens on the operator's base, created where there is none and they say so.
pub(super) fn own(common: &Common, first: &First) -> Result<u8, Failure> {
    terminal()?;
    let base = open::name(common)?;
    let memory: Box<dyn StateStore> = match StateFile::usual() {
        Some(file) => Box::new(file),
        None => Box::new(StateInMemory::default()),
    };
    show(
        common,
        first,
        open::screens(common)?,
        (base, Some(again(common))),
        memory,
    )
}

/// The screens on the demo base: a copy that is thrown away, or the file that is named.
pub(super) fn demo(common: &Common, first: &First) -> Result<u8, Failure> {
    if common.socket.is_some() {
        let why = "la démonstration a sa propre base\u{a0}: --socket n’y sert pas";
        return Err(Failure::new(why));
    }
    let mut opened = match &common.base {
        None => {
            terminal()?;
            open::demo(common)?
        }
        Some(base) => {
            let opened = open::demo(common)?;
            if terminal().is_err() {
                let ready = format!("{}\u{a0}: base d’essai prête", base.display());
                out::line(&escaped_lines(&ready))?;
                return Ok(0);
            }
            opened
        }
    };
    opened
        .config
        .dsden
        .name
        .get_or_insert_with(|| "DSDEN de l’Isère".to_owned());
    // It remembers nothing, and would welcome whoever tries it again each time.
    let seen = State {
        welcomed: true,
        ..State::default()
    };
    show(
        common,
        first,
        open::warmed(opened),
        (
            "démonstration".to_owned(),
            common.base.as_ref().map(|_| again(common)),
        ),
        Box::new(StateInMemory(seen)),
    )
}

/// What the command line asks the screens to open on.
#[derive(Debug, Default)]
pub(super) struct First {
    /// A record, as `ouvrir` names it.
    pub(super) record: Option<String>,
    /// The name of a view.
    pub(super) view: Option<String>,
}

/// Finds the record or the view that is named, before the terminal is taken.
fn first_screen(desk: &dyn Desk, first: &First) -> Result<FirstScreen, Failure> {
    if let Some(named) = &first.record {
        let id = about::record(named)?;
        return Ok(FirstScreen::Record(desk.open(&id)?.id));
    }
    let Some(named) = &first.view else {
        return Ok(FirstScreen::Panes);
    };
    let is_named = |name: &str| fold(name) == fold(named);
    if let Some(view) = SHIPPED.iter().find(|view| is_named(view.name)) {
        return Ok(FirstScreen::View(view.pane, Box::new(OpenedView::shipped(view))));
    }
    let saved = desk.views()?;
    if let Some(view) = saved.iter().find(|view| is_named(&view.name)) {
        let opened = OpenedView::saved(view.clone());
        return Ok(FirstScreen::View(view.pane, Box::new(opened)));
    }
    let known = SHIPPED.iter().map(|view| view.name);
    let known: Vec<&str> = known.chain(saved.iter().map(|view| view.name.as_str())).collect();
    Err(Failure::new(format!(
        "aucune vue «\u{a0}{}\u{a0}»\u{a0}; vues\u{a0}: {}",
        quoted_long(named),
        known.join(", ")
    )))
}

/// The screens need a terminal on both sides; a pipe gets a sentence instead.
fn terminal() -> Result<(), Failure> {
    use std::io::IsTerminal;
    if std::io::stdin().is_terminal() && std::io::stdout().is_terminal() {
        return unfit().map_or(Ok(()), |why| Err(Failure::new(why)));
    }
    Err(Failure::new(
        "les écrans demandent un terminal\u{a0}; sans terminal, voyez «\u{a0}preau --help\u{a0}»",
    ))
}

/// The options that name the same base and the same day to a command.
fn again(common: &Common) -> String {
    let named = |option: &str, path: Option<&PathBuf>| {
        let whole = path.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        whole.map_or_else(String::new, |whole| {
            format!(" {option} {}", shell_word(&whole.display().to_string()))
        })
    };
    let day = common
        .date
        .map_or_else(String::new, |day| format!(" --date {day}"));
    named("--base", common.base.as_ref()) + &named("--socket", common.socket.as_ref()) + &day
}

fn show(
    common: &Common,
    first: &First,
    opened: Opened<AnyDesk>,
    (base, again): (String, Option<String>),
    memory: Box<dyn StateStore>,
) -> Result<u8, Failure> {
    let Opened {
        desk,
        config,
        today,
        looking,
        trial,
    } = opened;
    let keymap = Keymap::new(&config.keys).map_err(|bad| {
        // The configuration's keys were found right as it was read: this is of the table that the program carries.
        let lines: Vec<String> = bad.iter().map(ToString::to_string).collect();
        Failure::new(lines.join("\n"))
    })?;
    let mut look = Look::decide(config.screen, |name| std::env::var(name).ok());
    look.sober |= common.sobre;
    let operator = desk.operator()?;
    let first = first_screen(desk.as_ref(), first)?;
    let options = Options {
        today,
        looking,
        trial,
        base,
        again,
        dsden: config.dsden.name,
        operator: Operator {
            name: operator.actor.name,
            rights: operator.rights,
        },
        first,
        local_time: wall::local,
        keymap,
        look,
        follows: config.screen.follows,
        readable: config.screen.readable,
        // A screen reader reads the terminal: its clicks are its own.
        mouse: !look.sober && config.screen.mouse.decide(true),
        copy: config.screen.copy,
        scans: config.documents.to_file,
        dossiers: config.dossiers,
        session: fresh_id()?,
    };
    tui::run(desk, memory, options, next_day()).map_err(Failure::of)
}
