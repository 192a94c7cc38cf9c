//! What the screens show, as plain state. Only `update` changes it; `view` reads it.

pub mod agenda_page;
pub mod ahead;
mod changed;
pub mod company;
mod completing;
pub mod day_page;
pub mod dialog;
pub mod dossier_pane;
pub mod editor;
mod fact;
mod field;
pub mod figures;
pub mod frame;
mod list;
mod marking;
mod marks;
mod mode;
mod name;
pub mod named;
mod pending;
mod reach;
pub mod remedy;
pub mod review;
mod setting;
pub mod showing;
mod tabs;
mod trail;
mod undoing;

pub use changed::{Changed, Gone, authors};
pub use company::Company;
pub use completing::Completing;
pub use fact::Fact;
pub use field::{Field, LONGEST};
pub use list::{Asked, BarError, List, Want};
pub use marking::{Marking, Which};
pub use marks::{Full, Marks, Target, label};
pub use mode::Mode;
pub use name::ListName;
pub use pending::Pending;
pub use reach::ScreenParts;
pub use setting::{FirstScreen, Operator, Options};
pub use tabs::{Tab, tabs};
pub use trail::{Place, Trail};
pub use undoing::Undoing;

use std::collections::VecDeque;
use std::ops::RangeInclusive;
use std::time::Instant;

use crossterm::event::KeyEvent;

use ratatui::layout::Size;

use crate::config::state::State;
use crate::domain::command::{Order, OrderId};
use crate::domain::query::page::Summary;
use crate::domain::record::RecordId;
use crate::service::export::Export;
use crate::tui::effect::{Slot, Ticket};
use crate::tui::keymap::{Context, Press};

use self::ahead::Awaited;
use self::dialog::{Applied, Dialog};
use self::dossier_pane::DossierPane;
use self::frame::{Parts, ScreenSize};

/// An earlier search that the search bar shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recalled {
    /// How many searches back it is, from 0.
    pub back: usize,
    /// What was typed before the first was recalled.
    pub typed: String,
}

/// What the list of schools follows while it follows the selection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Follows {
    /// The list whose selection is followed: of the other three, the one that last had the focus.
    pub source: Option<ListName>,
    /// The record selected there; none before one is.
    pub chip: Option<Chip>,
}

/// A record of the portée: every list is narrowed to what is tied to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    pub id: RecordId,
    pub label: String,
}

/// What is said on the status line until the next key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// What kind of news it is.
    pub tone: Tone,
    pub text: String,
}

/// What kind of news a status is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Done,
    /// Something is to know.
    Info,
    /// Something was refused or went wrong.
    Error,
}

/// An order on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Work {
    pub order: Order,
    /// What it does, in French.
    pub what: String,
    /// The batch that it carries out, if it is one.
    pub applied: Option<Box<Applied>>,
    /// The line to the service was cut before it said what became of the order.
    pub doubted: bool,
    /// The draft that it settles, where it comes of a form that was closed meanwhile.
    pub draft: Option<u64>,
}

