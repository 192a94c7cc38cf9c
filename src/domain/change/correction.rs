//! The keys that changes put one for the other, and what that explains of the changes: a correction, or a solution filed
//! under another category, whose uses take a key of that one.

use std::collections::{BTreeMap, HashMap};

use super::Change;
use crate::domain::deployment::{Deployment, DeploymentId};
use crate::domain::id::SolutionCode;
use crate::domain::provider::{Category, Solution};
use crate::domain::record::{Record, RecordId};
use crate::domain::register::RegisterEntry;

/// The pairs of keys that changes put one for the other: one of a correction, one for each use of a solution that is filed
/// under another category; or of the undo of either.
#[derive(Debug, Clone)]
pub struct Correction<'c> {
    /// The key that comes, by the key that goes.
    keys: HashMap<RecordId, RecordId>,
    /// The key that goes, by the key that comes.
    former: HashMap<RecordId, RecordId>,
    /// The solutions that are filed under another category: the one that they had, and the one that they take.
    filed: BTreeMap<&'c SolutionCode, [Category; 2]>,
    /// Each change by its record.
    changes: HashMap<RecordId, &'c Change>,
}

/// A key that goes, and the one that comes.
type Pair = (RecordId, RecordId);

/// Why changes are no correction of a key, in French.
const MORE: &str = "une correction de clé ne change rien d’autre que cette clé, là où elle est nommée";

/// Why changes do not file a solution under another category, in French.
const MORE_FILED: &str = "une solution qui change de catégorie ne change rien d’autre que la clé de ses usages, là où elle est nommée";

impl<'c> Correction<'c> {
    /// The keys that changes put one for the other; none where they say of no key what it became, or take no such word
    /// back, and file no solution that the register names under another category.
    pub fn among(changes: &(impl IntoIterator<Item = &'c Change> + Clone)) -> Option<Self> {
        let all = || changes.clone().into_iter();
        let spoken: Vec<Pair> = all().filter_map(spoken).collect();
        let filed: BTreeMap<_, _> = all().filter_map(filed).collect();
        let is_filed = !filed.is_empty() && all().any(files_entry);
        if spoken.is_empty() && !is_filed {
            return None;
        }
        let changes: HashMap<RecordId, &Change> =
            all().filter_map(|change| Some((change.id()?, change))).collect();
        let pairs = if filed.is_empty() {
            vec![moved(&spoken, &changes)?]
        } else {
            spoken
        };
        Some(Self {
            former: pairs
                .iter()
                .map(|(from, to)| (to.clone(), from.clone()))
                .collect(),
            keys: pairs.into_iter().collect(),
            filed,
            changes,
        })
    }

    /// The solutions that are filed under another category: the one that they had, and the one that they take. None of the
    /// correction of a key.
    pub fn filed(&self) -> &BTreeMap<&'c SolutionCode, [Category; 2]> {
        &self.filed
    }

    /// What it is of: the record whose key is corrected, or the first solution that is filed.
    pub fn about(&self) -> Option<RecordId> {
        let filed = self.filed.keys().next();
        let solution = filed.map(|code| RecordId::Solution((*code).clone()));
        solution.or_else(|| self.keys.keys().next().cloned())
    }

    /// The key that takes the place of one.
    pub fn became(&self, id: &RecordId) -> Option<&RecordId> {
        self.keys.get(id)
    }

    /// The key whose place one takes.
    pub fn former(&self, id: &RecordId) -> Option<&RecordId> {
        self.former.get(id)
    }

