//! Dossiers of Démarches Simplifiées (demarche.numerique.gouv.fr), as its exports have them: read by the labels of the
//! configuration, and made the table that `importer demarches` compares with the base.

mod aliases;
mod choices;
mod dossier;
mod error;
pub mod graphql;
mod labels;
mod propose;
mod read;
mod schools;
mod sheets;

pub(in crate::exchange) use dossier::{COLUMNS, PART, UNREAD};
pub use dossier::{Dossier, table};
pub use error::{Fault, SiteError};
pub use propose::proposed;

use super::source::Source;
use super::table::{Column, Table};
use super::{ExchangeError, Given};
use crate::domain::demarche::Mapping;
use read::Reader;
use sheets::Export;

/// Makes the table of the dossiers of an export (CSV, XLSX, ODS); the table itself, as the rejects are written, stays.
///
/// # Errors
///
/// [`ExchangeError`] where the file cannot be read as one, or says what the configuration does not know.
pub(super) fn dossiers(given: Given, mapping: &Mapping) -> Result<Source, ExchangeError> {
    let given = match given {
        Given::Text(source) if is_table(&source) => return Ok(source),
        given => given,
    };
    let export = Export::read(given)?;
    if mapping.is_empty() {
        return Err(Fault::NoMapping.of(&export.name).into());
    }
    let dossiers = Reader::of(mapping).dossiers(&export);
    let dossiers = dossiers.map_err(|fault| fault.of(&export.name))?;
    Ok(table(&export.name, Some(export.sha256), &dossiers))
}

/// True of the table itself: it has its first columns.
fn is_table(source: &Source) -> bool {
    const FIRST: [Column; 3] = [
        Column::required(COLUMNS[0]),
        Column::required(COLUMNS[1]),
        Column::required(COLUMNS[2]),
    ];
    Table::open(source, &FIRST).is_ok()
}
