//! The names of schools as they are drawn: in small letters where the operator wants them so. What is searched, kept, copied
//! or written to a file is as it was published.

use std::borrow::Cow;

use crate::domain::query::page::Row;
use crate::domain::record::Kind;
use crate::service::Dossier;
use crate::tui::model::Model;
use crate::tui::text::readable;

/// A row as it is drawn.
pub fn row<'a>(model: &Model, row: &'a Row) -> Cow<'a, Row> {
    match row {
        Row::School(school) if model.options.readable => {
            let mut school = school.clone();
            school.name = readable(&school.name);
            Cow::Owned(Row::School(school))
        }
        row => Cow::Borrowed(row),
    }
}

/// The title of a dossier as it is drawn: of a school, the name before its commune.
pub fn title<'a>(model: &Model, dossier: &'a Dossier) -> Cow<'a, str> {
    if !model.options.readable || !matches!(dossier.id.kind(), Kind::School | Kind::Deployment) {
        return Cow::Borrowed(&dossier.title);
    }
    Cow::Owned(match dossier.title.split_once(", ") {
        Some((name, commune)) => format!("{}, {commune}", readable(name)),
        None => readable(&dossier.title),
    })
}
