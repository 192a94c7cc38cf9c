//! The fields of a saved view.

use super::{Field, field, list, maybe, yes};
use crate::domain::list::ColumnId;
use crate::domain::view::View;

/// The fields of a saved view.
pub(super) fn view(r: &View) -> Vec<Field> {
    vec![
        field("numéro", r.number),
        field("nom", &r.name),
        field("liste", r.pane.label()),
        field("filtre", &r.text),
        field("tri", r.sort.label()),
        list("colonnes", r.columns.iter().map(|column| ColumnId::code(*column))),
        yes("partagée", r.owner.is_none()),
        maybe("à", r.owner.as_ref().map(|owner| &owner.name)),
    ]
}
