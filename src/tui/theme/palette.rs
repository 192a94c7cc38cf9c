//! The palettes: which of the sixteen colours a role has, on which ground.
//!
//! Terminals differ in what their colours are. A palette holds where each of its roles has a contrast of 4.5 at least on
//! its ground, in all of those that the test names. Many terminals show bold text of the first eight colours in the
//! brighter eight, which on a light ground have no contrast: there, no colour is bold. No role is dim: what contrast a dim
//! text has is the terminal's, and on a slow line a page and its dossier would take 300 bytes more.

use ratatui::style::{Color, Modifier, Style};

use super::Role;
use crate::config::Ground;

/// Which styles there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Palette {
    /// None: what a style would repeat is said in words.
    None,
    /// Bold, underline and reverse alone.
    Plain,
    /// Those that hold whatever the ground.
    AnyGround,
    /// Those of a ground.
    On(Ground),
}

impl Palette {
    /// Gives the style of a role.
    pub(super) fn style(self, role: Role) -> Style {
        match self {
            Self::None => Style::new(),
            Self::Plain => plain(role),
            Self::AnyGround => any(role),
            Self::On(Ground::Light) => light(role),
            Self::On(Ground::Dark) => dark(role),
        }
    }
}

fn plain(role: Role) -> Style {
    let modifier = match role {
        Role::Text | Role::Muted | Role::Border | Role::Ok | Role::Done | Role::Warning => Modifier::empty(),
        Role::Title
        | Role::Focused
        | Role::Marked
        | Role::Blocking
        | Role::Ready
        | Role::Key
        | Role::Match
        | Role::Error => Modifier::BOLD,
        Role::Selected | Role::Chip => Modifier::REVERSED,
        Role::Resting | Role::Field | Role::Link => Modifier::UNDERLINED,
        Role::Critical => Modifier::BOLD.union(Modifier::UNDERLINED),
    };
    Style::new().add_modifier(modifier)
}

/// No colour holds on white and on black: what has one brings its own ground, all else is as without colours.
fn any(role: Role) -> Style {
    match role {
        Role::Error | Role::Critical => Style::new().fg(Color::White).bg(Color::Red),
        Role::Ready => Style::new().fg(Color::Black).bg(Color::Green),
        Role::Key => Style::new().fg(Color::White).bg(Color::Blue),
        role => plain(role),
    }
}

fn light(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Focused | Role::Key | Role::Ok | Role::Done | Role::Link => style.fg(Color::Blue),
        Role::Ready => style.fg(Color::Blue).add_modifier(Modifier::UNDERLINED),
        Role::Chip => style.fg(Color::Blue).add_modifier(Modifier::REVERSED),
        Role::Marked | Role::Blocking | Role::Warning => style.fg(Color::Magenta),
        Role::Match => style.fg(Color::Magenta).add_modifier(Modifier::UNDERLINED),
        Role::Critical | Role::Error => style.fg(Color::Red),
        role => ground(role),
    }
}

fn dark(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Focused => style.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Key | Role::Link => style.fg(Color::Cyan),
        Role::Chip => style.fg(Color::Cyan).add_modifier(Modifier::REVERSED),
        Role::Ok | Role::Done => style.fg(Color::Green),
        Role::Ready => style.fg(Color::LightGreen).add_modifier(Modifier::BOLD),
        Role::Marked => style.fg(Color::LightCyan).add_modifier(Modifier::BOLD),
        Role::Blocking | Role::Warning => style.fg(Color::LightYellow),
        Role::Match => style.fg(Color::LightYellow).add_modifier(Modifier::BOLD),
        Role::Critical | Role::Error => style.fg(Color::LightRed).add_modifier(Modifier::BOLD),
        role => ground(role),
    }
}

/// What has the terminal's own colours on each ground.
fn ground(role: Role) -> Style {
    Style::new().add_modifier(match role {
        Role::Title => Modifier::BOLD,
        Role::Selected => Modifier::REVERSED,
        Role::Resting | Role::Field => Modifier::UNDERLINED,
        _ => Modifier::empty(),
    })
}

#[cfg(test)]
mod tests;
