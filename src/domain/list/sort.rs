//! The orders of a list.

use serde::{Deserialize, Serialize};

use super::ColumnId;

/// The order of rows; ties are by name and then by key. With free words, relevance comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    pub by: SortBy,
    #[serde(default)]
    pub descending: bool,
}

/// What rows are ordered by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SortBy {
    /// Best match first; without free words, by name of place and then by name.
    #[default]
    Relevance,
    /// By key: UAI, SIREN, number.
    Key,
    Name,
    Commune,
    Stage,
    /// By how much the findings weigh.
    Weight,
    /// By the end of what is relied on, or of the convention itself.
    End,
    /// By a column of the list; what has no value there comes last.
    Column(ColumnId),
}

impl SortBy {
    /// The same order under the name that is quickest to follow.
    pub(in crate::domain) fn plain(self) -> Self {
        match self {
            Self::Column(ColumnId::Uai) => Self::Key,
            Self::Column(ColumnId::Nom) => Self::Name,
            Self::Column(ColumnId::Commune) => Self::Commune,
            other => other,
        }
    }
}

impl Sort {
    /// The order in French: `échéance, décroissant`.
    pub fn label(self) -> String {
        let by = match self.by {
            SortBy::Relevance => "pertinence",
            SortBy::Key => "identifiant",
            SortBy::Name => "nom",
            SortBy::Commune => "commune",
            SortBy::Stage => "étape",
            SortBy::Weight => "gravité",
            SortBy::End => "échéance",
            SortBy::Column(column) => column.code(),
        };
        if self.descending {
            format!("{by}, décroissant")
        } else {
            by.to_owned()
        }
    }
}
