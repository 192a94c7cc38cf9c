//! The program's own tables, under the columns of their imports: written and read again, they change nothing.

use std::io::{self, Write};

use super::writer::{JsonList, ValuesWriter};
use super::{FileForm, Format, Value};
use crate::domain::command::ImportKind;
use crate::domain::registry::Registry;
use crate::exchange::format::Written;
use crate::exchange::import::format;

/// In which forms the table of a kind is written; none of one that is not.
pub fn own_forms(kind: ImportKind) -> Option<&'static [FileForm]> {
    match format(kind).written {
        Written::Elsewhere => None,
        Written::Rows(_) => Some(&FileForm::TABLES),
        Written::Objects(_) => Some(&[FileForm::Json]),
    }
}

/// Writes the table of a kind; an empty one where it has none.
pub fn own_table<W: Write>(
    out: W,
    kind: ImportKind,
    registry: &Registry,
    form: Format,
    trial: bool,
) -> io::Result<W> {
    let columns = format(kind)
        .columns
        .iter()
        .map(|column| (column.name, column.name));
    match format(kind).written {
        Written::Elsewhere => Ok(out),
        Written::Rows(rows) => table(ValuesWriter::new(out, form, trial, columns)?, rows(registry)),
        Written::Objects(objects) => {
            let mut list = JsonList::new(out, b"[")?;
            objects(registry)
                .iter()
                .try_for_each(|object| list.item(object))?;
            list.finish(b"]\n")
        }
    }
}

fn table<W: Write>(mut out: ValuesWriter<W>, rows: Vec<Vec<Value>>) -> io::Result<W> {
    for row in rows {
        out.row(row.into_iter())?;
    }
    out.finish()
}
