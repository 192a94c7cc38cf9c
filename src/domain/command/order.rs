//! A command together with what its author had seen.

use serde::{Deserialize, Serialize};

use super::Command;
use crate::domain::record::RecordId;

/// A command and the versions of the records that its author was looking at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What is asked.
    pub command: Command,
    /// What was seen. If one of them has moved, the answer is a conflict, never an overwrite.
    #[serde(default)]
    pub seen: Vec<Seen>,
}

impl Order {
    /// An order that depends on no version seen.
    pub fn blind(command: Command) -> Self {
        Self {
            command,
            seen: Vec::new(),
        }
    }

    /// Several orders as one: all of them or none, one journal entry.
    pub fn many(orders: impl IntoIterator<Item = Self>) -> Self {
        let (mut commands, mut seen) = (Vec::new(), Vec::new());
        for order in orders {
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
        }
    }
}

/// A record and the version of it that an operator saw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The record.
    pub id: RecordId,
    /// The journal entry that last changed it, as seen; 0 for a record that did not exist.
    pub version: u64,
}
