//! Styles by role, in the terminal's sixteen colours or without any.
//!
//! A style only repeats what a sign or a word says already: without colour nothing is lost.

mod look;
mod palette;
mod sign;

use ratatui::style::Style;

pub use look::Look;
pub use palette::Palette;
pub use sign::standing_sign;

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Text,
    /// What may be overlooked: labels, counts, dates of the past.
    Muted,
    /// The header's first line and the titles of panes.
    Title,
    /// The border of a pane.
    Border,
    /// The border and title of the pane that has the focus.
    Focused,
    /// The selected row of the focused pane.
    Selected,
    /// The selected row of another pane.
    Resting,
    Marked,
    /// A finding that blocks the registration (`⚑`).
    Blocking,
    /// A finding to regularise (`!`).
    Critical,
    Warning,
    /// What is in order (`✓`).
    Ok,
    /// What only waits for the operator (`»`): a school that may be registered.
    Ready,
    /// A text that leads to a record.
    Link,
    /// A chip of the scope.
    Chip,
    /// A key in the footer or in help.
    Key,
    /// The part of a name that the search found.
    Match,
    /// What is said when something was refused or went wrong.
    Error,
    /// What is said when something was done.
    Done,
    /// A field that takes typed text.
    Field,
}

/// A set of styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme(Palette);

impl Theme {
    /// Makes the theme of a palette.
    pub fn new(palette: Palette) -> Self {
        Self(palette)
    }

    /// Gives the style of a role.
    pub fn style(self, role: Role) -> Style {
        self.0.style(role)
    }
}
