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

/// The rights that a command takes: of several commands, all that they take.
pub fn required(command: &Command) -> BTreeSet<Right> {
    match command {
        Command::Many { commands } => commands.iter().flat_map(required).collect(),
        single => BTreeSet::from([right(single)]),
    }
}

fn right(command: &Command) -> Right {
    match command {
        Command::Import(import) => match import.kind {
            ImportKind::Conseils => Right::Gestion,
            _ => Right::Administration,
        },
        Command::Review { .. } => Right::Dpd,
        Command::SaveView { view } if !view.shared => Right::Lecture,
        Command::RemoveView { shared: false, .. } => Right::Lecture,
        _ => Right::Gestion,
    }
}
