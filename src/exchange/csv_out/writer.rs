//! The one writer of CSV.

use std::io::{self, Write};

use crate::text::neutral;

/// Whether a byte order mark comes first: Excel takes a file without one for Windows-1252.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteOrderMark {
    Bom,
    None,
}

/// Writes rows of cells, each neutralised.
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Starts a file.
    pub fn new(mut out: W, mark: ByteOrderMark) -> io::Result<Self> {
        if mark == ByteOrderMark::Bom {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let out = csv::WriterBuilder::new()
            .delimiter(b';')
            .flexible(true)
            .from_writer(out);
        Ok(Self { out })
    }

    /// Writes one row.
    pub fn row<I>(&mut self, cells: I) -> io::Result<()>
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        for cell in cells {
            self.out
                .write_field(neutral(cell.as_ref()).as_bytes())
                .map_err(cause)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(cause)
    }

    /// Writes what is left and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.out.into_inner().map_err(csv::IntoInnerError::into_error)
    }
}

/// What the output answered: a full disk stays one.
fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::source::Source;
    use crate::exchange::table::{Column, Table};

    const NAME: Column = Column::required("nom");
    const NOTE: Column = Column::required("note");

    fn written(mark: ByteOrderMark, rows: &[[&str; 2]]) -> Vec<u8> {
        let mut writer = CsvWriter::new(Vec::new(), mark).unwrap();
        for row in rows {
            writer.row(row).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn writes_semicolons_and_the_mark() {
        let bytes = written(ByteOrderMark::Bom, &[["nom", "note"], ["a;b", "dit \"oui\""]]);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{feff}nom;note\n\"a;b\";\"dit \"\"oui\"\"\"\n"
        );
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let values = [
            ["=cmd|' /C calc'!A0", "+33"],
            ["École « d'en haut »", "a;b"],
            ["-", "\"x\""],
            ["'=1", "@"],
        ];
        let rows: Vec<[&str; 2]> = std::iter::once(["nom", "note"]).chain(values).collect();
        let source = Source::from_bytes("t.csv", written(ByteOrderMark::None, &rows)).unwrap();
        let table = Table::open(&source, &[NAME, NOTE]).unwrap();
        let read: Vec<[String; 2]> = table
            .rows()
            .map(|row| row.unwrap())
            .map(|row| [row.get(NAME).to_owned(), row.get(NOTE).to_owned()])
            .collect();
        assert_eq!(read, values.map(|row| row.map(str::to_owned)));
    }
}
