//! What the journal says of the uses that the former format overwrote.

use super::Local;
use crate::domain::command::Command;
use crate::domain::decide::Overwritten;
use crate::domain::deployment::Deployment;
use crate::store::StoreError;
use crate::system::wall;

impl Local {
    /// The uses that were overwritten, where an order asks for them: the journal is read whole.
    pub(super) fn overwritten(&self, command: &Command) -> Result<Vec<Deployment>, StoreError> {
        if !matches!(command, Command::RecoverUses) {
            return Ok(Vec::new());
        }
        let mut found = Overwritten::default();
        self.journal.store.journal(1, &mut |link| {
            found.take(&link.entry, wall::day(link.entry.at));
            true
        })?;
        Ok(found.uses())
    }
}
