//! The rows of the prestataires, and their columns.

use serde::{Deserialize, Serialize};

use super::{Cell, emails, fixed, in_force, number, wide};
use crate::domain::convention::Party;
use crate::domain::id::Siren;
use crate::domain::provider::Provider;
use crate::domain::query::source::Source;

/// A prestataire and its solutions on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderRow {
    pub siren: Siren,
    pub name: String,
    /// The names of its solutions.
    pub solutions: Vec<String>,
    /// The schools that chose one of them.
    pub schools: usize,
    /// It has a convention 28 in force.
    pub art28: bool,
    /// The e-mails of its contacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
}

columns! { Provider:
    Siren "SIREN" fixed(9), No Plain: |row| Cell::text(row.siren);
    Convention28 "28" fixed(3), Yes RowSign: |row| Cell::Flag(row.art28);
    Nom "Prestataire" wide(12, 1), Yes Plain: |row| Cell::text(&row.name);
    Solutions "Solutions" wide(12, 2), Behind Plain: |row| Cell::List(row.solutions.clone());
    Ecoles "Écoles" number(6), Yes Plain: |row| Cell::count(row.schools);
    Courriel "Courriels" wide(12, 1), No Plain: |row| Cell::List(row.emails.clone());
}

impl ProviderRow {
    pub(super) fn of(source: Source<'_>, found: &Provider) -> Self {
        let solutions = source.registry.solutions_of(found.siren);
        Self {
            siren: found.siren,
            name: found.name.clone(),
            solutions: solutions.map(|solution| solution.name.clone()).collect(),
            schools: source.day_index.schools_with(found.siren),
            art28: in_force(source, Party::Provider(found.siren)),
            emails: emails(&found.contacts),
        }
    }
}
