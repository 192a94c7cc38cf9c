//! The lists that there are, the identities of their columns and their orders: what a query asks and a view remembers.

mod column_id;
mod sort;

pub use column_id::ColumnId;
pub use sort::{Sort, SortBy};

use serde::{Deserialize, Serialize};

/// Which list is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pane {
    /// The collectivités that hold a competence over a school, or are named by a record.
    Collectivites,
    /// The schools, one row per deployment, one row for a school without any.
    Schools,
    Providers,
    Conventions,
    /// Records of every kind that has a name, for « aller à ».
    Everything,
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
