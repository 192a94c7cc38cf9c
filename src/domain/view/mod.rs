//! Views: a list with its filter, its order and its columns, under a name.

mod shipped;

pub use shipped::{SHIPPED, Shipped};

use serde::{Deserialize, Serialize};

use super::actor::Actor;
use super::list::{ColumnId, Pane, Sort};

/// The number of a view, from 1 up.
pub type ViewNumber = u32;

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    pub number: ViewNumber,
    /// Its name, the only one among those that an operator sees.
    pub name: String,
    pub pane: Pane,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The order of the rows.
    #[serde(default)]
    pub sort: Sort,
    /// The columns, in order; none means those of the list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ColumnId>,
    /// Whose it is; without an owner it is shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Actor>,
}

impl View {
    /// True for a view that everybody sees.
    pub fn is_shared(&self) -> bool {
        self.owner.is_none()
    }

    /// True where an operator sees it.
    pub fn is_seen_by(&self, actor: &Actor) -> bool {
        self.owner.as_ref().is_none_or(|owner| owner.uid == actor.uid)
    }
}

/// A view as an operator asks for it to be saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewView {
    /// The view that it replaces; none for a new one.
    #[serde(default)]
    pub number: Option<ViewNumber>,
    pub name: String,
    pub pane: Pane,
    #[serde(default)]
    pub text: String,
    /// The order of the rows.
    #[serde(default)]
    pub sort: Sort,
    /// The columns, in order; none means those of the list.
    #[serde(default)]
    pub columns: Vec<ColumnId>,
    #[serde(default)]
    pub shared: bool,
}
