//! Uses that the former format overwrote: a school had one deployment a category, and another choice took the place of the
//! one before, with its notice, its accounts and its entry. The journal has them still.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use super::Context;
use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::journal::Entry;
use crate::domain::provider::Category;
use crate::domain::record::{Record, RecordId};
use crate::domain::registry::Registry;

/// What a school was with a solution.
type Pair = (Uai, Category, SolutionCode);

/// The uses that the journal says were overwritten, as it is read from its beginning.
#[derive(Debug, Default)]
pub struct Overwritten {
    /// What the register had an entry of, closed ones included.
    entered: HashSet<Pair>,
    /// The uses as they were, left on the day of the choice that took their place, by the operation that made it.
    by: BTreeMap<u64, Vec<Deployment>>,
    /// What each undo took back.
    undone: BTreeMap<u64, Vec<Deployment>>,
}

impl Overwritten {
    /// Takes the next entry of the journal in; `day` is that of the clock of its machine.
    pub fn take(&mut self, entry: &Entry, day: NaiveDate) {
        if let Command::Undo { entry: past } = entry.command {
            // A choice that is taken back overwrote nothing; one that is done again did.
            if let Some(uses) = self.undone.remove(&past) {
                self.by.insert(entry.seq, uses);
            } else if let Some(uses) = self.by.remove(&past) {
                self.undone.insert(entry.seq, uses);
            }
        } else {
            let uses = entry
                .changes
                .iter()
                .filter_map(|change| self.overwritten(entry, change, day));
            let uses: Vec<Deployment> = uses.collect();
            if !uses.is_empty() {
                self.by.insert(entry.seq, uses);
            }
        }
        for change in &entry.changes {
            if let Some(Record::Entry(made)) = &change.after {
                self.entered
                    .insert((made.school, made.category, made.solution.clone()));
            }
        }
    }

    /// The uses, in the order in which they were overwritten.
    pub fn uses(self) -> Vec<Deployment> {
        self.by.into_values().flatten().collect()
    }

    /// The use of which a change took the place, though something had to stay with it.
    fn overwritten(&self, entry: &Entry, change: &Change, day: NaiveDate) -> Option<Deployment> {
        let (Some(Record::Deployment(was)), Some(Record::Deployment(is))) = (&change.before, &change.after)
        else {
            return None;
        };
        let solution = was.solution.clone()?;
        if is.solution.as_ref() == Some(&solution) {
            return None;
        }
        let on = |stage: &Stage| *stage >= Stage::ComptesEnseignants;
        let kept = was.family_notice.is_some()
            || on(&was.stage)
            || was.reached.keys().any(on)
            || self.entered.contains(&(was.school, was.category, solution));
        let chosen = match entry.command {
            Command::ChooseSolution { on, .. } => Some(on),
            _ => is.reached.get(&Stage::SolutionChoisie).copied(),
        };
        kept.then(|| left(was, chosen.unwrap_or(day)))
    }
}

/// A use as it was left: on the day that was noted, else on that of the choice, which is not before what was reached.
fn left(was: &Deployment, chosen: NaiveDate) -> Deployment {
    let mut left = was.clone();
    if !left.is_left() {
        let last = was.reached.values().copied().max();
        left.leave(last.map_or(chosen, |last| last.max(chosen)), REASON);
    }
    left
}

/// Why a use was left that was overwritten.
const REASON: &str = "usage remplacé par le choix d’une autre solution, repris du journal";

/// Records the uses that were overwritten and that the school has not, as uses that it left.
pub(super) fn recover(registry: &Registry, context: &Context<'_>) -> Vec<Change> {
    let mut next: BTreeMap<DeploymentId, Option<Rank>> = BTreeMap::new();
    let mut changes: Vec<Change> = Vec::new();
    for was in context.overwritten {
        let Some(used) = present(registry, was) else {
            continue;
        };
        let first = DeploymentId::first(used.school, used.category);
        let is_it = |held: &Deployment| {
            held.is_left()
                && held.solution == used.solution
                && (held.exit, held.last_day()) == (used.exit, used.last_day())
        };
        let made = changes.iter().filter_map(|change| match &change.after {
            Some(Record::Deployment(made)) => Some(&**made),
            _ => None,
        });
        let made = made.filter(|made| made.id().is_beside(first));
        if registry
            .uses_of(used.school, used.category)
            .chain(made)
            .any(is_it)
        {
            continue;
        }
        let rank = next
            .entry(first)
            .or_insert_with(|| registry.next_rank(used.school, used.category));
        let Some(free) = *rank else { continue };
        *rank = free.next();
        changes.push(Change::create(Deployment { rank: free, ..used }));
    }
    changes
}

/// A use under the keys of now; none where the school or the solution is gone.
fn present(registry: &Registry, was: &Deployment) -> Option<Deployment> {
    let school = registry.follow(&RecordId::School(was.school));
    let solution = registry.follow(&RecordId::Solution(was.solution.clone()?));
    let (RecordId::School(school), RecordId::Solution(code)) = (school, solution) else {
        return None;
    };
    registry.schools().get(&school)?;
    let category = registry.solutions().get(&code)?.category;
    Some(Deployment {
        school,
        category,
        solution: Some(code),
        ..was.clone()
    })
}
