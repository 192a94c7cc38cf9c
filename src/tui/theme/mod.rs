//! Styles by role, in the terminal's sixteen colours or without any.
//!
//! A style only repeats what a sign or a word says already: without colour nothing is lost.

mod look;
mod sign;

use ratatui::style::{Color, Modifier, Style};

pub use look::Look;
pub use sign::standing_sign;

/// What a piece of the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
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
    /// A marked row.
    Marked,
    /// A finding that blocks the registration (`⚑`).
    Blocking,
    /// A finding to regularise (`!`).
    Critical,
    /// A warning.
    Warning,
    /// What is in order (`✓`).
    Ok,
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
pub struct Theme {
    colours: bool,
    styled: bool,
}

impl Theme {
    /// Makes the theme with colours, or the one with bold, underline and reverse alone.
    pub fn new(colours: bool) -> Self {
        Self {
            colours,
            styled: true,
        }
    }

    /// Makes the theme without any style: what a style would repeat is said in words.
    pub fn none() -> Self {
        Self {
            colours: false,
            styled: false,
        }
    }

    /// Gives the style of a role.
    pub fn style(self, role: Role) -> Style {
        if !self.styled {
            return Style::new();
        }
        let (colour, modifier) = if self.colours {
            coloured(role)
        } else {
            (Color::Reset, plain(role))
        };
        let style = Style::new().add_modifier(modifier);
        if colour == Color::Reset {
            style
        } else {
            style.fg(colour)
        }
    }
}

/// Colours that read on a light and on a dark ground; muted text is left to the terminal's dim.
fn coloured(role: Role) -> (Color, Modifier) {
    match role {
        Role::Text | Role::Border => (Color::Reset, Modifier::empty()),
        Role::Muted => (Color::Reset, Modifier::DIM),
        Role::Title => (Color::Reset, Modifier::BOLD),
        Role::Focused => (Color::Cyan, Modifier::BOLD),
        Role::Selected => (Color::Reset, Modifier::REVERSED),
        Role::Resting | Role::Field => (Color::Reset, Modifier::UNDERLINED),
        Role::Marked => (Color::Magenta, Modifier::BOLD),
        Role::Blocking => (Color::Red, Modifier::empty()),
        Role::Critical | Role::Error => (Color::Red, Modifier::BOLD),
        Role::Warning => (Color::Yellow, Modifier::empty()),
        Role::Ok | Role::Done => (Color::Green, Modifier::empty()),
        Role::Chip => (Color::Cyan, Modifier::REVERSED),
        Role::Key => (Color::Cyan, Modifier::empty()),
        Role::Match => (Color::Yellow, Modifier::BOLD),
    }
}

fn plain(role: Role) -> Modifier {
    match role {
        Role::Text | Role::Muted | Role::Border | Role::Ok | Role::Done => Modifier::empty(),
        Role::Title
        | Role::Focused
        | Role::Marked
        | Role::Blocking
        | Role::Key
        | Role::Match
        | Role::Error => Modifier::BOLD,
        Role::Selected | Role::Chip => Modifier::REVERSED,
        Role::Resting | Role::Field | Role::Warning => Modifier::UNDERLINED,
        Role::Critical => Modifier::BOLD.union(Modifier::UNDERLINED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 18] = [
        Role::Text,
        Role::Muted,
        Role::Title,
        Role::Border,
        Role::Focused,
        Role::Selected,
        Role::Resting,
        Role::Marked,
        Role::Blocking,
        Role::Critical,
        Role::Warning,
        Role::Ok,
        Role::Chip,
        Role::Key,
        Role::Match,
        Role::Error,
        Role::Done,
        Role::Field,
    ];

    #[test]
    fn without_colours_no_style_has_one() {
        let allowed = Modifier::BOLD | Modifier::UNDERLINED | Modifier::REVERSED;
        for role in ROLES {
            let style = Theme::new(false).style(role);
            assert_eq!((style.fg, style.bg), (None, None), "{role:?}");
            assert!(allowed.contains(style.add_modifier), "{role:?}");
        }
    }

    #[test]
    fn colours_are_the_terminals_own() {
        for role in ROLES {
            let style = Theme::new(true).style(role);
            assert!(
                !matches!(style.fg, Some(Color::Rgb(..) | Color::Indexed(_))),
                "{role:?}"
            );
            assert_eq!(
                style.bg, None,
                "{role:?}: a ground of ours would fight the terminal's"
            );
        }
    }

    #[test]
    fn the_focused_pane_and_the_selected_row_stand_out_in_both() {
        for theme in [Theme::new(true), Theme::new(false)] {
            assert_ne!(theme.style(Role::Focused), theme.style(Role::Border));
            assert_ne!(theme.style(Role::Selected), theme.style(Role::Resting));
            assert_ne!(theme.style(Role::Selected), theme.style(Role::Text));
        }
    }
}
