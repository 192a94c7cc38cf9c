//! Dossiers of Démarches Simplifiées on the operator's side: the file is read here, and goes on as a table.

use std::path::Path;

use super::{Desk, DeskError, Planned, to_import};
use crate::domain::command::Order;
use crate::domain::demarche::Mapping;
use crate::exchange::{Detail, Given, mapped, taken};

pub use crate::exchange::Case;

/// How many lines of each kind a plan shows.
const SHOWN: usize = 50;

/// A file of dossiers, read against the base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFile {
    /// The order that carries the plan out.
    pub order: Order,
    pub planned: Planned,
}

/// Reads a file of dossiers by the labels of a form, and has the desk plan it. Nothing is written.
///
/// # Errors
///
/// [`DeskError::TurnedAway`] where it cannot be read as such a file.
pub fn planned(desk: &mut dyn Desk, path: &Path, mapping: &Mapping) -> Result<DossierFile, DeskError> {
    let turned_away = |why: String| DeskError::TurnedAway(why);
    let kind =
        mapped().ok_or_else(|| turned_away("aucun fichier n’a les colonnes d’un formulaire".to_owned()))?;
    let given = Given::open(path).map_err(|error| turned_away(error.to_string()))?;
    let source = taken(given, kind, None, mapping).map_err(|error| turned_away(error.to_string()))?;
    let planned = desk.plan(kind, &source, Detail::First(SHOWN))?;
    let order = to_import(kind, &source);
    Ok(DossierFile { order, planned })
}
