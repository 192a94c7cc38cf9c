//! How a list is shown: what filters it, its order, its columns, and the view that they come from.

use crate::domain::query::Pane;
use crate::domain::query::Sort;
use crate::domain::query::row::ColumnId;
use crate::domain::view::{Shipped, View, ViewNumber};

/// Where a view comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program.
    Shipped,
    /// It was saved; the number of one saved just now is not known.
    Saved(Option<ViewNumber>),
}

/// A view that can be opened, and how many rows it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    pub view: Opened,
    pub pane: Pane,
    pub shared: bool,
    /// How many rows it has now, or why it has none.
    pub count: Result<usize, String>,
}

/// A view that was opened, as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Where it comes from.
    pub origin: Origin,
    pub name: String,
    pub text: String,
    pub sort: Sort,
    /// Its columns; none means the usual ones.
    pub columns: Vec<ColumnId>,
}

impl Opened {
    /// A view that comes with the program.
    pub fn shipped(view: &Shipped) -> Self {
        Self {
            origin: Origin::Shipped,
            name: view.name.to_owned(),
            text: view.text.to_owned(),
            sort: view.sort,
            columns: view.columns.to_vec(),
        }
    }

    /// A view that was saved.
    pub fn saved(view: View) -> Self {
        Self {
            origin: Origin::Saved(Some(view.number)),
            name: view.name,
            text: view.text,
            sort: view.sort,
            columns: view.columns,
        }
    }
}

/// How a list is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Showing {
    pub text: String,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns, in order; none means the usual ones.
    pub columns: Vec<ColumnId>,
    pub view: Option<Opened>,
}