/// The state of the screens.
#[allow(clippy::struct_excessive_bools, reason = "each is a condition of its own")]
#[derive(Debug, Clone)]
pub struct Model {
    /// What holds for the whole run.
    pub options: Options,
    /// The size of the screen.
    pub size: Size,
    /// The file being written.
    pub exporting: Option<Box<Export>>,
    /// What the screen is used for.
    pub mode: Mode,
    /// The dashboard from a mark of which the list of schools was opened.
    pub dashboard: Option<Box<figures::Dashboard>>,
    /// The page of the day's work from a line of which a list was opened.
    pub day_page: Option<Box<day_page::DayPage>>,
    /// The agenda from a day of which a record was opened.
    pub agenda: Option<Box<agenda_page::AgendaPage>>,
    /// The four lists, in the order of their numbers.
    pub lists: [List; 4],
    /// The list that has or had the focus last.
    pub current: ListName,
    /// True when the focused pane has the whole screen.
    pub enlarged: bool,
    /// What the schools follow: the record last selected in another pane; none while they follow nothing.
    pub follows: Option<Follows>,
    /// True when the dossier has the focus.
    pub reading: bool,
    pub dossier_pane: DossierPane,
    /// The portée, first pinned first.
    pub scope: Vec<Chip>,
    /// The places that were visited.
    pub trail: Trail,
    /// The searches that were made in this session, latest last, each once.
    pub searches: Vec<(ListName, String)>,
    /// The earlier search that the search bar shows; none where it shows what is typed.
    pub recalled: Option<Recalled>,
    /// The record that the operator goes to, until its list says where it is.
    pub seeking: Option<RecordId>,
    /// True when the search bar of the current list has the focus.
    pub searching: bool,
    /// The rows about to be marked.
    pub marking: Option<Marking>,
    /// What may be written next in the search bar.
    pub completing: Completing,
    /// What is remembered for the operator from one session to the next.
    pub state: State,
    /// The keys typed ahead of what the desk was asked for.
    pub typed: VecDeque<KeyEvent>,
    /// What they wait for.
    pub awaited: Option<Awaited>,
    pub dialog: Option<Dialog>,
    /// What is said on the status line.
    pub status: Option<Status>,
    /// The counts of the whole base.
    pub summary: Option<Summary>,
    /// The order on its way.
    pub work: Option<Work>,
    /// The number of the last request of the dialog.
    pub dialog_request: u64,
    /// The requests that wait for an answer.
    pub pending: Pending,
    /// Those who work on the same base.
    pub company: Company,
    /// What a colleague changed in the record that the open dialog is about.
    pub changed: Option<Box<Changed>>,
    /// What took the selected record out of its list, as far as it was asked.
    pub gone: Option<Gone>,
    /// The rows of a list that a sober screen shows, from the first visible one on; none means all.
    pub revealed: Option<(ListName, usize, RangeInclusive<usize>)>,
    /// When the event that is taken came; none where nobody keeps the time.
    pub moment: Option<Instant>,
    /// When a dialog was last answered.
    pub answered: Option<Instant>,
    /// True where leaving was asked for once, and is to be asked for again.
    pub leaving: bool,
    /// The number of the last request of all.
    requests: u64,
    /// How many orders were given.
    orders: u64,
}

impl Model {
    /// The state before anything was read.
    pub fn new(options: Options, size: Size) -> Self {
        let dossier_pane = DossierPane::new(options.look.sober);
        let follows = options.follows.then(Follows::default);
        Self {
            enlarged: false,
            follows,
            options,
            size,
            exporting: None,
            mode: Mode::Panes,
            dashboard: None,
            day_page: None,
            agenda: None,
            lists: ListName::ALL.map(List::new),
            current: ListName::Schools,
            reading: false,
            dossier_pane,
            scope: Vec::new(),
            trail: Trail::default(),
            searches: Vec::new(),
            recalled: None,
            seeking: None,
            searching: false,
            marking: None,
            completing: Completing::default(),
            state: State::default(),
            typed: VecDeque::new(),
            awaited: None,
            dialog: None,
            status: None,
            summary: None,
            work: None,
            dialog_request: 0,
            pending: Pending::default(),
            company: Company::default(),
            changed: None,
            gone: None,
            revealed: None,
            moment: None,
            answered: None,
            leaving: false,
            requests: 0,
            orders: 0,
        }
    }

    pub fn list(&self, name: ListName) -> &List {
        &self.lists[name as usize]
    }

    /// A list, to be changed.
    pub fn list_mut(&mut self, name: ListName) -> &mut List {
        &mut self.lists[name as usize]
    }

    /// The list that has or had the focus last.
    pub fn focused(&self) -> &List {
        self.list(self.current)
    }

    /// The record that the verbs act on: the one under review, or whose dossier is read, else the selected one.
    pub fn subject(&self) -> Option<&RecordId> {
        if let Some(review) = self.review() {
            return review.subject();
        }
        self.dossier_pane
            .visiting
            .as_ref()
            .or(self.focused().selected.as_ref())
    }

    /// True once every list and the first dossier were read.
    pub fn is_read(&self) -> bool {
        let opened = self.dossier_pane.dossier.is_some() || self.dossier_pane.error.is_some();
        self.lists.iter().all(|list| list.loaded) && (opened || self.subject().is_none())
    }

