//! A rejected row as the case that it is: what it is about, and where a person goes on.

use serde::{Deserialize, Serialize};

use crate::domain::record::RecordId;

/// A case that a person is to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What it is about, in French, inert: `dossier 21800103 · LE GRESIVAUDAN`.
    pub about: String,
    /// Why the file alone does not settle it, in French.
    pub why: String,
    /// The row is imported, but for what the case is about.
    #[serde(default)]
    pub imported: bool,
    /// The record on which to go on; none where the base has none.
    pub record: Option<RecordId>,
}
