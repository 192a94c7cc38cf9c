//! Who may do what: one table.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::command::{Command, ImportKind};

/// A right, given to a Unix group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Sees.
    Lecture,
    /// Changes.
    Gestion,
    /// Reviews, and lifts a review.
    Dpd,
    /// Imports over existing data, restores, configures.
    Administration,
}

impl Right {
    /// Every right, from the least on.
    pub const ALL: [Self; 4] = [Self::Lecture, Self::Gestion, Self::Dpd, Self::Administration];

    /// The French name of the right.
    pub fn label(self) -> &'static str {
        match self {
            Self::Lecture => "lecture",
            Self::Gestion => "gestion",
            Self::Dpd => "DPD",
            Self::Administration => "administration",
        }
    }
}

/// The rights of those who belong to the Unix group that stands for a right.
pub fn granted(group: Right) -> &'static [Right] {
    match group {
        Right::Lecture => &[Right::Lecture],
        Right::Gestion => &[Right::Lecture, Right::Gestion],
        Right::Dpd => &[Right::Lecture, Right::Dpd],
        Right::Administration => &[Right::Lecture, Right::Gestion, Right::Administration],
    }
}

/// The rights that it takes to import a file of a kind. A register is taken over by who may review it and may import.
pub fn to_import(kind: ImportKind) -> &'static [Right] {
    match kind {
        ImportKind::Conseils => &[Right::Gestion],
        ImportKind::Registre => &[Right::Dpd, Right::Administration],
        _ => &[Right::Administration],
    }
}

/// The right to take the whole base out, or to fill it: private views and the journal are in it.
pub fn to_copy() -> &'static [Right] {
    &[Right::Administration]
}

/// The rights that a command takes: of several commands, all that they take.
pub fn required(command: &Command) -> BTreeSet<Right> {
    match command {
        Command::Many { commands } => commands.iter().flat_map(required).collect(),
        Command::Import(import) => to_import(import.kind).iter().copied().collect(),
        single => BTreeSet::from([right(single)]),
    }
}

fn right(command: &Command) -> Right {
    match command {
        Command::Review { .. } => Right::Dpd,
        Command::ResumeClock { .. } => Right::Administration,
        Command::SaveView { view } if !view.shared => Right::Lecture,
        Command::RemoveView { shared: false, .. } => Right::Lecture,
        _ => Right::Gestion,
    }
}
