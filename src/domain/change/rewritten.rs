//! The records in which the key that is corrected is rewritten.

use super::{Change, Correction};
use crate::domain::record::{Kind, RecordId};

/// How many of them are named; the others are counted.
const NAMED: usize = 5;

/// The records that name the key that a correction gives up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewritten(Vec<RecordId>);

impl Rewritten {
    /// Those of a correction; none of other changes, and where nothing names the key.
    pub fn among(changes: &[Change]) -> Option<Self> {
        Correction::among(&changes.iter())?;
        let updated = changes
            .iter()
            .filter(|change| change.before.is_some() && change.after.is_some());
        let ids: Vec<RecordId> = updated.filter_map(Change::id).collect();
        (!ids.is_empty()).then_some(Self(ids))
    }

    /// True where more than one is rewritten, or an entry of the register is: a bare Enter does not confirm it.
    pub fn ask_for_confirmation(&self) -> bool {
        self.0.len() > 1 || self.0.iter().any(|id| id.kind() == Kind::Entry)
    }

    /// The first of them and how many others, in French.
    pub fn words(&self) -> String {
        let first: Vec<String> = self.0.iter().take(NAMED).map(RecordId::label).collect();
        let more = match self.0.len().saturating_sub(NAMED) {
            0 => String::new(),
            1 => " et un autre".to_owned(),
            more => format!(" et {more} autres"),
        };
        format!("Clé récrite aussi dans\u{a0}: {}{more}.", first.join(", "))
    }
}
