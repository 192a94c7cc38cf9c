//! A command together with what its author had seen.

use serde::{Deserialize, Serialize};

use super::{Command, OrderId};
use crate::domain::document::Described;
use crate::domain::record::RecordId;
use crate::domain::register::EntryNumber;

/// A command and the versions of the records that its author was looking at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    pub command: Command,
    /// What was seen. If one of them has moved, the answer is a conflict, never an overwrite.
    #[serde(default)]
    pub seen: Vec<Seen>,
    /// The number under which it may be asked again; none where an answer cannot get lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<OrderId>,
    /// The stages of the schools that its facts leave behind are moved with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub stages: bool,
}

impl Order {
    /// An order that depends on no version seen.
    pub fn blind(command: Command) -> Self {
        Self {
            command,
            seen: Vec::new(),
            id: None,
            stages: false,
        }
    }

    /// An order that rests on versions seen.
    pub fn seeing(command: Command, seen: Vec<Seen>) -> Self {
        Self {
            seen,
            ..Self::blind(command)
        }
    }

    /// The same order, with the stages of the schools that its facts leave behind, or without.
    #[must_use]
    pub fn with_stages(self, stages: bool) -> Self {
        Self { stages, ..self }
    }

    /// True where this is another order again, under whatever number.
    pub fn is_again(&self, other: &Self) -> bool {
        (&self.command, &self.seen, self.stages) == (&other.command, &other.seen, other.stages)
            && (other.id.is_none() || self.id == other.id)
    }

    /// The same order, with another command after its own.
    #[must_use]
    pub fn followed_by(self, command: Command) -> Self {
        let mut commands: Vec<Command> = self.commands().cloned().collect();
        commands.push(command);
        Self {
            command: Command::Many { commands },
            ..self
        }
    }

    /// Its commands: several, or the one that it is.
    pub fn commands(&self) -> impl Iterator<Item = &Command> {
        match &self.command {
            Command::Many { commands } => commands.iter(),
            single => std::slice::from_ref(single).iter(),
        }
    }

    /// The document that it attaches; none where it attaches none, or several: one file goes with an order.
    pub fn document(&self) -> Option<&Described> {
        let mut attached = self.commands().filter_map(|command| match command {
            Command::Attach { document, .. } => Some(document),
            _ => None,
        });
        attached.next().filter(|_| attached.next().is_none())
    }

    /// The register entries that it reviews.
    pub fn reviewed(&self) -> impl Iterator<Item = EntryNumber> {
        self.commands().filter_map(|command| match command {
            Command::Review { entry, .. } => Some(*entry),
            _ => None,
        })
    }

    /// Several orders as one: all of them or none, one journal entry.
    pub fn many(orders: impl IntoIterator<Item = Self>) -> Self {
        let (mut commands, mut seen, mut stages) = (Vec::new(), Vec::new(), false);
        for order in orders {
            stages |= order.stages;
            commands.push(order.command);
            order.seen.into_iter().for_each(|one| {
                if !seen.contains(&one) {
                    seen.push(one);
                }
            });
        }
        Self {
            command: Command::Many { commands },
            seen,
            id: None,
            stages,
        }
    }
}

/// A record and the version of it that an operator saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    pub id: RecordId,
    /// The journal entry that last changed it, as seen; 0 for a record that did not exist.
    pub version: u64,
}
