//! Keys that stand for no record any more: what they became, and what is never given again.

use std::collections::BTreeSet;

use super::Registry;
use crate::domain::deployment::{Deployment, DeploymentId, Rank};
use crate::domain::id::Uai;
use crate::domain::provider::Category;
use crate::domain::record::{FormerKey, Kind, RecordId};
use crate::domain::register::RegisterEntry;

impl Registry {
    /// The key under which a record stands now: of a key that was corrected, the one that took its place.
    pub fn follow(&self, id: &RecordId) -> RecordId {
        let mut id = id.clone();
        // Each step takes another former key: there are no more steps than those.
        for _ in 0..self.former_keys.len() {
            if self.version(&id).is_some() {
                break;
            }
            match self.successor(&id) {
                Some(next) => id = next,
                None => break,
            }
        }
        id
    }

    fn successor(&self, id: &RecordId) -> Option<RecordId> {
        let former = self.former_of(id)?;
        id.renamed(&former.key, former.became.as_ref()?)
    }

    /// What became of a key, or of the key that it has within where no record has that one now.
    pub fn former_of(&self, id: &RecordId) -> Option<&FormerKey> {
        let within = || self.former_keys.get(&id.within()?);
        let of_another = |former: &&FormerKey| self.version(&former.key).is_none();
        self.former_keys.get(id).or_else(|| within().filter(of_another))
    }

    /// The keys that a record had before its own, each with the journal entry by which it was corrected, latest first.
    pub fn former_keys_of(&self, id: &RecordId) -> Vec<(RecordId, u64)> {
        let mut found: Vec<(RecordId, u64)> = Vec::new();
        let mut looked_at = vec![id.clone()];
        while let Some(id) = looked_at.pop() {
            for held in self.former_keys.all() {
                let Some(became) = &held.record.became else {
                    continue;
                };
                let Some(was) = id.renamed(became, &held.record.key) else {
                    continue;
                };
                if found.iter().all(|(known, _)| *known != was) {
                    found.push((was.clone(), held.version));
                    looked_at.push(was);
                }
            }
        }
        found
    }

    /// The journal entry from which on a key is that of the record it stands for now; 0 where it never stood for another.
    pub fn own_since(&self, id: &RecordId) -> u64 {
        let corrected = |id: &RecordId| {
            let held = self.former_keys.held(id)?;
            held.record.became.as_ref().map(|_| held.version)
        };
        let within = id.within().and_then(|id| corrected(&id));
        corrected(id).max(within).unwrap_or(0)
    }

    /// The numbers of a kind that were withdrawn.
    pub fn spent_numbers(&self, kind: Kind) -> BTreeSet<u32> {
        let spent = self.former_keys.iter().filter(|former| former.is_spent());
        let of_kind = spent.filter(|former| former.key.kind() == kind);
        of_kind.filter_map(|former| former.key.number()).collect()
    }

    /// The rank of the next use of a school in a category: after those that it has, and those that are spent. None
    /// after [`Rank::LAST`].
    pub fn next_rank(&self, school: Uai, category: Category) -> Option<Rank> {
        let held = self.uses_of(school, category).next_back();
        self.rank_after(school, category, held)
    }

    /// The rank after a use, which is the last of its school and category, and after those that are spent.
    pub fn rank_after(&self, school: Uai, category: Category, last: Option<&Deployment>) -> Option<Rank> {
        let id = |rank| {
            RecordId::Deployment(DeploymentId {
                school,
                category,
                rank,
            })
        };
        let former = self.former_keys.range(id(Rank::FIRST)..=id(Rank::LAST));
        let spent = former.filter(|former| former.is_spent());
        let ranks = spent.filter_map(|former| match &former.key {
            RecordId::Deployment(id) => Some(id.rank),
            _ => None,
        });
        match ranks.chain(last.map(|used| used.rank)).max() {
            None => Some(Rank::FIRST),
            Some(rank) => rank.next(),
        }
    }

    /// What rests on a record: the keys of those that name it, and of those that stand only by it.
    pub fn resting_upon(&self, id: &RecordId) -> Vec<RecordId> {
        let mut naming = self.naming(id);
        if let RecordId::Deployment(used) = id {
            let of_use = |entry: &&RegisterEntry| self.use_of(entry).is_some_and(|of| of.id() == *used);
            let entries = self.entries_of(used.school).filter(of_use);
            naming.extend(entries.map(|entry| RecordId::Entry(entry.number)));
        }
        let schools = self.schools_by(id).map(RecordId::School);
        naming.into_iter().chain(schools).collect()
    }

    /// The schools whose commune is known by this record alone.
    fn schools_by(&self, id: &RecordId) -> impl Iterator<Item = Uai> {
        let code = match id {
            RecordId::Collectivite(siren) => self.collectivites.get(siren).and_then(|found| {
                let insee = found.insee?;
                self.indexes.communes.get(&insee).eq([siren]).then_some(insee)
            }),
            _ => None,
        };
        let of_commune = code.into_iter().flat_map(|code| self.schools_in(code));
        let locality = match id {
            RecordId::Locality(id) => Some(id.code),
            _ => None,
        };
        let of_locality = locality.into_iter().flat_map(|code| self.schools_at(code));
        of_commune.chain(of_locality).map(|school| school.uai)
    }

    /// Why a key is never given again; none where it may be.
    pub fn spent(&self, id: &RecordId) -> Option<&FormerKey> {
        self.former_keys.get(id).filter(|former| former.is_spent())
    }
}

impl RecordId {
    /// The number of a record that is counted.
    fn number(&self) -> Option<u32> {
        match self {
            Self::Entry(number) | Self::Reminder(number) | Self::Note(number) | Self::View(number) => {
                Some(*number)
            }
            _ => None,
        }
    }
}
