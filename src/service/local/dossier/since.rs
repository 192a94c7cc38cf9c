//! What changed since the review of a register entry: when, by whom, and which fields.

use super::lines::Lines;
use crate::domain::change::{Change, Correction};
use crate::domain::covered::{Coverage, Field, content};
use crate::domain::date::{day_fr, moment_fr};
use crate::domain::id::Uai;
use crate::domain::journal::Entry;
use crate::domain::query::source::Source;
use crate::domain::record::RecordId;
use crate::domain::register::{Part, RegisterEntry, Review};
use crate::domain::rule::{Explained, FactLine, RuleCode, Verdict};
use crate::service::local::Local;
use crate::service::local::history::keys;
use crate::service::{DeskError, Section};
use crate::system::wall;

/// The most changes of a part that are told, the latest.
const TOLD: usize = 10;

/// A change of a part that a review covers: the part, and what was done to it.
pub(in crate::service::local) type Since = (Part, String);

impl Local {
    /// What changed in the parts that are no longer what the review of an active entry saw, each with its part, oldest
    /// first; nothing where the review holds, or where there is none.
    pub(in crate::service::local) fn since_review(
        &self,
        source: Source<'_>,
        entry: &RegisterEntry,
    ) -> Result<Vec<Since>, DeskError> {
        let (Some(review), true) = (&entry.reviewed, entry.is_active()) else {
            return Ok(Vec::new());
        };
        let coverage = Coverage::new(source.registry, entry, source.day_index.day());
        let mut since = Vec::new();
        for part in coverage.changed(review) {
            let told = match coverage.record(&part) {
                Some(id) => self.changes_since(&id, entry, review, &part)?,
                None => Vec::new(),
            };
            if told.is_empty() {
                since.push((part, "n’est plus ce que le contrôle a vu".to_owned()));
            } else {
                since.extend(told.into_iter().map(|told| (part.clone(), told)));
            }
        }
        Ok(since)
    }

    /// Adds to what W18 says of a school what changed since each review that is void.
    pub(in crate::service::local) fn explain_reviews(
        &self,
        source: Source<'_>,
        school: Uai,
        explained: &mut [Explained],
    ) -> Result<(), DeskError> {
        for entry in source.registry.entries_of(school) {
            let since = self.since_review(source, entry)?;
            let rules = explained
                .iter_mut()
                .filter(|one| one.category == Some(entry.category))
                .flat_map(|one| &mut one.rules)
                .filter(|rule| rule.rule == RuleCode::W18 && rule.verdict == Verdict::Holds);
            for rule in rules {
                rule.facts.extend(since.iter().map(|(part, told)| FactLine {
                    label: part.label(),
                    value: told.clone(),
                }));
            }
        }
        Ok(())
    }

    /// What the journal says of the record of a part from the place of a review on.
    fn changes_since(
        &self,
        id: &RecordId,
        entry: &RegisterEntry,
        review: &Review,
        part: &Part,
    ) -> Result<Vec<String>, DeskError> {
        let place = match review.seen {
            Some(place) => place,
            None => self
                .registry
                .version(&RecordId::Entry(entry.number))
                .unwrap_or_default(),
        };
        let keys = keys::of(&self.registry, std::slice::from_ref(id));
        let places = self.entries_on(&keys)?;
        let later: Vec<u64> = places.into_iter().filter(|seq| *seq > place).collect();
        let mut told = Vec::new();
        for seq in later.into_iter().rev() {
            let Some(found) = self.journal.entry(seq)? else {
                continue;
            };
            let changes = keys::changes(&keys, &found);
            let fields = changes
                .first()
                .map(|(_, change)| differing(change, entry))
                .unwrap_or_default();
            // A review without digests is void by a record that is as it was, but for its key.
            let is_seen = review.has_digests() || Correction::among(&found.changes.as_slice()).is_some();
            if fields.is_empty() && is_seen && *part != Part::Holder {
                continue;
            }
            told.push(worded(&found, &fields));
            if told.len() == TOLD {
                break;
            }
        }
        told.reverse();
        Ok(told)
    }
}

/// The names of the fields of a part that a change gave another value, each once.
fn differing(change: &Change, entry: &RegisterEntry) -> Vec<String> {
    let fields = |record: &Option<_>| {
        let record = record.as_ref();
        record.map_or_else(Vec::new, |record| content(record, entry.school))
    };
    let (before, after) = (fields(&change.before), fields(&change.after));
    let gone = before.iter().filter(|field| !after.contains(field));
    let come = after.iter().filter(|field| !before.contains(field));
    let mut names: Vec<String> = Vec::new();
    for Field { label, .. } in gone.chain(come) {
        if !names.contains(label) {
            names.push(label.clone());
        }
    }
    names
}

/// When, by whom, and which fields: `le 23/11/2026 10:12:00 par jdupont : nom, état`.
fn worded(entry: &Entry, fields: &[String]) -> String {
    let when = moment_fr(wall::local(entry.at));
    let fields = if fields.is_empty() {
        String::new()
    } else {
        format!("\u{a0}: {}", fields.join(", "))
    };
    format!(
        "le {when} par {} (opération {}){fields}",
        entry.actor.name, entry.seq
    )
}

/// What changed since the reviews of some entries, each review under its own title.
pub(super) fn sections<'a>(
    desk: &Local,
    source: Source<'_>,
    entries: impl Iterator<Item = &'a RegisterEntry>,
) -> Result<Vec<Section>, DeskError> {
    let mut sections = Vec::new();
    for entry in entries {
        let mut lines = Lines::default();
        for (part, told) in desk.since_review(source, entry)? {
            lines.text(&part.label(), told);
        }
        let on = entry.reviewed.as_ref().map(|review| day_fr(review.on));
        let title = format!(
            "Changé depuis le contrôle du {} (inscription n°\u{a0}{})",
            on.unwrap_or_default(),
            entry.number
        );
        sections.extend(lines.section(&title));
    }
    Ok(sections)
}
