//! What can be asked of the registry: search, filters, sorts and pages.

pub mod board;
pub mod column;
pub mod figures;
pub mod language;
pub mod page;
pub mod row;
pub mod search;
pub mod select;
pub mod shared;
pub mod ties;

use serde::{Deserialize, Serialize};

use super::record::RecordId;
use column::ColumnId;

/// Which list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pane {
    /// The collectivités that hold a competence over a school, or are named by a record.
    Collectivites,
    /// The schools, one row per deployment, one row for a school without any.
    Schools,
    /// The prestataires.
    Providers,
    /// The conventions.
    Conventions,
    /// Records of every kind that has a name, for « aller à ».
    Everything,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// Which list.
    pub pane: Pane,
    /// The pinned records: the list is narrowed to what is tied to all of them.
    #[serde(default)]
    pub scope: Vec<RecordId>,
    /// The search bar: free words and filters.
    #[serde(default)]
    pub text: String,
    /// The order of the rows.
    #[serde(default)]
    pub sort: Sort,
    /// The first row, from 0.
    #[serde(default)]
    pub offset: usize,
    /// How many rows at most; the desk gives no more than [`page::MAX_ROWS`].
    pub limit: usize,
    /// The record under the operator's hand: the page says where it is now.
    #[serde(default)]
    pub around: Option<RecordId>,
    /// The records that the operator marked: the page says how many of them the list holds.
    #[serde(default)]
    pub marked: Vec<RecordId>,
}

impl Query {
    /// The first rows of a whole list.
    pub fn all(pane: Pane, limit: usize) -> Self {
        Self {
            pane,
            scope: Vec::new(),
            text: String::new(),
            sort: Sort::default(),
            offset: 0,
            limit,
            around: None,
            marked: Vec::new(),
        }
    }
}

/// The order of rows; ties are by name and then by key. With free words, relevance comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// Greatest first.
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
    /// By name.
    Name,
    /// By commune.
    Commune,
    /// By stage.
    Stage,
    /// By how much the findings weigh.
    Weight,
    /// By the end of what is relied on, or of the convention itself.
    End,
    /// By a column of the list; what has no value there comes last.
    Column(ColumnId),
}

impl Pane {
    /// The French name of the list.
    pub fn label(self) -> &'static str {
        match self {
            Self::Collectivites => "collectivités",
            Self::Schools => "écoles",
            Self::Providers => "prestataires",
            Self::Conventions => "conventions",
            Self::Everything => "aller à",
        }
    }
}

impl SortBy {
    /// The same order under the name that is quickest to follow.
    fn plain(self) -> Self {
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
