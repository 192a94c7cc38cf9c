//! One way from a file that an operator gives to the table that an import reads.

use super::import::is_mapped;
use super::source::Source;
use super::{ExchangeError, Given, site};
use crate::domain::command::ImportKind;
use crate::domain::demarche::Mapping;

/// Returns the table of a kind: the text, that of the sheet that has its columns or is named `wanted`; of a kind whose
/// columns are those of a form, what `mapping` makes of it.
///
/// # Errors
///
/// [`ExchangeError`] where the file cannot be read as one of its kind.
pub fn taken(
    given: Given,
    kind: ImportKind,
    wanted: Option<&str>,
    mapping: &Mapping,
) -> Result<Source, ExchangeError> {
    if is_mapped(kind) {
        site::dossiers(given, mapping)
    } else {
        given.table(kind, wanted)
    }
}
