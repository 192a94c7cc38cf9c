//! The words of the day index's records, searched; made apart from the day index, since a first screen needs none of them.

use std::sync::Arc;

use super::DayIndex;
use super::title::Title;
use crate::domain::id::Uai;
use crate::domain::query::search::{Document, Index};
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::school::School;

/// The words of the schools and of the other records; a number is a place on the day index.
#[derive(Debug)]
pub struct Indexes {
    words: Index,
    titles: Index,
}

/// What is listed on a day index, by places: all that [`Indexes`] need beside the registry.
#[derive(Debug, Clone)]
pub struct Listing {
    schools: Vec<Uai>,
    named: Vec<RecordId>,
}

impl DayIndex {
    /// What is listed, for indexes made elsewhere.
    pub fn listing(&self) -> Listing {
        Listing {
            schools: self.entries.iter().map(|entry| entry.uai).collect(),
            named: self.named.iter().map(|named| named.id.clone()).collect(),
        }
    }

    /// Takes indexes made of the present listing; those that the day index has already stay.
    pub fn attach(&self, indexes: Indexes) {
        drop(self.indexes.set(Arc::new(indexes)));
    }

    /// True once the indexes are there.
    pub fn is_indexed(&self) -> bool {
        self.indexes.get().is_some()
    }

    /// The indexes, made now where they are not there yet.
    pub(super) fn indexes(&self, registry: &Registry) -> &Arc<Indexes> {
        self.indexes
            .get_or_init(|| Arc::new(Indexes::new(registry, &self.listing())))
    }

    /// The indexes, to be changed; none where they are not there yet. Those that are lent meanwhile are let go, and made
    /// again when they are asked for.
    pub(super) fn indexes_mut(&mut self) -> Option<&mut Indexes> {
        if Arc::get_mut(self.indexes.get_mut()?).is_none() {
            self.indexes.take();
        }
        self.indexes.get_mut().and_then(Arc::get_mut)
    }

    /// The words of the schools.
    pub fn words(&self, registry: &Registry) -> &Index {
        &self.indexes(registry).words
    }

    /// The words of the records that have a name and are no school.
    pub fn titles(&self, registry: &Registry) -> &Index {
        &self.indexes(registry).titles
    }
}

impl Indexes {
    /// Indexes what is listed; the place of a record that is gone finds nothing.
    pub fn new(registry: &Registry, listing: &Listing) -> Self {
        Self {
            words: schools(registry, &listing.schools),
            titles: titles(registry, &listing.named),
        }
    }

    /// Puts a school at its place, which is the next one or one that was given out; of one that is gone, nothing.
    pub(super) fn put_school(&mut self, registry: &Registry, place: u32, uai: Uai) {
        let codes = [uai.as_str()];
        let school = registry.schools().get(&uai);
        put(
            &mut self.words,
            place,
            school.map(|school| document(school, &codes)),
        );
    }

    /// Puts another record at its place, as [`Indexes::put_school`] does.
    pub(super) fn put_named(&mut self, place: u32, title: &Title<'_>) {
        let codes = title.codes();
        let is_there = !title.label.is_empty();
        put(&mut self.titles, place, is_there.then(|| title.document(&codes)));
    }
}

fn put(index: &mut Index, place: u32, document: Option<Document<'_>>) {
    let is_next = index.len() == place as usize;
    match document {
        Some(document) if is_next => drop(index.push(document)),
        Some(document) => index.replace(place, document),
        None => index.remove(place),
    }
}

fn schools(registry: &Registry, listed: &[Uai]) -> Index {
    let codes: Vec<[&str; 1]> = listed.iter().map(|uai| [uai.as_str()]).collect();
    let found: Vec<Option<&School>> = listed.iter().map(|uai| registry.schools().get(uai)).collect();
    let documents = found.iter().zip(&codes);
    let mut index = Index::build(
        documents
            .map(|(school, codes)| school.map_or_else(Document::default, |school| document(school, codes))),
    );
    remove_missing(&mut index, &found);
    index
}

fn titles(registry: &Registry, listed: &[RecordId]) -> Index {
    let found: Vec<Option<Title<'_>>> = listed.iter().map(|id| Title::of(registry, id)).collect();
    let codes: Vec<Vec<&str>> = found
        .iter()
        .map(|title| title.as_ref().map_or_else(Vec::new, Title::codes))
        .collect();
    let documents = found.iter().zip(&codes);
    let mut index = Index::build(documents.map(|(title, codes)| {
        title
            .as_ref()
            .map_or_else(Document::default, |title| title.document(codes))
    }));
    remove_missing(&mut index, &found);
    index
}

fn remove_missing<T>(index: &mut Index, found: &[Option<T>]) {
    for (place, _) in (0..).zip(found).filter(|(_, found)| found.is_none()) {
        index.remove(place);
    }
}

/// What is searched of a school.
fn document<'a>(school: &'a School, codes: &'a [&'a str; 1]) -> Document<'a> {
    Document {
        identifiers: codes,
        name: &school.name,
        place: &school.commune,
    }
}
