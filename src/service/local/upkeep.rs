//! What was last done for the safety of the base.

use chrono::{DateTime, Utc};

use super::Local;
use crate::domain::journal::Head;
use crate::service::DeskError;
use crate::store::{Damage, UpkeepFile, parted_from};

impl Local {
    /// Keeps the note of what is done for the safety of the base in a file.
    #[must_use]
    pub fn with_upkeep(self, upkeep: UpkeepFile) -> Self {
        Self { upkeep, ..self }
    }

    /// The instant that the clock says, at which a task is noted.
    pub fn now(&self) -> DateTime<Utc> {
        self.clocks.now()
    }

    /// Where what is done for the safety of the base is noted; for another thread.
    pub fn upkeep(&self) -> UpkeepFile {
        self.upkeep.clone()
    }

    /// Refuses a head that this base never had.
    ///
    /// # Errors
    ///
    /// [`DeskError::TurnedAway`] for such a head; [`DeskError::Store`] where the journal is not read.
    pub fn must_have_had(&self, head: Head) -> Result<(), DeskError> {
        match parted_from(self.journal.store.as_ref(), head)? {
            None => Ok(()),
            Some(Damage { place, what }) => Err(DeskError::TurnedAway(format!(
                "ce n’est pas une copie de cette base\u{a0}: {place}\u{a0}: {what}"
            ))),
        }
    }
}
