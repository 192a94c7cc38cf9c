//! A list written to a file: exactly its rows, under exactly its columns.

pub(super) mod place;

use std::collections::HashSet;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use crate::domain::query::Query;
use crate::domain::query::page::MAX_ROWS;
use crate::domain::query::row::{Cell, ColumnId, Row, chosen, column};
use crate::domain::record::RecordId;
pub use crate::exchange::export::FileForm;
use crate::exchange::export::{ByteOrderMark, RowsWriter};

use super::{Desk, DeskError};
use crate::system::outfile::{Over, Target, why_not_written};

/// How often a list is read again because it changed while it was read.
const ATTEMPTS: usize = 5;

/// What is to be written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// The list; its page plays no part.
    pub query: Query,
    /// Its columns, in order; none means the usual ones.
    pub columns: Vec<ColumnId>,
    /// The records that are kept of it; none means all its rows.
    pub only: Vec<RecordId>,
    /// The base is marked *essai*: each row says so.
    pub trial: bool,
    pub form: FileForm,
    /// The place of the file.
    pub path: PathBuf,
    /// A file that is there may be replaced.
    pub replace: bool,
}

/// The file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    pub path: PathBuf,
    /// How many rows it has, its header not counted.
    pub rows: usize,
}

/// Why nothing was written. Display words it in French, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A file is there already.
    #[error("{} existe déjà", .0.display())]
    Exists(PathBuf),
    /// The place does not take the file.
    #[error("{0}")]
    Place(String),
    /// The list kept changing.
    #[error("la liste change sans cesse\u{a0}; recommencez dans un instant")]
    Moving,
    /// The list cannot be read.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// Writes a list to its file, which is whole afterwards or not changed.
///
/// # Errors
///
/// [`ExportError`]: nothing was written.
pub fn export(desk: &dyn Desk, asked: &Export) -> Result<Written, ExportError> {
    let path = place::whole(&asked.path);
    place::free(&path, asked.replace)?;
    let target = Target::at(&path).map_err(place::refused)?;
    let over = if asked.replace { Over::Own } else { Over::Nothing };
    for _ in 0..ATTEMPTS {
        let mut draft = target.draft().map_err(place::refused)?;
        let not_written = |error: &io::Error| ExportError::Place(why_not_written(&path, error));
        if let Some(rows) = attempt(desk, asked, BufWriter::new(&mut draft), &not_written)? {
            draft.put(over).map_err(place::refused)?;
            return Ok(Written { path, rows });
        }
    }
    Err(ExportError::Moving)
}

/// Writes every row; none where the base changed before the last page.
fn attempt(
    desk: &dyn Desk,
    asked: &Export,
    out: impl Write,
    not_written: &dyn Fn(&io::Error) -> ExportError,
) -> Result<Option<usize>, ExportError> {
    let columns = chosen(asked.query.pane, &asked.columns);
    let mut writer = RowsWriter::new(out, asked.form.format(ByteOrderMark::Bom), asked.trial, columns)
        .map_err(|error| not_written(&error))?;
    let read = each_row(desk, &asked.query, &asked.only, |row| {
        writer.row(row).map_err(|error| not_written(&error))
    })?;
    let mut out = writer.finish().map_err(|error| not_written(&error))?;
    out.flush().map_err(|error| not_written(&error))?;
    Ok(read)
}

/// The values that rows of a list have in a column, in its order.
///
/// # Errors
///
/// Where the list cannot be read, or changes each time that it is read.
pub fn values(
    desk: &dyn Desk,
    query: &Query,
    only: &[RecordId],
    id: ColumnId,
) -> Result<Vec<String>, DeskError> {
    let column = column(query.pane, id);
    for _ in 0..ATTEMPTS {
        let mut found = Vec::new();
        let read = each_row(desk, query, only, |row| {
            match column.map_or(Cell::Nothing, |column| column.cell(row)) {
                Cell::List(values) => found.extend(values),
                Cell::Nothing => {}
                value => found.push(value.to_string()),
            }
            Ok::<(), DeskError>(())
        })?;
        if read.is_some() {
            return Ok(found);
        }
    }
    Err(DeskError::TurnedAway(ExportError::Moving.to_string()))
}

/// Hands on every row of a list that is kept, and counts them; none where the base changed before the last page.
fn each_row<E: From<DeskError>>(
    desk: &dyn Desk,
    query: &Query,
    only: &[RecordId],
    mut take: impl FnMut(&Row) -> Result<(), E>,
) -> Result<Option<usize>, E> {
    let only: HashSet<&RecordId> = only.iter().collect();
    let mut query = Query {
        offset: 0,
        limit: MAX_ROWS,
        around: None,
        marked: Vec::new(),
        ..query.clone()
    };
    let (mut rows, mut revision) = (0, None);
    loop {
        let page = desk.query(&query)?;
        if *revision.get_or_insert(page.revision) != page.revision {
            return Ok(None);
        }
        for row in &page.rows {
            if only.is_empty() || only.contains(&row.id()) {
                take(row)?;
                rows += 1;
            }
        }
        query.offset += page.rows.len();
        if page.rows.is_empty() || query.offset >= page.total {
            return Ok(Some(rows));
        }
    }
}