    /// The records of the portée.
    pub fn scope_ids(&self) -> Vec<RecordId> {
        self.scope.iter().map(|chip| chip.id.clone()).collect()
    }

    /// The record that the schools follow; none where they follow nothing, or what the portée narrows them to already.
    pub fn followed_chip(&self) -> Option<&Chip> {
        let chip = self.follows.as_ref()?.chip.as_ref()?;
        let pinned = self.scope.iter().any(|pinned| pinned.id == chip.id);
        (!pinned).then_some(chip)
    }

    /// What narrows a list: the portée, and for the schools what they follow.
    pub fn scope_of(&self, name: ListName) -> Vec<RecordId> {
        let followed = self.followed_chip().filter(|_| name == ListName::Schools);
        let followed = followed.map(|chip| chip.id.clone());
        self.scope_ids().into_iter().chain(followed).collect()
    }

    /// Follows nothing until something is selected in another list: what is shown now is not to be narrowed by it.
    pub fn follow_no_record(&mut self) {
        if let Some(follows) = &mut self.follows {
            *follows = Follows::default();
        }
    }

    /// The first key of a verb where the focus is, as it is shown; empty if it has none.
    pub fn key(&self, context: Context, what: impl Into<Press>) -> String {
        self.options.keymap.shown(context, what)
    }

    /// What the screen can hold: where it is sober, one pane at a time.
    pub fn room(&self) -> ScreenSize {
        match frame::room(self.size, self.options.look.sober) {
            ScreenSize::All if self.enlarged => ScreenSize::One,
            room => room,
        }
    }

    /// Where each part of the screen is.
    pub fn parts(&self) -> Parts {
        Parts::of(self.size, self.room(), self.searching)
    }

    /// Where the keys go.
    pub fn context(&self) -> Context {
        match &self.dialog {
            Some(dialog) => dialog.context(),
            None => self.ground(),
        }
    }

    /// True where the cursor is seen: in a field, and everywhere on a sober screen.
    pub fn shows_cursor(&self) -> bool {
        self.options.look.sober || self.context() == Context::Field
    }

    /// Where the keys go once no dialog is open.
    pub fn ground(&self) -> Context {
        match self.mode {
            Mode::Review(_) => Context::Review,
            Mode::Figures(_) | Mode::Day(_) | Mode::Agenda(_) => Context::Figures,
            Mode::Panes if self.searching => Context::Field,
            Mode::Panes => Context::List,
        }
    }

    /// A ticket with a number of its own.
    pub fn ticket(&mut self, slot: Slot) -> Ticket {
        self.requests += 1;
        Ticket {
            slot,
            number: self.requests,
        }
    }

    /// True where somebody still waits for the answer to what was asked under a ticket.
    pub fn awaits(&self, ticket: Ticket) -> bool {
        let awaited = match ticket.slot {
            Slot::List(name) => self.list(name).asked.as_ref().map(|asked| asked.number),
            Slot::Marks => self.marking.as_ref().map(|marking| marking.number),
            Slot::Completion => Some(self.completing.asked),
            Slot::Dossier => Some(self.dossier_pane.asked),
            Slot::Dialog => Some(self.dialog_request),
            Slot::Figures => self.figures().map(|dashboard| dashboard.asked),
            Slot::DayWork => self.day_page().map(|page| page.asked),
            Slot::Agenda => self.agenda_page().map(|page| page.asked),
            Slot::Review => self.review().map(|review| review.asked),
            Slot::Changed => self.changed.as_ref().map(|changed| changed.asked),
            Slot::Gone => self.gone.as_ref().map(|gone| gone.asked),
            Slot::Work | Slot::Export | Slot::Fates => return true,
        };
        awaited == Some(ticket.number)
    }

    /// The number of the next order: asked again under it, it is not done again.
    pub fn next_order(&mut self) -> OrderId {
        self.orders += 1;
        self.options.session.plus(self.orders)
    }

    /// Says something until the next key.
    pub fn say(&mut self, tone: Tone, text: impl Into<String>) {
        self.status = Some(Status {
            tone,
            text: text.into(),
        });
    }
}
