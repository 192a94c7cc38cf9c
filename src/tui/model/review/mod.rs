//! The review: a list of schools made into a queue, one school a screen.
//!
//! Invariant: the queue is fixed when the review starts; what is done changes the marks of its steps, never their
//! order nor their number.

mod card;
mod lines;
mod marks;
mod saved;

pub use card::{Card, Cause, Event};
pub use lines::lines;
pub use marks::{Counts, Mark, Step, Trace};
pub use saved::Saved;

use crossterm::event::KeyEvent;

use crate::domain::query::Query;
use crate::domain::record::RecordId;
use crate::tui::theme::Role;

/// A line of the screen, in pieces.
pub type Pieces = Vec<(Role, String)>;

/// What the review waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// The schools of the queue.
    Listing,
    /// The school to show.
    Reading,
    /// What a signature did to the schools that waited for it.
    Settling(Vec<RecordId>),
    /// Nothing: the operator.
    Idle,
}

/// The review of a queue.
#[derive(Debug, Clone)]
pub struct Review {
    /// The list that became the queue.
    pub source: Query,
    /// What narrowed that list, in words; empty for the whole list.
    pub label: String,
    /// The schools, in the order of the list.
    pub queue: Vec<Step>,
    /// The step shown; the length of the queue once its end is reached.
    pub at: usize,
    /// What is known of the school shown.
    pub card: Option<Box<Card>>,
    /// Why nothing is known of it.
    pub error: Option<String>,
    /// What is awaited.
    pub phase: Phase,
    /// The number of the request on its way.
    pub asked: u64,
    /// The keys typed meanwhile: they are meant for the school to come.
    pub held: Vec<KeyEvent>,
    /// What each order of this review changed in the queue.
    pub trail: Vec<Trace>,
    /// The first visible line.
    pub top: usize,
    /// The lines of the school, wrapped.
    pub lines: Vec<Pieces>,
    /// The size of the pane: columns and rows.
    pub room: (usize, usize),
}

impl Review {
    /// A review whose queue is not read yet.
    pub fn new(source: Query, label: String) -> Self {
        Self {
            source,
            label,
            queue: Vec::new(),
            at: 0,
            card: None,
            error: None,
            phase: Phase::Listing,
            asked: 0,
            held: Vec::new(),
            trail: Vec::new(),
            top: 0,
            lines: Vec::new(),
            room: (0, 0),
        }
    }

    /// The record under review: the deployment, or the school where it has none.
    pub fn subject(&self) -> Option<&RecordId> {
        let step = self.queue.get(self.at)?;
        Some(self.card.as_ref().map_or(&step.id, |card| &card.id))
    }

    /// True at the end of the queue.
    pub fn is_over(&self) -> bool {
        self.phase != Phase::Listing && self.at >= self.queue.len()
    }

    /// Takes what is known of the school in.
    pub fn receive(&mut self, card: Box<Card>) {
        (self.card, self.error) = (Some(card), None);
        (self.phase, self.top) = (Phase::Idle, 0);
        self.wrap();
    }

    /// Says why nothing is known of the school.
    pub fn fail(&mut self, why: String) {
        (self.card, self.error) = (None, Some(why));
        self.phase = Phase::Idle;
        self.wrap();
    }

    /// Shows the end of the queue.
    pub fn end(&mut self) {
        (self.card, self.error) = (None, None);
        (self.phase, self.top) = (Phase::Idle, 0);
        self.wrap();
    }

    /// Takes the size of the pane.
    pub fn resize(&mut self, columns: usize, rows: usize) {
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

    /// How many schools to see in the queue, the one shown included, wait for the same signature.
    pub fn waiting_together(&self) -> usize {
        let cause = self.card.as_ref().and_then(|card| card.cause.as_ref());
        cause.map_or(0, |cause| {
            let waits = |step: &&Step| step.mark == Mark::ToSee && cause.schools.contains(&step.id);
            self.queue.iter().filter(waits).count()
        })
    }

    fn wrap(&mut self) {
        self.lines = lines(self, self.room.0);
        self.scroll(0);
    }
}
