//! What the review of a register entry covers: the parts that the entry rests on, a digest of each, and those that are no
//! longer what a review saw.
//!
//! Whoever decides, verifies or shows a review asks here. Contacts and notes are in no part.

mod content;
mod field;

pub use content::content;
pub use field::{Field, Value, digest};

use chrono::NaiveDate;

use super::deployment::Deployment;
use super::provider::SheetId;
use super::record::{Record, RecordId};
use super::register::{Part, PartDigest, RegisterEntry, Review};
use super::registry::{Holder, Registry};

/// What a register entry rests on, on a day.
#[derive(Debug, Clone, Copy)]
pub struct Coverage<'a> {
    registry: &'a Registry,
    entry: &'a RegisterEntry,
    holder: Option<Holder>,
}

impl<'a> Coverage<'a> {
    /// What an entry rests on; the holder of the competence is that of the day.
    pub fn new(registry: &'a Registry, entry: &'a RegisterEntry, day: NaiveDate) -> Self {
        Self::with_holder(registry, entry, holder(registry, entry, day))
    }

    /// The same, where the holder of the day is known.
    pub fn with_holder(registry: &'a Registry, entry: &'a RegisterEntry, holder: Option<Holder>) -> Self {
        Self {
            registry,
            entry,
            holder,
        }
    }

    /// The parts, in the order in which they are shown.
    pub fn parts(&self) -> Vec<Part> {
        let conventions = self.entry.conventions.iter().cloned().map(Part::Convention);
        let mut parts = vec![Part::School, Part::Use, Part::Solution, Part::Sheet];
        parts.extend(conventions);
        parts.push(Part::Holder);
        parts
    }

    /// The record that a part is read from; none where there is none.
    pub fn record(&self, part: &Part) -> Option<RecordId> {
        match part {
            Part::School => Some(RecordId::School(self.entry.school)),
            Part::Use => Some(RecordId::Deployment(
                self.registry
                    .use_of(self.entry)
                    .map_or(self.entry.deployment(), Deployment::id),
            )),
            Part::Solution => Some(RecordId::Solution(self.entry.solution.clone())),
            Part::Sheet => Some(RecordId::Sheet(SheetId {
                solution: self.entry.solution.clone(),
                version: self.entry.sheet.clone(),
            })),
            Part::Convention(number) => Some(RecordId::Convention(number.clone())),
            Part::Holder => self.holder.map(|holder| holder.by()),
        }
    }

    /// The records that the parts are read from: who reviews the entry has seen each.
    pub fn records(&self) -> Vec<RecordId> {
        let parts = self.parts();
        parts.iter().filter_map(|part| self.record(part)).collect()
    }

    /// What a part says; nothing where its record is missing.
    pub fn fields(&self, part: &Part) -> Vec<Field> {
        match part {
            Part::Holder => self.holder.iter().map(content::holder).collect(),
            Part::Use => self
                .registry
                .use_of(self.entry)
                .map_or_else(Vec::new, content::used),
            other => {
                let record = self.record(other).and_then(|id| self.registry.get(&id));
                record.map_or_else(Vec::new, |record: Record| content(&record, self.entry.school))
            }
        }
    }

    /// Each part with its digest: what a review of the entry keeps.
    pub fn digests(&self) -> Vec<PartDigest> {
        let parts = self.parts().into_iter();
        parts.map(|part| self.digest_of(part)).collect()
    }

    fn digest_of(&self, part: Part) -> PartDigest {
        PartDigest {
            sha256: digest(&part, &self.fields(&part)),
            part,
        }
    }

    /// The parts that are no longer what a review of the entry saw; put back as they were, they are again.
    ///
    /// Of a review without digests they are those that were recorded again since.
    pub fn changed(&self, review: &Review) -> Vec<Part> {
        if !review.has_digests() {
            return self.recorded_since(review);
        }
        let place = review.seen.unwrap_or_default();
        let held = review.parts.iter();
        let differs = |held: &&PartDigest| {
            !self.is_untouched(&held.part, place) && self.digest_of(held.part.clone()) != **held
        };
        held.filter(differs).map(|held| held.part.clone()).collect()
    }

    /// True where a part is one record, which was not recorded again after a place in the journal: its digest needs no
    /// look. Which use counts, and who holds the competence, moves with other records.
    fn is_untouched(&self, part: &Part, place: u64) -> bool {
        match part {
            Part::School | Part::Solution | Part::Sheet | Part::Convention(_) => self.is_of(part, place),
            Part::Use | Part::Holder => false,
        }
    }

    /// The parts of which a version is later than a review of the former format. Its place is the version of the entry,
    /// which the review made.
    fn recorded_since(&self, review: &Review) -> Vec<Part> {
        let own = || self.registry.version(&RecordId::Entry(self.entry.number));
        let place = review.seen.or_else(own).unwrap_or_default();
        let moved = |part: &Part| match part {
            // The solution of a use that has an entry never changes.
            Part::Use => self.registry.use_of(self.entry).is_none(),
            Part::Holder => {
                let then = holder(self.registry, self.entry, review.on);
                // The SIREN of a commune that holds by default is its key.
                let recorded = self.holder.and_then(|holder| holder.recorded);
                then.map(|then| then.siren) != self.holder.map(|holder| holder.siren)
                    || recorded.is_some() && !self.is_of(part, place)
            }
            Part::School | Part::Solution | Part::Sheet | Part::Convention(_) => !self.is_of(part, place),
        };
        self.parts().into_iter().filter(moved).collect()
    }

    /// True where the record of a part is there, and was not recorded again after a place in the journal.
    fn is_of(&self, part: &Part, place: u64) -> bool {
        let version = || self.registry.version(&self.record(part)?);
        version().is_some_and(|version| version <= place)
    }
}

fn holder(registry: &Registry, entry: &RegisterEntry, day: NaiveDate) -> Option<Holder> {
    registry.holder(registry.schools().get(&entry.school)?, day)
}
