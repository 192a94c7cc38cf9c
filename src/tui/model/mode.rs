//! What the screen is used for: the panes, or a mode that takes their place. Esc leaves any mode.

use super::Model;
use super::agenda_page::AgendaPage;
use super::day_page::DayPage;
use super::figures::Dashboard;
use super::review::Review;

/// What lies between the header and the message line.
#[derive(Debug, Clone, Default)]
pub enum Mode {
    /// The four lists and the dossier.
    #[default]
    Panes,
    /// One school of a queue at a time.
    Review(Box<Review>),
    /// The pictures of the figures.
    Figures(Box<Dashboard>),
    /// The day's work.
    Day(Box<DayPage>),
    /// What falls on each day.
    Agenda(Box<AgendaPage>),
}

impl Model {
    /// The review, in its mode.
    pub fn review(&self) -> Option<&Review> {
        match &self.mode {
            Mode::Review(review) => Some(review),
            Mode::Panes | Mode::Figures(_) | Mode::Day(_) | Mode::Agenda(_) => None,
        }
    }

    /// The review, to be changed.
    pub fn review_mut(&mut self) -> Option<&mut Review> {
        match &mut self.mode {
            Mode::Review(review) => Some(review),
            Mode::Panes | Mode::Figures(_) | Mode::Day(_) | Mode::Agenda(_) => None,
        }
    }

    /// The dashboard, in its mode.
    pub fn figures(&self) -> Option<&Dashboard> {
        match &self.mode {
            Mode::Figures(dashboard) => Some(dashboard),
            Mode::Panes | Mode::Review(_) | Mode::Day(_) | Mode::Agenda(_) => None,
        }
    }

    /// The dashboard, to be changed.
    pub fn figures_mut(&mut self) -> Option<&mut Dashboard> {
        match &mut self.mode {
            Mode::Figures(dashboard) => Some(dashboard),
            Mode::Panes | Mode::Review(_) | Mode::Day(_) | Mode::Agenda(_) => None,
        }
    }

    /// The page of the day's work, in its mode.
    pub fn day_page(&self) -> Option<&DayPage> {
        match &self.mode {
            Mode::Day(page) => Some(page),
            Mode::Panes | Mode::Review(_) | Mode::Figures(_) | Mode::Agenda(_) => None,
        }
    }

    /// The page of the day's work, to be changed.
    pub fn day_page_mut(&mut self) -> Option<&mut DayPage> {
        match &mut self.mode {
            Mode::Day(page) => Some(page),
            Mode::Panes | Mode::Review(_) | Mode::Figures(_) | Mode::Agenda(_) => None,
        }
    }

    /// The agenda, in its mode.
    pub fn agenda_page(&self) -> Option<&AgendaPage> {
        match &self.mode {
            Mode::Agenda(page) => Some(page),
            Mode::Panes | Mode::Review(_) | Mode::Figures(_) | Mode::Day(_) => None,
        }
    }

    /// The agenda, to be changed.
    pub fn agenda_page_mut(&mut self) -> Option<&mut AgendaPage> {
        match &mut self.mode {
            Mode::Agenda(page) => Some(page),
            Mode::Panes | Mode::Review(_) | Mode::Figures(_) | Mode::Day(_) => None,
        }
    }

    /// True where the panes are shown.
    pub fn on_panes(&self) -> bool {
        matches!(self.mode, Mode::Panes)
    }
}
