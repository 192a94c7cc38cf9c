//! The rows of a sheet as the text of a table: cells separated by `;`, a line a row, each row on the line of its number.

use std::ops::ControlFlow;

use super::error::Fault;
use super::rows::Row;

/// The text being made.
pub(super) struct Text {
    bytes: Vec<u8>,
    /// The number of the row that the next line is of.
    next: u32,
    header: u32,
    width: usize,
}

impl Text {
    /// Starts a text whose first row is the header, of this number; what is above are blank lines.
    pub(super) fn from_row(header: u32) -> Self {
        Self {
            bytes: Vec::new(),
            next: 1,
            header,
            width: 0,
        }
    }

    /// Adds a row: its cells that stand under a name.
    pub(super) fn add(&mut self, row: &Row) -> Result<ControlFlow<()>, Fault> {
        if row.number < self.header {
            return Ok(ControlFlow::Continue(()));
        }
        if row.number == self.header {
            self.width = row.cells.len();
        }
        let cells = &row.cells[..row.cells.len().min(self.width)];
        if cells.iter().all(String::is_empty) {
            return Ok(ControlFlow::Continue(()));
        }
        let blank = usize::try_from(row.number - self.next).map_err(|_| Fault::Damaged)?;
        self.bytes.extend(std::iter::repeat_n(b'\n', blank));
        self.next = row.number + 1;
        for (place, cell) in cells.iter().enumerate() {
            if place > 0 {
                self.bytes.push(b';');
            }
            self.cell(cell);
        }
        // A row of one cell is not taken for one whose separators are others.
        if cells.len() == 1 && self.width > 1 {
            self.bytes.push(b';');
        }
        self.bytes.push(b'\n');
        Ok(ControlFlow::Continue(()))
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    fn cell(&mut self, cell: &str) {
        if cell.contains([';', '"']) {
            self.bytes.push(b'"');
            self.bytes.extend(cell.replace('"', "\"\"").into_bytes());
            self.bytes.push(b'"');
        } else {
            self.bytes.extend(cell.as_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stands_on_the_line_of_its_number() {
        let mut text = Text::from_row(3);
        let rows: [(u32, &[&str]); 5] = [
            (1, &["Titre"]),
            (3, &["uai", "nom"]),
            (4, &["0380123C"]),
            (7, &["", "a;\"b\"", "hors de la table"]),
            (9, &["", "", "note"]),
        ];
        for (number, cells) in rows {
            let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
            assert!(text.add(&Row { number, cells }).unwrap().is_continue());
        }
        assert_eq!(
            String::from_utf8(text.finish()).unwrap(),
            "\n\nuai;nom\n0380123C;\n\n\n;\"a;\"\"b\"\"\"\n"
        );
    }
}
