//! The prestataires that took the place of others, and whose conventions go on with them.

use chrono::NaiveDate;

use super::Registry;
use crate::domain::convention::{Amendment, Convention};
use crate::domain::id::Siren;
use crate::domain::provider::{Provider, Solution, Succession, SuccessionNature};

/// A prestataire whose conventions may serve a solution: the one that sells it, or one from which it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Predecessor {
    pub provider: Siren,
    /// The day of the last cession on the way that has taken place; none where there is none, or each was a fusion.
    pub sold: Option<NaiveDate>,
}

impl Predecessor {
    /// True of a convention with it that goes on by a day: after a cession, by an avenant that both signed since.
    pub fn goes_on(&self, convention: &Convention, day: NaiveDate) -> bool {
        let since = |sold| move |on: NaiveDate| sold <= on && on <= day;
        self.sold.is_none_or(|sold| {
            let mut signed = convention.amendments.iter().filter_map(Amendment::effect_day);
            signed.any(since(sold))
        })
    }
}

impl Registry {
    /// The prestataire that sells a solution, then those from which it came to it, over several steps; the nearest come first.
    /// What else these sold is not theirs. A cession asks for nothing before its day.
    pub fn predecessors_of(&self, solution: &Solution, day: NaiveDate) -> Vec<Predecessor> {
        let mut found = vec![Predecessor {
            provider: solution.provider,
            sold: None,
        }];
        let mut at = 0;
        while let Some(after) = found.get(at).copied() {
            at += 1;
            for before in self.taken_over_by(after.provider) {
                let passes = |one: &&Succession| one.provider == after.provider && one.passes(&solution.code);
                let taken = before.successors.iter().filter(passes).max_by_key(|one| one.on);
                let is_new = found.iter().all(|known| known.provider != before.siren);
                if let Some(taken) = taken.filter(|_| is_new) {
                    let is_sold = taken.nature == SuccessionNature::Sale && taken.on <= day;
                    let sold = is_sold.then_some(taken.on);
                    found.push(Predecessor {
                        provider: before.siren,
                        sold: sold.max(after.sold),
                    });
                }
            }
        }
        found
    }

    /// The prestataires whose place one took, in one step.
    pub fn taken_over_by(&self, provider: Siren) -> impl Iterator<Item = &Provider> {
        let taken = self.indexes.taken_over.get(&provider);
        taken.filter_map(|siren| self.providers.get(siren))
    }

    /// A prestataire, then those that took its place, over several steps.
    pub fn successors_of(&self, provider: Siren) -> Vec<Siren> {
        let mut found = vec![provider];
        let mut at = 0;
        while let Some(held) = found.get(at).map(|siren| self.providers.get(siren)) {
            at += 1;
            for one in held.into_iter().flat_map(|held| &held.successors) {
                if !found.contains(&one.provider) {
                    found.push(one.provider);
                }
            }
        }
        found
    }
}
