//! The lists that there are, the identities of their columns and their orders: what a query asks and a view remembers.

mod column_id;
mod sort;

pub use column_id::ColumnId;
pub use sort::{Sort, SortBy};

use super::coded::coded;

coded! {
    /// Which list is asked for.
    stored enum Pane {
        /// The collectivités that hold a competence over a school, or are named by a record.
        Collectivites "collectivites", "collectivités";
        /// The schools, one row per deployment, one row for a school without any.
        Schools "schools", "écoles";
        Providers "providers", "prestataires";
        Conventions "conventions", "conventions";
        /// Records of every kind that has a name, for « aller à ».
        Everything "everything", "aller à";
    }
}
