//! The fields of a document.

use super::spec::{Column, field};
use super::{day, list, maybe};
use crate::domain::date::day_fr;
use crate::domain::document::size_text;
use crate::domain::record::{Document, RecordId};

/// The fields of a document.
pub(super) const DOCUMENT: &[Column<Document>] = &[
    field("sha256", "empreinte", |r: &Document| r.sha256.to_string()).key(),
    field("kind", "type", |r: &Document| r.kind.label().to_owned()).commanded(),
    field("name", "nom", |r: &Document| r.name.clone())
        .commanded()
        .free(|r, each| each(&mut r.name)),
    field("date", "date", |r: &Document| day(r.date))
        .commanded()
        .fact(|r, each| r.date.into_iter().for_each(each)),
    field("about", "jointe à", |r: &Document| {
        list(r.about.iter().map(RecordId::label))
    })
    .commanded(),
    field("format", "format", |r: &Document| r.format.label().to_owned()).decided(),
    field("pages", "pages", |r: &Document| maybe(r.pages)).decided(),
    field("size", "taille", |r: &Document| size_text(r.size)).decided(),
    field("filed", "jointe le", |r: &Document| day_fr(r.filed)).decided(),
    field("by", "par", |r: &Document| r.by.clone()).decided(),
];
