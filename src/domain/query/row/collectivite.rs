//! The rows of the collectivités, and their columns.

use serde::{Deserialize, Serialize};

use super::{Cell, emails, fixed, in_force, number, roomy, saints_shortened, wide};
use crate::domain::collectivite::Collectivite;
use crate::domain::convention::Party;
use crate::domain::id::Siren;
use crate::domain::query::page::Summary;
use crate::domain::query::source::Source;
use crate::domain::rule::Standing;

/// A collectivité and its schools on the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectiviteRow {
    pub siren: Siren,
    pub name: String,
    /// The kind, in French.
    pub kind: String,
    /// The schools over which it holds the competence.
    pub counts: Summary,
    /// It has a convention 26 in force; none where it has none and no school of it has a project that waits for one.
    pub art26: Option<bool>,
    /// The e-mails of its contacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
}

columns! { Collectivite:
    Siren "SIREN" fixed(9), No Plain: |row| Cell::text(row.siren);
    Bloquees "Bloquées" number(8), Yes BesideSign: |row| Cell::count(row.counts.of(Standing::Blocked));
    Nom "Collectivité" wide(12, 1), Yes Plain: |row| Cell::text(&row.name) => |row| saints_shortened(&row.name);
    Nature "Nature" roomy(10, 19), WhereRoom Muted: |row| Cell::text(&row.kind);
    Inscrites "Inscrites" number(9), WhereRoom Plain: |row| Cell::count(row.counts.of(Standing::Registered));
    Convention26 "26" fixed(3), Yes Sign: |row| Cell::flag(row.art26);
    Ecoles "Écoles" number(6), Yes Plain: |row| Cell::count(row.counts.schools());
    Courriel "Courriels" wide(12, 1), No Plain: |row| Cell::List(row.emails.clone());
}

impl CollectiviteRow {
    pub(super) fn of(source: Source<'_>, found: &Collectivite) -> Self {
        let counts = source.day_index.tally_of(found.siren);
        let has_project = Standing::ALL
            .into_iter()
            .any(|standing| standing.is_a_project() && counts.of(standing) > 0);
        let in_force = in_force(source, Party::Collectivite(found.siren));
        Self {
            siren: found.siren,
            name: found.name.clone(),
            kind: found.kind_label().to_owned(),
            counts,
            art26: (in_force || has_project).then_some(in_force),
            emails: emails(&found.contacts),
        }
    }
}
