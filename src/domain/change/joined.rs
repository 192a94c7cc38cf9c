//! Two records that changes make one.

use super::Change;
use crate::domain::record::{Kind, Record, RecordId};

/// The two records that changes make one, or that the undo of that makes two again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The key that goes.
    pub from: RecordId,
    /// The key that stays.
    pub to: RecordId,
}

impl Joined {
    /// The two records; none where changes make none of two.
    pub fn among(changes: &[Change]) -> Option<Self> {
        let mark = |record: &Option<Record>| match record {
            // The uses of a school go with it.
            Some(Record::FormerKey(mark)) if mark.merged && mark.key.kind() != Kind::Deployment => {
                Some((mark.key.clone(), mark.became.clone()?))
            }
            _ => None,
        };
        let told = |change: &Change| match (mark(&change.before), mark(&change.after)) {
            (was, is) if was == is => None,
            (was, is) => is.or(was),
        };
        let (from, to) = changes.iter().find_map(told)?;
        Some(Self { from, to })
    }
}
