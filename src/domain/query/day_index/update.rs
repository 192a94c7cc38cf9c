//! A day index brought up to date after changes, at the cost of what they touch.

use super::DayIndex;
use super::affected::AffectedSchools;
use super::build::draft_all;
use super::named::{KINDS, Named};
use super::order::Orders;
use super::pair::{InTurn, Pair};
use super::school::{Assessed, EntryParts, SchoolEntry};
use super::title::Title;
use crate::domain::change::Change;
use crate::domain::convention::Party;
use crate::domain::id::Uai;
use crate::domain::record::{Record, RecordId};
use crate::domain::registry::Registry;
use crate::domain::school::School;

/// From this many changed records on, the day index is made again from nothing; of a large base, from a tenth of its schools.
const MANY: usize = 1_000;

/// From this many schools on, they are assessed in two halves.
const SHARED: usize = 500;

impl DayIndex {
    /// Follows changes that the registry already has.
    pub fn update(&mut self, registry: &Registry, changes: &[Change], pair: &impl Pair) {
        let is_of_all = |change: &Change| matches!(change.id(), Some(RecordId::Vacances(_)));
        if changes.iter().any(is_of_all) || changes.len() >= MANY.max(self.entries.len() / 10) {
            *self = Self::build(registry, self.day, self.policy, pair);
            return;
        }
        let mut reach = AffectedSchools::new(registry);
        let records = changes
            .iter()
            .flat_map(|change| change.before.iter().chain(&change.after));
        records.clone().for_each(|record| reach.add(record));
        let schools: Vec<Uai> = reach.with_rpi().into_iter().collect();
        records.clone().for_each(|record| self.rename(registry, record));
        self.assess_again(registry, &schools, pair);
        let relisted = records.filter_map(|record| match record {
            Record::School(school) => Some(school.uai),
            _ => None,
        });
        self.relist(registry, relisted);
    }

    /// Assesses schools again, and counts them as they are now.
    fn assess_again(&mut self, registry: &Registry, schools: &[Uai], pair: &impl Pair) {
        let known = schools.iter().filter_map(|uai| registry.schools().get(uai));
        let known: Vec<&School> = known.collect();
        let (day, policy) = (self.day, &self.policy);
        let drafts = if known.len() < SHARED {
            draft_all(registry, &known, day, policy, &InTurn)
        } else {
            draft_all(registry, &known, day, policy, pair)
        };
        for (school, draft) in known.into_iter().zip(drafts) {
            if let Some(place) = self.place_of(school.uai) {
                self.put(place, |entry| entry.assessed = draft.assessed);
            } else {
                let place = self.list(school, draft);
                self.by_uai.note(school.uai, place);
                self.index_school(registry, place, school.uai);
            }
        }
    }

    /// Puts a school in the indexes, where they are made.
    fn index_school(&mut self, registry: &Registry, place: u32, uai: Uai) {
        if let Some(indexes) = self.indexes_mut() {
            indexes.put_school(registry, place, uai);
        }
    }

    /// Changes an entry and the counts with it.
    fn put(&mut self, place: u32, change: impl FnOnce(&mut SchoolEntry)) {
        let entry = &mut self.entries[place as usize];
        self.tallies.subtract(entry);
        change(entry);
        self.tallies.add(entry);
    }

    /// Takes up the names of schools that were created, changed or removed.
    fn relist(&mut self, registry: &Registry, schools: impl Iterator<Item = Uai>) {
        let mut moved = false;
        for uai in schools {
            moved |= self.relist_one(registry, uai);
        }
        if moved {
            self.orders = Orders::new(&self.entries, &self.communes);
        }
    }

    /// Takes up the names of one school, and says whether its place in the list may have moved.
    fn relist_one(&mut self, registry: &Registry, uai: Uai) -> bool {
        let Some(place) = self.place_of(uai) else {
            return false;
        };
        self.index_school(registry, place, uai);
        let Some(school) = registry.schools().get(&uai) else {
            self.put(place, |entry| entry.assessed = Assessed::default());
            return true;
        };
        let entry = &mut self.entries[place as usize];
        let assessed = std::mem::take(&mut entry.assessed);
        let draft = EntryParts::of(school, assessed);
        *entry = SchoolEntry::new(school, draft, &mut self.communes, &mut self.circonscriptions);
        true
    }

    /// Takes up the name of a record that is no school, and of those that are called after it.
    fn rename(&mut self, registry: &Registry, record: &Record) {
        self.rename_one(registry, &record.id());
        let party = match record {
            Record::Collectivite(r) => Party::Collectivite(r.siren),
            Record::Provider(r) => Party::Provider(r.siren),
            Record::Solution(r) => {
                for sheet in registry.sheets_of(&r.code) {
                    self.rename_one(registry, &RecordId::Sheet(sheet.id()));
                }
                return;
            }
            _ => return,
        };
        for convention in registry.conventions_with(party) {
            self.rename_one(registry, &RecordId::Convention(convention.number.clone()));
        }
        for contract in registry.contracts_of(party.siren()) {
            self.rename_one(registry, &RecordId::Contract(contract.reference.clone()));
        }
    }

    fn rename_one(&mut self, registry: &Registry, id: &RecordId) {
        if !KINDS.contains(&id.kind()) {
            return;
        }
        let title = Title::of(registry, id).unwrap_or_default();
        let named = Named::new(registry, id.clone(), &title, self.day);
        let place = match self.named_place(id) {
            Some(place) => {
                self.named[place as usize] = named;
                place
            }
            None if title.label.is_empty() => return,
            None => {
                let place = u32::try_from(self.named.len()).unwrap_or(u32::MAX);
                self.by_id.note(id.clone(), place);
                self.named.push(named);
                place
            }
        };
        if let Some(indexes) = self.indexes_mut() {
            indexes.put_named(place, &title);
        }
    }
}