    /// Refuses changes beside: each record is what it was under another key, or names it by that. A solution that is filed
    /// may change otherwise, and so may those beside it and their prestataires.
    ///
    /// # Errors
    ///
    /// What is wrong, in French.
    pub fn explains_all(&self) -> Result<(), &'static str> {
        let explained = self.changes.values().all(|change| self.explains(change));
        let goes = |id: &RecordId| self.changes.get(id).is_some_and(|change| change.after.is_none());
        let comes = |id: &RecordId| self.changes.get(id).is_some_and(|change| change.before.is_none());
        let moves = |(from, to): (&RecordId, &RecordId)| goes(from) && comes(to);
        match (explained && self.keys.iter().all(moves), self.filed.is_empty()) {
            (true, _) => Ok(()),
            (false, true) => Err(MORE),
            (false, false) => Err(MORE_FILED),
        }
    }

    fn explains(&self, change: &Change) -> bool {
        match (&change.before, &change.after) {
            (Some(Record::FormerKey(mark)), _) | (_, Some(Record::FormerKey(mark)))
                if self.keys.contains_key(&mark.key) || self.former.contains_key(&mark.key) =>
            {
                true
            }
            (_, Some(Record::Solution(_) | Record::Provider(_))) if !self.filed.is_empty() => true,
            (Some(gone), None) => {
                let come = self.renamed(gone);
                let id = come.id();
                let other = self.changes.get(&id).filter(|_| id != gone.id());
                other.is_some_and(|other| other.before.is_none() && other.after.as_ref() == Some(&come))
            }
            (_, Some(after)) => self
                .was(change)
                .is_some_and(|was| was == *after || is_placed(&was, after)),
            (None, None) => false,
        }
    }

    /// A change with both sides of its record, where that goes under one key and comes under the other.
    #[must_use]
    pub fn whole(&self, change: &Change) -> Change {
        let other = match (&change.before, &change.after) {
            (Some(gone), None) => {
                let come = self.renamed(gone);
                let other = self.changes.get(&come.id()).copied();
                other.filter(|other| other.before.is_none() && other.after.as_ref() == Some(&come))
            }
            (None, Some(come)) => self
                .gone(&come.id())
                .filter(|other| other.before.as_ref().map(|gone| self.renamed(gone)).as_ref() == Some(come)),
            _ => None,
        };
        Change {
            before: change
                .before
                .clone()
                .or_else(|| other.and_then(|other| other.before.clone())),
            after: change
                .after
                .clone()
                .or_else(|| other.and_then(|other| other.after.clone())),
        }
    }

    /// True where a change gives what a record names another key, and nothing else.
    pub fn only_renames(&self, change: &Change) -> bool {
        match (&change.before, &change.after) {
            (Some(was), Some(is)) => was.id() == is.id() && self.renamed(was) == *is,
            _ => false,
        }
    }

    /// What the record of a change was, under the key and the category that come; none of one that is new.
    pub fn was(&self, change: &Change) -> Option<Record> {
        let is = change.after.as_ref();
        if let Some(before) = &change.before {
            return Some(match (self.renamed(before), is) {
                (Record::Entry(was), Some(Record::Entry(is))) => self.of_its_category(*was, is).into(),
                (was, _) => was,
            });
        }
        let gone = self.gone(&change.id()?)?;
        gone.before.as_ref().map(|gone| self.renamed(gone))
    }

    /// The change under which a record goes that comes under a key.
    fn gone(&self, come: &RecordId) -> Option<&'c Change> {
        let key = rekeyed(&self.former, come)?;
        let gone = self.changes.get(&key).copied();
        gone.filter(|gone| gone.after.is_none())
    }

    /// A record with the keys that come in place of those that go.
    fn renamed(&self, record: &Record) -> Record {
        record.rekeyed(&|id| rekeyed(&self.keys, id))
    }

    /// An entry as it was, in the category and with the rank that it takes where they are those of its use.
    pub fn of_its_category(&self, was: RegisterEntry, is: &RegisterEntry) -> RegisterEntry {
        let moved = self.filed.get(&was.solution) == Some(&[was.category, is.category]);
        if !moved {
            return was;
        }
        let [then, now] = [self.use_of(&was, false), self.use_of(is, true)];
        let expected = then.and_then(|then| self.became(&RecordId::Deployment(then)));
        let follows = match (expected, now) {
            // One of before there were ranks bears the first, whichever use it is about.
            (Some(RecordId::Deployment(expected)), now) => {
                now == Some(*expected) && (is.rank == expected.rank || is.rank.is_first())
            }
            (None, None) => was.rank == is.rank,
            _ => false,
        };
        if !follows {
            return was;
        }
        RegisterEntry {
            category: is.category,
            rank: is.rank,
            ..was
        }
    }

    /// The use that an entry is about among those that go, or that come: all uses of its solution are among them. See
    /// [`Registry::use_of`](crate::domain::registry::Registry::use_of).
    fn use_of(&self, entry: &RegisterEntry, comes: bool) -> Option<DeploymentId> {
        let of_entry = |used: &&Deployment| {
            used.id().is_beside(entry.deployment()) && used.solution.as_ref() == Some(&entry.solution)
        };
        let side = |id: &RecordId| {
            let change = self.changes.get(id)?;
            match if comes { &change.after } else { &change.before } {
                Some(Record::Deployment(used)) => Some(&**used),
                _ => None,
            }
        };
        let named = side(&RecordId::Deployment(entry.deployment())).filter(of_entry);
        let keys = if comes { &self.former } else { &self.keys };
        let first = || {
            keys.keys()
                .filter_map(side)
                .filter(of_entry)
                .map(Deployment::id)
                .min()
        };
        named.map(Deployment::id).or_else(first)
    }
}

