//! Which row of a sheet is its header: the first that has every required column, titles above it passed over.

use std::ops::ControlFlow;

use super::bounds::TITLES;
use super::rows::Row;
use crate::exchange::table::Column;
use crate::text::fold_name;

/// The search for the header of one sheet.
pub(super) struct Search<'c> {
    columns: &'c [Column],
    looked_at: usize,
    header: Option<u32>,
    /// What the row that has most of the required columns lacks.
    missing: Option<Vec<&'static str>>,
}

impl<'c> Search<'c> {
    /// Starts the search for the required ones of these columns.
    pub(super) fn of(columns: &'c [Column]) -> Self {
        Self {
            columns,
            looked_at: 0,
            header: None,
            missing: None,
        }
    }

    /// Looks at the next row, and says whether to go on.
    pub(super) fn look(&mut self, row: &Row) -> ControlFlow<()> {
        let missing = self.missing_in(row);
        if missing.is_empty() {
            self.header = Some(row.number);
            return ControlFlow::Break(());
        }
        if self
            .missing
            .as_ref()
            .is_none_or(|least| missing.len() < least.len())
        {
            self.missing = Some(missing);
        }
        self.looked_at += 1;
        if self.looked_at > TITLES {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Returns the row of the header, or the columns that the sheet lacks; nothing is lacking in a blank sheet.
    pub(super) fn found(self) -> Result<u32, Option<Vec<&'static str>>> {
        self.header.ok_or(self.missing)
    }

    fn missing_in(&self, row: &Row) -> Vec<&'static str> {
        let names: Vec<String> = row.cells.iter().map(|cell| fold_name(cell)).collect();
        let has = |name: &str| names.contains(&fold_name(name));
        let lacks = |column: &&Column| {
            column.required && !has(column.name) && !column.aliases.iter().any(|name| has(name))
        };
        self.columns
            .iter()
            .filter(lacks)
            .map(|column| column.name)
            .collect()
    }
}
