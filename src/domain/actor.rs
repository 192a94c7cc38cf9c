//! Who acts.

use serde::{Deserialize, Serialize};

/// Who acts, as the kernel knows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The account's number.
    pub uid: u32,
    /// The account's name.
    pub name: String,
}
