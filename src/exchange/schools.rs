//! The column `ecoles` of conventions and contracts: `toutes`, `aucune`, or UAIs.

use super::cell::{Cell, CellResult, list_of};
use super::export::Value;
use super::known;
use crate::domain::id::Uai;
use crate::domain::registry::Registry;
use crate::text::fold_name;

/// The word for all the schools of the collectivité.
const ALL: &str = "toutes";

/// The word for a list that names none yet.
const NONE: &str = "aucune";

/// What the column says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Schools {
    /// All the schools of the collectivité.
    All,
    /// These schools, each once, in the order of the file.
    Listed(Vec<Uai>),
}

/// Makes a parser of the column; every UAI is of a school that the base has.
pub(super) fn schools(registry: &Registry) -> impl Fn(&str) -> CellResult<Schools> {
    let list = list_of(known::school(registry));
    move |cell| {
        if fold_name(cell) == ALL {
            return Ok(Cell::plain(Schools::All));
        }
        if fold_name(cell) == NONE {
            return Ok(Cell::plain(Schools::Listed(Vec::new())));
        }
        Ok(list(cell)?.map(|mut uais| {
            let mut seen = std::collections::HashSet::new();
            uais.retain(|uai| seen.insert(*uai));
            Schools::Listed(uais)
        }))
    }
}

/// Writes the column: these schools, or all where there is no list.
pub(super) fn written(listed: Option<&[Uai]>) -> Value {
    match listed {
        None => Value::text(ALL),
        Some([]) => Value::text(NONE),
        Some(listed) => Value::list(listed),
    }
}
