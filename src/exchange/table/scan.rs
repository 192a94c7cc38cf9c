//! One pass over a CSV text before it is read: quotes are closed, and lines and cells keep within bounds.
//!
//! The reader that follows would take an open quote for a cell that ends with the file, join the rows between two
//! quotes of which one is missing, and grow with any line. After this pass it can do none of these. Apart from
//! what it refuses, the pass understands quotes exactly as the csv crate does.

use super::{CELL, COLUMNS};

/// What makes a text unreadable as a table, with its line from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// A quote opened on this line is never closed.
    OpenQuote(u64),
    /// In a cell that begins on this line, text follows the quote that should end it.
    StrayQuote(u64),
    /// This line has too many cells.
    TooManyColumns(u64),
    /// A cell that begins on this line is too long.
    CellTooLong(u64),
}

/// Where the scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before a record; blank lines are passed over.
    Record,
    /// At the first byte of a cell.
    Start,
    /// In a cell without quotes.
    Plain,
    Quoted,
    /// After a quote inside quotes: its end, or the first half of a doubled quote.
    Closing,
}

/// The scan of one text.
struct Scan {
    separator: u8,
    state: State,
    line: u64,
    records: usize,
    columns: usize,
    cell_start: usize,
    cell_line: u64,
}

/// Returns the number of records of `text`, header included, or the first fault.
pub(super) fn scan(text: &str, separator: u8) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let mut scan = Scan {
        separator,
        state: State::Record,
        line: 1,
        records: 0,
        columns: 0,
        cell_start: 0,
        cell_line: 1,
    };
    for (at, &byte) in bytes.iter().enumerate() {
        scan.step(at, byte)?;
        let ends_line = byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        scan.line += u64::from(ends_line);
    }
    if scan.state == State::Quoted {
        Err(Fault::OpenQuote(scan.cell_line))
    } else {
        Ok(scan.records)
    }
}

impl Scan {
    /// Takes one byte.
    fn step(&mut self, at: usize, byte: u8) -> Result<(), Fault> {
        if self.state == State::Record && !matches!(byte, b'\r' | b'\n') {
            self.records += 1;
            self.columns = 1;
            self.begin_cell(at);
        }
        match (self.state, byte) {
            (State::Start | State::Closing, b'"') => self.state = State::Quoted,
            (State::Quoted, b'"') => self.state = State::Closing,
            (State::Record | State::Quoted, _) => {}
            (_, b'\r' | b'\n') => self.state = State::Record,
            (_, byte) if byte == self.separator => {
                self.columns += 1;
                self.begin_cell(at + 1);
            }
            (State::Closing, byte) if byte != b' ' => return Err(Fault::StrayQuote(self.cell_line)),
            (_, _) => self.state = State::Plain,
        }
        self.within_bounds(at)
    }

    /// Notes where a cell begins.
    fn begin_cell(&mut self, at: usize) {
        self.state = State::Start;
        self.cell_start = at;
        // A separator never ends a line, so the line of the separator is the line of the cell.
        self.cell_line = self.line;
    }

    /// Refuses a line with too many cells, and a cell that is too long.
    fn within_bounds(&self, at: usize) -> Result<(), Fault> {
        if self.columns > COLUMNS {
            return Err(Fault::TooManyColumns(self.line));
        }
        match self.state {
            State::Quoted if at > self.cell_start + CELL => Err(Fault::OpenQuote(self.cell_line)),
            State::Plain | State::Closing if at > self.cell_start + CELL => {
                Err(Fault::CellTooLong(self.cell_line))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn finds_the_first_fault() {
        let cases = [
            ("a;b\r\n\r\n1;2\r\n".to_owned(), Ok(2)),
            ("a;b\n1;\"x\n;y\"\"\n\"\n3;4".to_owned(), Ok(3)),
            ("a\n5\" de large\n".to_owned(), Ok(2)),
            ("a\n\"a blank follows\" ;y\n".to_owned(), Ok(2)),
            (
                "a;b\r\n1;2\r\n3;\"4\r\n5;6\r\n".to_owned(),
                Err(Fault::OpenQuote(3)),
            ),
            ("a\n1;\"x\n2;\"y\"\n".to_owned(), Err(Fault::StrayQuote(2))),
            ("a;".repeat(COLUMNS + 1), Err(Fault::TooManyColumns(1))),
            (format!("a\n{}", "x".repeat(CELL + 2)), Err(Fault::CellTooLong(2))),
            (
                format!("a\n\"{}", "\n".repeat(CELL + 2)),
                Err(Fault::OpenQuote(2)),
            ),
        ];
        for (text, found) in cases {
            assert_eq!(scan(&text, b';'), found, "{text:.60}");
        }
    }

    proptest! {
        /// The scan counts the records that the csv crate reads; one more quote closes what it says is open.
        #[test]
        fn agrees_with_the_reader(text in "[a\";\r\n]{0,40}") {
            let mut builder = csv::ReaderBuilder::new();
            builder.delimiter(b';').has_headers(false).flexible(true);
            let read = builder.from_reader(text.as_bytes()).into_records().count();
            match scan(&text, b';') {
                Ok(records) => prop_assert_eq!(records, read),
                Err(Fault::OpenQuote(_)) => {
                    let closed = format!("{text}\"");
                    prop_assert!(scan(&closed, b';').is_ok());
                }
                Err(fault) => prop_assert!(matches!(fault, Fault::StrayQuote(_))),
            }
        }
    }
}
