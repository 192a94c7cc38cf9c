//! What the screen is used for: the panes, or a mode that takes their place. Esc leaves any mode.

use super::Model;
use super::review::Review;

/// What lies between the header and the message line.
#[derive(Debug, Clone, Default)]
pub enum Mode {
    /// The four lists and the dossier.
    #[default]
    Panes,
    /// One school of a queue at a time.
    Review(Box<Review>),
}

impl Model {
    /// The review, in its mode.
    pub fn review(&self) -> Option<&Review> {
        match &self.mode {
            Mode::Review(review) => Some(review),
            Mode::Panes => None,
        }
    }

    /// The review, to be changed.
    pub fn review_mut(&mut self) -> Option<&mut Review> {
        match &mut self.mode {
            Mode::Review(review) => Some(review),
            Mode::Panes => None,
        }
    }

    /// True where the panes are shown.
    pub fn on_panes(&self) -> bool {
        matches!(self.mode, Mode::Panes)
    }
}
