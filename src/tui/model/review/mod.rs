//! The review: a list of schools made into a queue, one school a screen.

mod card;
mod lines;
mod remedy;
mod trail;

pub use card::{Card, Cause, Event};
pub use lines::lines;
pub use remedy::remedy_verb;
pub use trail::Trace;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};

use crate::config::state::{Queue, ReviewMark};
use crate::domain::query::Query;
use crate::domain::query::causes::CauseCount;
use crate::domain::record::RecordId;
use crate::domain::rule::RuleCode;
use crate::tui::keymap::Verb;
use crate::tui::model::Target;
use crate::tui::theme::Role;

/// A line of the screen, in pieces.
pub type Pieces = Vec<(Role, String)>;

/// What the review waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The schools of the list, as far as they were read.
    Listing(Vec<RecordId>),
    /// The school to show.
    Reading,
    /// What a signature did to the schools that waited for it.
    Settling(Vec<RecordId>),
    Idle,
}

/// The review of a queue.
#[derive(Debug, Clone)]
pub struct Review {
    /// The schools, and what became of each; empty until they are listed.
    pub queue: Queue,
    /// True where the queue was left on another day, or earlier in this one.
    pub resumed: bool,
    /// What narrowed the list, in words; empty for the whole list.
    pub label: String,
    /// The names of the schools of the list.
    pub names: BTreeMap<RecordId, String>,
    /// What is known of the school shown.
    pub card: Option<Box<Card>>,
    /// Why nothing is known of it.
    pub error: Option<String>,
    pub phase: Phase,
    /// The number of the request on its way.
    pub asked: u64,
    /// The revision that the school is to be shown at; none once it was asked for.
    pub due: Option<u64>,
    /// True at the end of the queue where schools that were passed over are left: what was done is said first.
    pub paused: bool,
    /// At the end of the queue, what keeps schools of the list out still, by cause.
    pub causes: Vec<CauseCount>,
    /// What each order of this review changed in the queue.
    pub trail: Vec<Trace>,
    /// The first visible line.
    pub top: usize,
    /// The lines of the school, wrapped.
    pub lines: Vec<Pieces>,
    /// The size of the pane: columns and rows.
    pub room: (usize, usize),
    /// True where signs are said in words.
    pub sober: bool,
    /// The keys in force of the verbs that lift findings.
    pub keys: BTreeMap<Verb, String>,
    /// The time of the place where the screen is.
    pub local_time: fn(DateTime<Utc>) -> NaiveDateTime,
}

/// The rows that name the verbs, in a pane of so many columns.
pub fn bar_rows(columns: usize) -> usize {
    if columns < WIDE { 2 } else { 1 }
}

/// The columns from which the verbs fit on one row.
const WIDE: usize = 110;

impl Review {
    /// A review whose schools are not listed yet.
    pub fn new(queue: Queue, label: String, local_time: fn(DateTime<Utc>) -> NaiveDateTime) -> Self {
        Self {
            resumed: queue.progress().total > 0,
            queue,
            label,
            names: BTreeMap::new(),
            card: None,
            error: None,
            phase: Phase::Listing(Vec::new()),
            asked: 0,
            due: None,
            paused: false,
            causes: Vec::new(),
            trail: Vec::new(),
            top: 0,
            lines: Vec::new(),
            room: (0, 0),
            sober: false,
            keys: BTreeMap::new(),
            local_time,
        }
    }

    /// The list of which the queue was made.
    pub fn source(&self) -> &Query {
        &self.queue.query
    }

    /// The record under review: the deployment, or the school where it has none.
    pub fn subject(&self) -> Option<&RecordId> {
        let id = self.queue.current().filter(|_| !self.paused)?;
        Some(self.card.as_ref().map_or(id, |card| &card.id))
    }

    /// True while the schools are listed.
    pub fn is_listing(&self) -> bool {
        matches!(self.phase, Phase::Listing(_))
    }

    /// True when nothing of the queue is left, or those passed over alone.
    pub fn is_over(&self) -> bool {
        !self.is_listing() && (self.paused || self.queue.current().is_none())
    }

    /// Takes what is known of the school in.
    pub fn receive(&mut self, card: Box<Card>) {
        let top = match &self.card {
            Some(before) if before.id == card.id => self.top,
            _ => 0,
        };
        (self.card, self.error) = (Some(card), None);
        self.rest();
        self.scroll(top.cast_signed());
    }

    /// Says why nothing is known of the school.
    pub fn fail(&mut self, why: String) {
        (self.card, self.error) = (None, Some(why));
        self.rest();
    }

    /// Shows the end of the queue.
    pub fn end(&mut self) {
        (self.card, self.error) = (None, None);
        self.rest();
    }

    /// Takes in what keeps schools out still.
    pub fn stay(&mut self, causes: Vec<CauseCount>) {
        self.causes = causes;
        self.wrap();
    }

    fn rest(&mut self) {
        (self.phase, self.top) = (Phase::Idle, 0);
        self.wrap();
    }

    /// Takes the size of the pane; where signs are not said in words, its last rows name the verbs.
    pub fn resize(&mut self, columns: usize, rows: usize) {
        let rows = if self.sober {
            rows
        } else {
            rows.saturating_sub(bar_rows(columns))
        };
        if self.room != (columns, rows) {
            self.room = (columns, rows);
            self.wrap();
        }
    }

    /// Moves the visible part by lines.
    pub fn scroll(&mut self, by: isize) {
        let last = self.lines.len().saturating_sub(self.room.1);
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    /// True when there is more below the visible part.
    pub fn more(&self) -> bool {
        self.top + self.room.1 < self.lines.len()
    }

    /// How many schools left in the queue, the one shown included, wait for the same signature.
    pub fn waiting_together(&self) -> usize {
        let cause = self.card.as_ref().and_then(|card| card.cause.as_ref());
        let schools = cause.map_or(&[][..], |cause| &cause.schools);
        let left = |id: &&RecordId| self.queue.mark(id) == Some(ReviewMark::Left);
        schools.iter().filter(left).count()
    }

    /// The school shown and those of the list that wait for the same with it, for a rule.
    pub fn together(&self, rule: RuleCode) -> Vec<Target> {
        let Some(card) = &self.card else {
            return Vec::new();
        };
        let shared = card.shared.iter().filter(|shared| shared.rule == rule);
        let own = Target {
            id: card.id.clone(),
            label: card.dossier.title.clone(),
            entry: None,
        };
        let named = |id: &RecordId| {
            let label = self.names.get(id)?.clone();
            Some(Target {
                id: id.clone(),
                label,
                entry: None,
            })
        };
        let others = shared.flat_map(|shared| &shared.others).filter_map(named);
        std::iter::once(own).chain(others).collect()
    }

    fn wrap(&mut self) {
        self.lines = lines(self, self.room.0);
        self.scroll(0);
    }
}
