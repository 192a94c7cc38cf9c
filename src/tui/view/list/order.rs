//! The order of a list: its sign behind the title of a column, and its words.

use crate::domain::query::row::{Column, ColumnId, column};
use crate::domain::query::{Pane, Sort, SortBy};
use crate::tui::model::List;

/// The sign of the order behind the title of its column; nothing behind another.
pub fn sign(sort: Sort, id: ColumnId) -> &'static str {
    let is_sorted = match sort.by {
        SortBy::Column(by) => by == id,
        SortBy::Relevance | SortBy::Weight => false,
        SortBy::Key => matches!(id, ColumnId::Uai | ColumnId::Siren | ColumnId::Numero),
        SortBy::Name => id == ColumnId::Nom,
        SortBy::Commune => id == ColumnId::Commune,
        SortBy::Stage => id == ColumnId::Etape,
        SortBy::End => id == ColumnId::Echeance,
    };
    match (is_sorted, sort.descending) {
        (false, _) => "",
        (true, false) => "▲",
        (true, true) => "▼",
    }
}

/// The order in words, for the title of a list of which no column shows it; none where one does, and for the usual one.
pub fn sort_in_words(list: &List) -> Option<String> {
    let sort = list.sort;
    let shown = |column: &&'static Column| !sign(sort, column.id).is_empty();
    if sort == Sort::default() || list.shown_columns().iter().any(shown) {
        return None;
    }
    let way = if sort.descending { " ▼" } else { " ▲" };
    Some(format!("tri\u{a0}: {}{way}", sorted_by(list)))
}

/// The order in words alone: `tri par commune, décroissant`.
pub fn sorted(list: &List) -> String {
    let way = if list.sort.descending {
        ", décroissant"
    } else {
        ""
    };
    format!("tri par {}{way}", sorted_by(list))
}

/// What the rows are ordered by.
fn sorted_by(list: &List) -> String {
    match list.sort.by {
        SortBy::Column(id) => title(list.name.pane(), id).to_lowercase(),
        by => Sort {
            by,
            descending: false,
        }
        .label(),
    }
}

fn title(pane: Pane, id: ColumnId) -> &'static str {
    column(pane, id).map_or(id.code(), |column| column.title)
}
