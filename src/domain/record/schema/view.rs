//! The fields of a saved view.

use super::spec::{Column, field};
use super::{list, maybe, yes};
use crate::domain::list::ColumnId;
use crate::domain::view::View;

/// The fields of a saved view.
pub(super) const VIEW: &[Column<View>] = &[
    field("number", "numéro", |r: &View| r.number.to_string()).key(),
    field("name", "nom", |r: &View| r.name.clone())
        .commanded()
        .free(|r, each| each(&mut r.name)),
    field("pane", "liste", |r: &View| r.pane.label().to_owned()).commanded(),
    field("text", "filtre", |r: &View| r.text.clone())
        .commanded()
        .free(|r, each| each(&mut r.text)),
    field("sort", "tri", |r: &View| r.sort.label()).commanded(),
    field("columns", "colonnes", |r: &View| {
        list(r.columns.iter().map(|column| ColumnId::code(*column)))
    })
    .commanded(),
    field("owner", "partagée", |r: &View| yes(r.owner.is_none())).commanded(),
    field("owner", "à", |r: &View| {
        maybe(r.owner.as_ref().map(|owner| &owner.name))
    })
    .decided(),
];
