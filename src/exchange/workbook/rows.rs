//! The rows of a sheet, made of its cells as they come, and counted.

use std::ops::ControlFlow;

use super::bounds::{CELLS, TEXT};
use super::error::Fault;
use crate::exchange::source::{CELL, COLUMNS};

/// What is done with each row of a sheet, until it is enough.
pub(super) type Each<'e> = dyn FnMut(&Row) -> Result<ControlFlow<()>, Fault> + 'e;

/// A row that is not blank.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Its number in the sheet, from one.
    pub(super) number: u32,
    /// The texts of its cells, blank ones included, up to the last that is not.
    pub(super) cells: Vec<String>,
}

/// The rows of one sheet on their way to what is done with them.
pub(super) struct Rows<'r, 'e> {
    each: &'r mut Each<'e>,
    row: Row,
    cells: usize,
    bytes: usize,
}

impl<'r, 'e> Rows<'r, 'e> {
    pub(super) fn new(each: &'r mut Each<'e>) -> Self {
        Self {
            each,
            row: Row::default(),
            cells: 0,
            bytes: 0,
        }
    }

    /// Adds a cell, row and column counted from zero; rows come in their order.
    pub(super) fn cell(&mut self, row: u32, column: usize, text: &str) -> Result<ControlFlow<()>, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let number = row.checked_add(1).ok_or(Fault::Damaged)?;
        if number < self.row.number {
            return Err(Fault::Damaged);
        }
        if number > self.row.number && self.end_row()?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        self.row.number = number;
        self.count(column, text)?;
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, String::new());
        }
        self.row.cells[column] = text.replace(['\n', '\r', '\0'], " ");
        Ok(ControlFlow::Continue(()))
    }

    /// Ends the last row.
    pub(super) fn finish(&mut self) -> Result<(), Fault> {
        self.end_row().map(drop)
    }

    fn end_row(&mut self) -> Result<ControlFlow<()>, Fault> {
        if self.row.cells.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let flow = (self.each)(&self.row)?;
        self.row.cells.clear();
        Ok(flow)
    }

    fn count(&mut self, column: usize, text: &str) -> Result<(), Fault> {
        let row = self.row.number;
        self.cells += 1;
        self.bytes += text.len();
        if column >= COLUMNS {
            Err(Fault::TooManyColumns { row })
        } else if text.len() > CELL {
            Err(Fault::CellTooLong { row })
        } else if self.cells > CELLS {
            Err(Fault::TooManyCells)
        } else if self.bytes > TEXT {
            Err(Fault::TooMuchText)
        } else {
            Ok(())
        }
    }
}
