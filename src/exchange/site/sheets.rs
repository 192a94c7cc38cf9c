//! The sheets of an export, whatever its format: rows under names, found as the names are compared everywhere.

use crate::exchange::source::Source;
use crate::exchange::table::{Column, Table, TableError};
use crate::exchange::{ExchangeError, Given};
use crate::text::{fold_name, restored};

use super::aliases::{DOSSIERS, NUMBER, OF_TEMPLATE};
use super::error::{Fault, SiteError};

/// The number of a dossier, which tells the separator; what a file lacks is said of all columns at once.
const ANY_NUMBER: Column = Column {
    required: false,
    ..NUMBER
};

/// An export: its sheets, the dossiers' first.
pub(super) struct Export {
    /// The name of the file, inert.
    pub(super) name: String,
    pub(super) sha256: [u8; 32],
    /// The dossiers; none of an empty export.
    pub(super) dossiers: Option<Sheet>,
    /// The other sheets; a CSV has none.
    pub(super) others: Option<Vec<Sheet>>,
    /// True where a block without sheet is one that nobody filled; false of an export by template, which has the blocks that
    /// somebody chose.
    pub(super) is_whole: bool,
}

/// A sheet with a header.
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) header: Vec<String>,
    folded: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row, with the line on which it stands.
pub(super) struct Row {
    pub(super) line: u64,
    cells: Vec<String>,
}

impl Export {
    /// Reads the sheets of a file.
    pub(super) fn read(given: Given) -> Result<Self, ExchangeError> {
        match given {
            Given::Text(source) => Self::csv(&source),
            Given::Workbook(workbook) => {
                let (name, sha256) = (workbook.name().to_owned(), workbook.sha256());
                let sheets = workbook.sheets()?;
                let mut sheets: Vec<Sheet> = sheets
                    .into_iter()
                    .filter_map(|(name, rows)| Sheet::of_rows(name, rows))
                    .collect();
                let is_dossiers = |sheet: &Sheet| {
                    fold_name(&sheet.name) == fold_name(DOSSIERS) || sheet.place(NUMBER).is_some()
                };
                let place = sheets.iter().position(is_dossiers);
                let dossiers = place.map(|place| sheets.remove(place));
                let is_template = dossiers.as_ref().is_some_and(|sheet| sheet.is_named(OF_TEMPLATE));
                Ok(Self {
                    is_whole: !is_template,
                    name,
                    sha256,
                    dossiers,
                    others: Some(sheets),
                })
            }
        }
    }

    /// Reads a CSV, which has the dossiers alone; one without a header has none.
    fn csv(source: &Source) -> Result<Self, ExchangeError> {
        let dossiers = match Table::open(source, &[ANY_NUMBER]) {
            Ok(table) => Some(Sheet::of_table(&table)?),
            Err(TableError::Blank { .. } | TableError::NoRow { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        Ok(Self {
            name: source.name().to_owned(),
            sha256: source.sha256(),
            dossiers,
            others: None,
            is_whole: false,
        })
    }
}

impl Sheet {
    fn of(name: String, header: Vec<String>, rows: Vec<Row>) -> Self {
        let folded = header.iter().map(|name| fold_name(name)).collect();
        Self {
            name,
            header,
            folded,
            rows,
        }
    }

    fn of_table(table: &Table<'_>) -> Result<Self, SiteError> {
        let mut rows = Vec::new();
        for row in table.rows() {
            let row = row.map_err(|reject| {
                let why: Vec<String> = reject.problems.iter().map(ToString::to_string).collect();
                Fault::Row(why.join("\u{a0}; ")).of(table.name())
            })?;
            rows.push(Row {
                line: row.line(),
                cells: row.values().map(str::to_owned).collect(),
            });
        }
        Ok(Self::of(DOSSIERS.to_owned(), table.headers().to_vec(), rows))
    }

    /// The sheet of these rows, of which the first is the header; none where there is none.
    fn of_rows(name: String, rows: Vec<(u32, Vec<String>)>) -> Option<Self> {
        let mut rows = rows.into_iter();
        let (_, header) = rows.next()?;
        let rows = rows
            .map(|(line, cells)| Row {
                line: line.into(),
                cells,
            })
            .collect();
        Some(Self::of(name, header, rows))
    }

    /// The sheet of these rows, each with its line.
    pub(super) fn of_cells(name: String, header: Vec<String>, rows: Vec<(u64, Vec<String>)>) -> Self {
        let rows = rows.into_iter().map(|(line, cells)| Row { line, cells });
        Self::of(name, header, rows.collect())
    }

    /// Where a column of the site stands, under any of its names.
    pub(super) fn place(&self, column: Column) -> Option<usize> {
        let mut names = std::iter::once(&column.name).chain(column.aliases);
        names.find_map(|name| self.labelled(name))
    }

    /// Where a column of the form stands; of two that bear the label, the first.
    pub(super) fn labelled(&self, wanted: &str) -> Option<usize> {
        let wanted = fold_name(wanted);
        self.folded.iter().position(|found| *found == wanted)
    }

    /// Where a column of a block stands; an export by template names it `<bloc> – <champ>`.
    pub(super) fn labelled_in_block(&self, wanted: &str) -> Option<usize> {
        let folded = fold_name(wanted);
        let is_field = |name: &String| {
            let field = name.rsplit_once(" – ");
            field.is_some_and(|(_, field)| fold_name(field) == folded)
        };
        self.labelled(wanted)
            .or_else(|| self.header.iter().position(is_field))
    }

    /// True where a column bears this very name.
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.labelled(name).is_some()
    }
}

impl Row {
    /// The cell at a place, without the blanks around it; nothing where there is none.
    pub(super) fn at(&self, place: Option<usize>) -> &str {
        let cell = place.and_then(|place| self.cells.get(place));
        cell.map_or("", |cell| restored(trimmed(cell)))
    }
}

/// A cell without the blanks and the marks that nobody sees around it.
fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}
