//! What there is to know of an import kind: the columns of its files, its model, its reader, and how it is written.

use super::ExchangeError;
use super::against::Against;
use super::export::Value;
use super::gather::Gather;
use super::source::Source;
use super::table::Column;
use crate::domain::registry::Registry;

/// How the files of an import kind are read, and what is said of them.
pub(super) struct Format {
    /// The columns of the table, in the order of its model; none of a list of JSON records.
    pub(super) columns: &'static [Column],
    /// What `preau modele` writes.
    pub(super) model: Model,
    /// True where the site that writes such files names its columns as a form does: the configuration says what they mean.
    pub(super) mapped: bool,
    /// Reads a file.
    pub(super) read: fn(&Source, Against<'_>) -> Result<Gather, ExchangeError>,
    /// How the records of a base are written as such a file, which read again changes nothing.
    pub(super) written: Written,
}

/// How the records of a kind are written.
pub(super) enum Written {
    /// Not: others publish such files, or another export writes them.
    Elsewhere,
    /// Rows of as many values as there are columns.
    Rows(fn(&Registry) -> Vec<Vec<Value>>),
    /// JSON objects.
    Objects(fn(&Registry) -> Vec<serde_json::Value>),
}

/// The model of a file: what its reader takes as it is.
pub(super) enum Model {
    /// None: others publish such files.
    Published,
    /// The header, and the example of each column.
    Columns,
    /// This text.
    Text(&'static str),
}

impl Format {
    /// The text of the model, where there is one.
    pub(super) fn model(&self) -> Option<String> {
        let line = |cell: fn(&Column) -> &'static str| {
            let cells: Vec<&str> = self.columns.iter().map(cell).collect();
            cells.join(";")
        };
        match self.model {
            Model::Published => None,
            Model::Columns => Some(format!(
                "{}\n{}\n",
                line(|column| column.name),
                line(|column| column.example)
            )),
            Model::Text(text) => Some(text.to_owned()),
        }
    }
}
