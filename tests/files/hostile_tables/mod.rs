//! Files that no importer should trust: each gives a clear error in French, or is read; none panics.

mod bounds;
mod content;
mod paths;
mod random;
mod real;

use preau::exchange::source::Source;
use preau::exchange::table::{Column, Table};

/// A required column.
const UAI: Column = Column::required("Identifiant_de_l_etablissement").or(&["uai"]);
/// A column that files may lack.
const NAME: Column = Column::optional("Nom_etablissement").or(&["nom"]);
/// What the tests ask of every table.
const SCHEMA: &[Column] = &[UAI, NAME];

/// Opens bytes as a table and reads all its rows: the accepted ones, then the rejected ones as text.
fn read(bytes: impl Into<Vec<u8>>) -> Result<(Vec<[String; 2]>, Vec<String>), String> {
    let source = Source::from_bytes("essai.csv", bytes.into()).map_err(|error| error.to_string())?;
    let table = Table::open(&source, SCHEMA).map_err(|error| error.to_string())?;
    let (mut rows, mut rejects) = (Vec::new(), Vec::new());
    for row in table.rows() {
        match row {
            Ok(row) => rows.push([row.get(UAI).to_owned(), row.get(NAME).to_owned()]),
            Err(reject) => rejects.push(reject.problems[0].to_string()),
        }
    }
    Ok((rows, rejects))
}

/// Returns the error of a file that must not be read.
fn refusal(bytes: impl Into<Vec<u8>>) -> String {
    read(bytes).expect_err("the file should be refused")
}
