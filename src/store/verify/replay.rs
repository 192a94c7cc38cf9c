//! Replaying the journal: each entry is held against the registry that the entries before it made.

use std::collections::HashMap;

use super::gate;
use super::instants::Instants;
use crate::domain::change::Change;
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::domain::register::{EntryNumber, Review};
use crate::domain::registry::Registry;
use crate::domain::rule::EDITION;
use crate::store::{Damage, Head, Link};

/// The journal replayed so far.
#[derive(Debug)]
pub struct Replay {
    registry: Registry,
    histories: HashMap<RecordId, Vec<u64>>,
    head: Head,
    instants: Instants,
    remarks: Vec<String>,
    /// The reviews with digests that were recorded so far.
    reviews: HashMap<EntryNumber, Vec<Review>>,
    /// The latest edition of the rules by which an entry of the register was made so far.
    edition: u32,
}

impl Default for Replay {
    fn default() -> Self {
        Self {
            registry: Registry::default(),
            histories: HashMap::new(),
            head: Head::EMPTY,
            instants: Instants::default(),
            remarks: Vec::new(),
            reviews: HashMap::new(),
            edition: Entry::FIRST_EDITION,
        }
    }
}

impl Replay {
    /// Takes the next entry in, and says what is wrong with it.
    pub fn entry(&mut self, link: &Link, damages: &mut Vec<Damage>) {
        let seq = link.entry.seq;
        self.remarks.extend(self.instants.remark(&link.entry));
        // Editions follow each other: one that goes back was not written by this program, and is judged as the present one.
        let of_its_day = link.entry.edition == EDITION || link.entry.edition < self.edition;
        self.edition = self.edition.max(link.entry.edition);
        let (refused, otherwise): (Vec<_>, Vec<_>) = gate::entering(&self.registry, &link.entry)
            .into_iter()
            .partition(|wrong| of_its_day || !wrong.by_rule);
        let remark = |wrong: gate::Wrong| {
            format!(
                "opération {seq}, d’une autre édition des règles\u{a0}: {}",
                wrong.why
            )
        };
        self.remarks.extend(otherwise.into_iter().map(remark));
        let before = self
            .place(link)
            .into_iter()
            .chain(
                link.entry
                    .changes
                    .iter()
                    .filter_map(|change| self.starting_point(change)),
            )
            .chain(refused.into_iter().map(|wrong| wrong.why))
            .chain(self.reviewing(&link.entry));
        let at = |what| Damage {
            place: format!("opération {seq} du journal"),
            what,
        };
        damages.extend(before.map(at));
        self.note_reviews(&link.entry);
        for id in self.registry.apply(&link.entry) {
            note(self.histories.entry(id).or_default(), seq);
        }
        damages.extend(gate::standing(&self.registry, &link.entry.changes).map(at));
        self.head = Head { seq, hash: link.hash };
    }

    /// What is wrong with the reviews that an entry records.
    fn reviewing(&self, entry: &Entry) -> Vec<String> {
        gate::reviewing(&self.registry, entry, |number, review| {
            let known = self.reviews.get(&number);
            known.is_some_and(|known| known.contains(review))
        })
    }

    /// Keeps the reviews that an entry records, which an undo may give back.
    fn note_reviews(&mut self, entry: &Entry) {
        let recorded = entry.changes.iter().filter_map(Change::review);
        for (of, review) in recorded.filter(|(_, review)| review.has_digests()) {
            self.reviews.entry(of.number).or_default().push(review.clone());
        }
    }

    /// What is wrong with an entry's place in the chain.
    fn place(&self, link: &Link) -> Option<String> {
        if link.entry.seq != self.head.seq + 1 {
            return Some(format!("elle suit l’opération {}", self.head.seq));
        }
        (link.previous != self.head.hash)
            .then(|| "elle n’est pas liée à l’opération qui la précède".to_owned())
    }

    /// What is wrong with the record from which a change starts.
    fn starting_point(&self, change: &Change) -> Option<String> {
        let id = change.id()?;
        if change.before.as_ref().is_some_and(|before| before.id() != id) {
            return Some(format!("elle change la clé de {}", id.label()));
        }
        let known = self.registry.get(&id);
        (known != change.before).then(|| {
            let was = |record: &Option<Record>| if record.is_some() { "autre" } else { "absent" };
            format!(
                "elle part d’un état de {} qui n’était pas le sien ({})",
                id.label(),
                was(&known)
            )
        })
    }

    /// The registry that the entries so far yield.
    pub fn registry(&self) -> &Registry {
        &self.registry
    }

    /// The entries that touched each record, oldest first.
    pub fn histories(&self) -> &HashMap<RecordId, Vec<u64>> {
        &self.histories
    }

    /// What is to be known of the entries so far, though it is no damage.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// The last entry taken in.
    pub fn head(&self) -> Head {
        self.head
    }
}

fn note(history: &mut Vec<u64>, seq: u64) {
    if history.last() != Some(&seq) {
        history.push(seq);
    }
}
