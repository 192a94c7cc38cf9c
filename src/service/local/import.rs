//! Files that are imported in process: the order to import the last one waits here until it is carried out.

use super::Local;
use crate::domain::command::{ImportKind, Order};
use crate::exchange::Detail;
use crate::exchange::source::Source;
use crate::service::{ArchiveError, Desk, DeskError, Planned, Receipt, plan};

impl Local {
    /// Reads a file against the base, and keeps the order to import it: its rejected rows go with what is shown.
    pub(super) fn planned_of(
        &mut self,
        kind: ImportKind,
        source: &Source,
        detail: Detail,
    ) -> Result<Planned, DeskError> {
        self.import = None;
        let (registry, trial) = (self.registry(), self.is_trial());
        let (plan, reading) = plan(kind, source, registry, self.today(), self.departements(), trial)
            .map_err(ArchiveError::into_desk_error)?;
        let mut planned = Planned::new(&plan, &reading, detail, self.effects(&plan))?;
        if reading.import.dated.is_some() {
            planned = planned.after(self.last_file_day(kind)?, &reading);
        }
        self.import = Some(reading.into_order());
        Ok(planned)
    }

    /// Takes the order to import the file planned last.
    pub fn take_import(&mut self) -> Option<Order> {
        self.import.take()
    }

    /// Carries out the import of the file planned last; without one, says what became of the order of that number.
    pub(super) fn import_planned(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        let nothing = || DeskError::TurnedAway("aucun fichier n’a été lu\u{a0}: recommencez".to_owned());
        let Some(import) = self.take_import() else {
            let known = order.id.map(|id| self.imported_before(id)).transpose()?;
            return known.flatten().ok_or_else(nothing);
        };
        let import = import.with_stages(order.stages);
        self.execute(&Order {
            id: order.id,
            ..import
        })
    }
}
