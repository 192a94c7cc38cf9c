//! Who works at a desk, and what they may do.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::journal::Actor;
use crate::domain::permit::Right;

/// Who works at a desk: the account as the kernel knows it, never as a client claims it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    pub actor: Actor,
    /// What it may do, by its Unix groups.
    pub rights: BTreeSet<Right>,
}
