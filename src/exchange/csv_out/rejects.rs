//! The rows that an import leaves out, written so that they can be mended and imported again.

use std::io::{self, Write};

use super::{ByteOrderMark, CsvWriter};
use crate::exchange::table::Reject;
use crate::text::fold_name;

/// The header of the column that says why a row was left out.
pub const MOTIVE: &str = "motif";

/// The same for a table of which [`MOTIVE`] is a column.
pub const OTHER_MOTIVE: &str = "motif_du_rejet";

/// Writes rejected rows under the headers of their file, with a last column that says why.
///
/// A file of rejects that is rejected in turn keeps one such column, not two.
pub struct RejectsWriter<W: Write> {
    out: CsvWriter<W>,
    width: usize,
    old_motive: Option<usize>,
}

impl<W: Write> RejectsWriter<W> {
    /// Writes the headers, with a byte order mark: the file is for a spreadsheet. `motive` is that of the column that
    /// says why.
    pub fn new(out: W, headers: &[String], motive: &str) -> io::Result<Self> {
        let old_motive = headers.iter().position(|header| fold_name(header) == motive);
        let mut writer = Self {
            out: CsvWriter::new(out, ByteOrderMark::Bom)?,
            width: headers.len(),
            old_motive,
        };
        writer.line(headers.iter().map(String::as_str), motive)?;
        Ok(writer)
    }

    /// Writes one row.
    pub fn write(&mut self, reject: &Reject) -> io::Result<()> {
        self.line(reject.cells.iter(), &reject.motive())
    }

    /// Writes what is left and gives the output back.
    pub fn finish(self) -> io::Result<W> {
        self.out.finish()
    }

    /// Writes cells up to the width of the header, the motive, then the cells that the header has no name for.
    fn line<'c>(&mut self, cells: impl Iterator<Item = &'c str>, motive: &str) -> io::Result<()> {
        let cells: Vec<&str> = cells.collect();
        let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
        let named = (0..self.width)
            .filter(|place| Some(*place) != self.old_motive)
            .map(cell);
        let spare = cells.iter().skip(self.width).copied();
        self.out.row(named.chain(std::iter::once(motive)).chain(spare))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::cell::{Problem, Severity};
    use crate::exchange::source::Place;

    fn owned(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    fn written(headers: &[&str], cells: &[&str]) -> String {
        let problem = |severity, reason| Problem::new(Place::Line(2), "uai", "=x", severity, reason);
        let problems = vec![
            problem(Severity::Warning, "tu"),
            problem(Severity::Rejected, "dit"),
        ];
        let mut writer = RejectsWriter::new(Vec::new(), &owned(headers), MOTIVE).unwrap();
        writer
            .write(&Reject {
                cells: std::sync::Arc::new(cells.iter().copied().collect()),
                problems,
                without: None,
            })
            .unwrap();
        String::from_utf8(writer.finish().unwrap()).unwrap()
    }

    #[test]
    fn adds_the_motive() {
        let text = written(&["uai", "nom"], &["=x", "école"]);
        assert_eq!(
            text,
            "\u{feff}uai;nom;motif\n'=x;école;uai «\u{a0}=x\u{a0}»\u{a0}: dit\n"
        );
    }

    #[test]
    fn replaces_an_earlier_motive() {
        let text = written(&["uai", "Motif", "nom"], &["=x", "ancien", "école"]);
        assert_eq!(
            text,
            "\u{feff}uai;nom;motif\n'=x;école;uai «\u{a0}=x\u{a0}»\u{a0}: dit\n"
        );
    }

    #[test]
    fn keeps_the_columns_of_a_ragged_row() {
        assert_eq!(
            written(&["uai", "nom"], &["=x"]),
            "\u{feff}uai;nom;motif\n'=x;;uai «\u{a0}=x\u{a0}»\u{a0}: dit\n"
        );
        assert_eq!(
            written(&["uai"], &["=x", "a"]),
            "\u{feff}uai;motif\n'=x;uai «\u{a0}=x\u{a0}»\u{a0}: dit;a\n"
        );
    }
}
