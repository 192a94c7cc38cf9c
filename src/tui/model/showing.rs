//! How a list is shown: what filters it, its order, its columns, and the view that they come from.

use crate::config::state::State;
use crate::domain::query::Pane;
use crate::domain::query::Sort;
use crate::domain::query::row::{Column, ColumnId, chosen, usual};
use crate::domain::view::ViewNumber;

use super::list::List;

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
    /// What it is.
    pub view: Opened,
    /// Which list.
    pub pane: Pane,
    /// Everybody sees it.
    pub shared: bool,
    /// How many rows it has now, or why it has none.
    pub count: Result<usize, String>,
}

/// A view that was opened, as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Where it comes from.
    pub origin: Origin,
    /// Its name.
    pub name: String,
    /// Its filter.
    pub text: String,
    /// Its order.
    pub sort: Sort,
    /// Its columns; none means the usual ones.
    pub columns: Vec<ColumnId>,
}

/// How a list is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Showing {
    /// The search bar.
    pub text: String,
    /// The order of the rows.
    pub sort: Sort,
    /// The columns, in order; none means the usual ones.
    pub columns: Vec<ColumnId>,
    /// The view that was opened.
    pub view: Option<Opened>,
}

impl List {
    /// How it is shown now.
    pub fn showing(&self) -> Showing {
        Showing {
            text: self.search.text().to_owned(),
            sort: self.sort,
            columns: self.columns.clone(),
            view: self.view.clone(),
        }
    }

    /// Shows it so; its rows are to be asked for.
    pub fn show(&mut self, showing: Showing) {
        self.error = None;
        self.search.set(showing.text);
        self.sort = showing.sort;
        self.columns = showing.columns;
        self.view = showing.view;
    }

    /// Opens a view: its filter, its order, and its columns or those that the operator chose for the list.
    pub fn open_view(&mut self, mut view: Opened, state: &State) {
        let pane = self.name.pane();
        if view.columns.is_empty() {
            view.columns = state.columns.get(&pane).cloned().unwrap_or_default();
        } else if view.columns == usual(pane) {
            view.columns.clear();
        }
        self.show(Showing {
            text: view.text.clone(),
            sort: view.sort,
            columns: view.columns.clone(),
            view: Some(view),
        });
    }

    /// Leaves the view: the order and the columns are again those that the operator chose for the list.
    pub fn leave_view(&mut self, state: &State) {
        if self.view.take().is_some() {
            self.recall(state);
        }
    }

    /// Takes the order and the columns that the operator chose for the list.
    pub fn recall(&mut self, state: &State) {
        let pane = self.name.pane();
        self.sort = state.sorts.get(&pane).copied().unwrap_or_default();
        self.columns = state.columns.get(&pane).cloned().unwrap_or_default();
    }

    /// True where the list is no longer as the view that was opened.
    pub fn is_modified(&self) -> bool {
        let now = (self.search.text().trim(), self.sort, &self.columns);
        let view = self.view.as_ref();
        view.is_some_and(|view| (view.text.as_str(), view.sort, &view.columns) != now)
    }

    /// The columns, in order.
    pub fn shown_columns(&self) -> Vec<&'static Column> {
        chosen(self.name.pane(), &self.columns)
    }
}
