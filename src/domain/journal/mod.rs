//! The journal: who asked what, when, and each record before and after.

mod head;
pub mod instant;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use super::actor::Actor;
pub use super::id::{Digest, hex, unhex};
pub use head::{Head, HeadError};

use super::change::Change;
use super::command::{Command, OrderId};

/// One entry of the journal. It is written with its records in one durable transaction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place: 1, 2, 3…, without a gap.
    pub seq: u64,
    /// When, by the clock of the machine that holds the base; never before the entry that precedes it, but where that
    /// clock was taken up again ([`Command::ResumeClock`]).
    pub at: DateTime<Utc>,
    pub actor: Actor,
    /// What was asked; of an import, its source and its counts.
    pub command: Command,
    /// The number that the client gave the order; none where it gave none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderId>,
    /// The edition of the rules by which it made an entry of the register, or made one active again;
    /// [`Entry::FIRST_EDITION`] where it made none, or was written before editions were noted.
    #[serde(default = "first_edition", skip_serializing_if = "is_first_edition")]
    pub edition: u32,
    /// Each record before and after.
    pub changes: Vec<Change>,
}

impl Entry {
    /// The edition that is not written down.
    pub const FIRST_EDITION: u32 = 1;
}

fn first_edition() -> u32 {
    Entry::FIRST_EDITION
}

/// True of the edition that is not written down.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
pub fn is_first_edition(edition: &u32) -> bool {
    *edition == Entry::FIRST_EDITION
}
