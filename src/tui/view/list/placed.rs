//! A column in its place: its title, and what it shows of a row.

use crate::domain::query::page::{Row, Summary};
use crate::domain::query::row::{Cell, Column, Look};
use crate::domain::rule::Standing;
use crate::tui::theme::{Role, standing_sign};

/// A column with its place on the screen.
#[derive(Debug)]
pub struct Placed {
    pub column: &'static Column,
    /// The column whose value is written behind its own.
    pub behind: Option<&'static Column>,
    /// It starts with the sign of the row.
    pub has_sign: bool,
    pub x: u16,
    /// How wide it is, the gap behind it not counted.
    pub width: u16,
}

impl Placed {
    /// The title; a count beside the sign of the row has none.
    pub fn title(&self) -> String {
        match self.behind {
            _ if self.is_beside_sign() => String::new(),
            Some(behind) => format!("{}, {}", self.column.title, behind.title.to_lowercase()),
            None => self.column.title.to_owned(),
        }
    }

    /// The width that it has where there is room for as much of each.
    pub fn wished(&self) -> u16 {
        if self.has_sign {
            self.width
        } else {
            self.column.width.wished
        }
    }

    /// True for a count beside the sign of the row.
    pub fn is_beside_sign(&self) -> bool {
        self.has_sign && self.column.look == Look::BesideSign
    }

    /// The whole value of a row, and how it is drawn.
    pub fn value(&self, row: &Row) -> (Role, String) {
        let cell = self.column.cell(row);
        let role = match (self.column.look, &cell) {
            (Look::Sign | Look::RowSign, cell) => {
                let held = matches!(cell, Cell::Flag(_)).then(|| *cell == Cell::Flag(true));
                let (sign, role) = held_sign(held);
                return (role, sign.to_string());
            }
            (Look::BesideSign, Cell::Number(0)) if self.has_sign => return (Role::Text, String::new()),
            (Look::BesideSign, _) if self.has_sign => lead(row).1,
            (Look::Muted, _) => Role::Muted,
            (Look::Plain | Look::Matched | Look::BesideSign, _) => Role::Text,
        };
        let behind = self.behind.map(|behind| behind.cell(row).to_string());
        let text = match (behind.filter(|text| !text.is_empty()), cell) {
            (Some(behind), cell) => format!("{cell} · {behind}"),
            (None, Cell::Text(text)) => text,
            (None, cell) => cell.to_string(),
        };
        (role, text)
    }
}

/// The sign at the start of a row: what is known of its record in one character.
pub fn lead(row: &Row) -> (char, Role) {
    match row {
        Row::School(row) => standing_sign(row.standing),
        Row::Collectivite(row) => of_schools(&row.counts),
        Row::Provider(row) => held_sign(Some(row.art28)),
        Row::Convention(row) => match row.awaits {
            Some(_) => ('…', Role::Text),
            None if row.lapsed => ('✗', Role::Critical),
            None => held_sign(Some(row.in_force)),
        },
        Row::Any(_) => (' ', Role::Text),
    }
}

/// The sign of some schools together: blocked where one is, else ready where one is, registered where all are that the conventions are about.
fn of_schools(counts: &Summary) -> (char, Role) {
    let registered = counts.of(Standing::Registered);
    if counts.of(Standing::Blocked) > 0 {
        standing_sign(Standing::Blocked)
    } else if counts.of(Standing::Ready) > 0 {
        standing_sign(Standing::Ready)
    } else if registered > 0 && registered + counts.of(Standing::OutOfScope) == counts.schools() {
        standing_sign(Standing::Registered)
    } else {
        (' ', Role::Text)
    }
}

/// The sign of a convention: in force, not, or not looked at.
fn held_sign(held: Option<bool>) -> (char, Role) {
    match held {
        Some(true) => ('✓', Role::Ok),
        Some(false) => ('✗', Role::Text),
        None => ('–', Role::Muted),
    }
}
