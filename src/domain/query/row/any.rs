//! The rows of records of any kind, for « aller à ».

use serde::{Deserialize, Serialize};

use super::{Row, pairs};
use crate::domain::query::day_index::{Named, SchoolEntry, Title};
use crate::domain::query::search::spans;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;

/// A record of any kind, for « aller à ».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnyRow {
    pub id: RecordId,
    /// What it is called.
    pub label: String,
    /// What tells it from others of the same name: the commune, the party.
    pub detail: String,
    /// The byte ranges of the label that the words matched.
    #[serde(default)]
    pub spans: Vec<(usize, usize)>,
}

/// Makes the row of a record of any kind but a school.
pub(in crate::domain::query) fn any(source: Source<'_>, named: &Named, words: &str) -> Option<Row> {
    let title = Title::of(source.registry, &named.id)?;
    Some(Row::Any(AnyRow {
        id: named.id.clone(),
        spans: pairs(spans(&title.label, "", words).name),
        label: title.label.into_owned(),
        detail: title.detail.into_owned(),
    }))
}

/// Makes the row of a school among records of any kind.
pub(in crate::domain::query) fn any_school(
    source: Source<'_>,
    entry: &SchoolEntry,
    words: &str,
) -> Option<Row> {
    let school = source.registry.schools().get(&entry.uai)?;
    Some(Row::Any(AnyRow {
        id: RecordId::School(school.uai),
        label: school.name.clone(),
        detail: school.commune.clone(),
        spans: pairs(spans(&school.name, &school.commune, words).name),
    }))
}