/// The key that takes the place of one, or that has such a one within.
fn rekeyed(keys: &HashMap<RecordId, RecordId>, id: &RecordId) -> Option<RecordId> {
    if let RecordId::FormerKey(key) = id {
        return Some(RecordId::FormerKey(Box::new(rekeyed(keys, key)?)));
    }
    if let Some(to) = keys.get(id) {
        return Some(to.clone());
    }
    let within = id.within()?;
    id.renamed(&within, keys.get(&within)?)
}

/// The pair of keys that a change speaks of: what one became, or that it did not become it.
fn spoken(change: &Change) -> Option<Pair> {
    let [was, is] = [&change.before, &change.after].map(|record| became(record.as_ref()));
    match (was, is) {
        (was, is) if was == is => None,
        (_, Some((from, to))) | (Some((to, from)), None) => Some((from.clone(), to.clone())),
        (None, None) => None,
    }
}

/// The pair of a correction among those spoken of: where a record is given back a key that it had, or something goes with
/// it, there are more, and it is the one under which a record goes, and the one under which it comes.
fn moved(spoken: &[Pair], changes: &HashMap<RecordId, &Change>) -> Option<Pair> {
    let moves = |(from, to): &&Pair| {
        let [gone, come] = [from, to].map(|id| changes.get(id));
        gone.is_some_and(|gone| gone.after.is_none()) && come.is_some_and(|come| come.before.is_none())
    };
    spoken.iter().find(moves).or_else(|| spoken.first()).cloned()
}

/// A solution that a change files under another category: the one that it had, and the one that it takes.
fn filed(change: &Change) -> Option<(&SolutionCode, [Category; 2])> {
    let (was, is) = refiled(change)?;
    Some((&is.code, [was.category, is.category]))
}

/// A solution before and after a change that files it under another category.
pub fn refiled(change: &Change) -> Option<(&Solution, &Solution)> {
    match (&change.before, &change.after) {
        (Some(Record::Solution(was)), Some(Record::Solution(is))) if was.category != is.category => {
            Some((was, is))
        }
        _ => None,
    }
}

/// True where a change gives a register entry another category.
fn files_entry(change: &Change) -> bool {
    match (&change.before, &change.after) {
        (Some(Record::Entry(was)), Some(Record::Entry(is))) => was.category != is.category,
        _ => false,
    }
}

/// True where an entry differs by the place alone that its review of the former format is given.
fn is_placed(was: &Record, is: &Record) -> bool {
    let (Record::Entry(was), Record::Entry(is)) = (was, is) else {
        return false;
    };
    let (Some(held), Some(placed)) = (&was.reviewed, &is.reviewed) else {
        return false;
    };
    let kept = RegisterEntry {
        reviewed: Some(held.clone()),
        ..*is.clone()
    };
    placed.is_placed(held) && kept == **was
}

/// A key that was given up, and what it became.
fn became(record: Option<&Record>) -> Option<(&RecordId, &RecordId)> {
    match record {
        Some(Record::FormerKey(mark)) if !mark.merged => Some((&mark.key, mark.became.as_ref()?)),
        _ => None,
    }
}
