//! What taking back the operator's last entry would do, or doing it again.

use crate::domain::record::RecordId;
use crate::service::{Deed, DeskError, Outcome};

/// The entry that would be taken back, and what that would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undoing {
    pub deed: Deed,
    /// What would become of its records, or why it is refused.
    pub told: Result<Outcome, DeskError>,
    /// What its records are about, each once, with its name; of one that is refused, the records that changed since, as
    /// many as are named.
    pub names: Vec<(RecordId, String)>,
}
