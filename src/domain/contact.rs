//! People to write to.

use serde::{Deserialize, Serialize};

/// A person to write to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What they are: `élu aux écoles`, `DPO`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// Their name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Their e-mail.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub email: String,
    /// Their telephone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub telephone: String,
}
