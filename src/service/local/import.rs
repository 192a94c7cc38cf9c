//! Files that are imported in process: what was read of the last one waits here until it is carried out.

use super::Local;
use crate::domain::command::{ImportKind, Order};
use crate::exchange::source::Source;
use crate::exchange::{Detail, Reading};
use crate::service::{ArchiveError, Desk, DeskError, Planned, Receipt, plan};

impl Local {
    /// Reads a file against the base, and keeps what was read.
    pub(super) fn planned_of(
        &mut self,
        kind: ImportKind,
        source: &Source,
        detail: Detail,
    ) -> Result<Planned, DeskError> {
        self.reading = None;
        let (registry, trial) = (self.registry(), self.is_trial());
        let (plan, reading) = plan(kind, source, registry, self.today(), self.departements(), trial)
            .map_err(ArchiveError::into_desk_error)?;
        let mut planned = Planned::new(&plan, &reading, detail, self.effects(&plan))?;
        if reading.import.dated.is_some() {
            planned = planned.after(self.last_file_day(kind)?, &reading);
        }
        self.reading = Some(reading);
        Ok(planned)
    }

    /// Takes what was read of the file planned last.
    pub fn take_reading(&mut self) -> Option<Reading> {
        self.reading.take()
    }

    /// Carries out what was read of the file planned last; without one, says what became of the order of that number.
    pub(super) fn import_planned(&mut self, order: &Order) -> Result<Receipt, DeskError> {
        let nothing = || DeskError::TurnedAway("aucun fichier n’a été lu\u{a0}: recommencez".to_owned());
        let Some(reading) = self.take_reading() else {
            let known = order.id.map(|id| self.imported_before(id)).transpose()?;
            return known.flatten().ok_or_else(nothing);
        };
        let read = reading.into_order().with_stages(order.stages);
        self.execute(&Order { id: order.id, ..read })
    }
}
