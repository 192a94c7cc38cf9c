//! Solutions that are filed under another category: their uses, and the entries of the register, go with them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;

use super::fields::{CATEGORY, invalid};
use super::withdraw::place;
use crate::domain::change::{Change, refiled};
use crate::domain::deployment::{Deployment, DeploymentId, Rank};
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::provider::{Category, Solution};
use crate::domain::record::{FormerKey, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;

/// How many schools are named; the others are counted.
const NAMED: usize = 5;

/// Who writes changes, and on which day.
#[derive(Debug, Clone, Copy)]
pub struct Author<'a> {
    pub by: &'a str,
    pub on: NaiveDate,
}

/// The changes, with those of the uses and the entries of each solution that they file under another category. A use takes
/// the next rank of its school there; its former key leads to it, and is given to no other.
///
/// # Errors
///
/// [`Refusal::Invalid`] where a school would have two current uses, or two active entries, in one category.
pub(super) fn with_uses(
    registry: &Registry,
    mut changes: Vec<Change>,
    author: Author<'_>,
) -> Result<Vec<Change>, Refusal> {
    let refiled = changes.iter().filter_map(refiled);
    let filed: BTreeMap<SolutionCode, Filed> = refiled
        .map(|(was, is)| (is.code.clone(), Filed::of(was, is)))
        .collect();
    if filed.is_empty() {
        return Ok(changes);
    }
    let moves = Moves::of(registry, filed)?;
    moves.one_at_a_time()?;
    changes.extend(moves.changes(author));
    Ok(changes)
}

/// The first schools of a category in which a solution would be the second that they use, or that they are registered
/// with; none where it may be filed there, together with the `others` that go to another at once.
pub fn crowded(
    registry: &Registry,
    given: &Solution,
    others: &BTreeMap<SolutionCode, Category>,
) -> Option<String> {
    let all = others.iter().map(|(code, category)| (code, *category));
    let all = all.chain([(&given.code, given.category)]);
    let filed = all.filter_map(|(code, to)| {
        let held = registry.solutions().get(code)?;
        let filed = Filed {
            name: held.name.clone(),
            from: held.category,
            to,
        };
        (held.category != to).then(|| (code.clone(), filed))
    });
    let filed: BTreeMap<SolutionCode, Filed> = filed.collect();
    if !filed.contains_key(&given.code) {
        return None;
    }
    let refused = Moves::of(registry, filed).and_then(|moves| moves.one_at_a_time_of(&given.code));
    match refused {
        Err(Refusal::Invalid { why, .. }) => Some(why),
        _ => None,
    }
}

/// A solution that is filed under another category.
struct Filed {
    name: String,
    from: Category,
    to: Category,
}

impl Filed {
    fn of(was: &Solution, is: &Solution) -> Self {
        Self {
            name: is.name.clone(),
            from: was.category,
            to: is.category,
        }
    }
}

/// The uses and the entries that go with solutions to another category.
struct Moves<'a> {
    registry: &'a Registry,
    filed: BTreeMap<SolutionCode, Filed>,
    /// The key that each use takes.
    keys: BTreeMap<DeploymentId, DeploymentId>,
    entries: Vec<&'a RegisterEntry>,
}

impl<'a> Moves<'a> {
    fn of(registry: &'a Registry, filed: BTreeMap<SolutionCode, Filed>) -> Result<Self, Refusal> {
        let mut uses: Vec<(DeploymentId, Category, &SolutionCode)> = Vec::new();
        for (code, filed) in &filed {
            let held = registry.deployments_with(code).map(Deployment::id);
            let held = held.filter(|id| id.category == filed.from);
            uses.extend(held.map(|id| (id, filed.to, code)));
        }
        uses.sort_unstable();
        let mut next: HashMap<DeploymentId, Option<Rank>> = HashMap::new();
        let mut keys = BTreeMap::new();
        for (id, category, code) in uses {
            let first = DeploymentId::first(id.school, category);
            let rank = next
                .entry(first)
                .or_insert_with(|| registry.next_rank(id.school, category));
            let Some(free) = *rank else {
                let why = format!(
                    "l’école {} a eu tous les usages qui se comptent en «\u{a0}{}\u{a0}»",
                    id.school,
                    category.label()
                );
                return Err(invalid(RecordId::Solution(code.clone()), CATEGORY, why));
            };
            *rank = free.next();
            keys.insert(id, DeploymentId { rank: free, ..first });
        }
        let goes = |entry: &&RegisterEntry| {
            let filed = filed.get(&entry.solution);
            filed.is_some_and(|filed| filed.from == entry.category)
        };
        let entries = registry.entries().iter().filter(goes).collect();
        Ok(Self {
            registry,
            filed,
            keys,
            entries,
        })
    }

    /// Refuses a solution with which a school would have two current uses, or two active entries, in a category.
    fn one_at_a_time(&self) -> Result<(), Refusal> {
        self.filed.keys().try_for_each(|code| self.one_at_a_time_of(code))
    }

    fn one_at_a_time_of(&self, code: &SolutionCode) -> Result<(), Refusal> {
        let Some(filed) = self.filed.get(code) else {
            return Ok(());
        };
        let used = self.schools_with_two(code, filed.to);
        let entered = self.schools_with_two_entries(code, filed.to);
        let why = match (used.is_empty(), entered.is_empty()) {
            (true, true) => return Ok(()),
            (false, _) => self.words(
                filed,
                &used,
                [
                    "aurait deux solutions en cours",
                    "auraient deux solutions en cours",
                ],
                "notez d’abord la sortie de l’une des deux",
            ),
            (true, false) => self.words(
                filed,
                &entered,
                [
                    "aurait deux inscriptions actives",
                    "auraient deux inscriptions actives",
                ],
                "clôturez d’abord l’une des deux (B11)",
            ),
        };
        Err(invalid(RecordId::Solution(code.clone()), CATEGORY, why))
    }

    /// The schools with a current use of a solution that would have another in its category.
    fn schools_with_two(&self, code: &SolutionCode, to: Category) -> BTreeSet<Uai> {
        let current = self
            .registry
            .deployments_with(code)
            .filter(|used| !used.is_left());
        let schools = current.map(|used| used.school);
        let has_another = |school: &Uai| {
            let uses = self.registry.deployments_of(*school);
            let others = uses.filter(|used| !used.is_left() && used.solution.as_ref() != Some(code));
            let mut after = others.map(|used| self.category_of(used.category, used.solution.as_ref()));
            after.any(|category| category == to)
        };
        schools.filter(has_another).collect()
    }

    /// The schools that a solution registers, and another would in its category.
    fn schools_with_two_entries(&self, code: &SolutionCode, to: Category) -> BTreeSet<Uai> {
        let active = self
            .entries
            .iter()
            .filter(|entry| entry.is_active() && entry.solution == *code);
        let schools = active.map(|entry| entry.school);
        let has_another = |school: &Uai| {
            let entries = self.registry.entries_of(*school);
            let others = entries.filter(|entry| entry.is_active() && entry.solution != *code);
            let mut after = others.map(|entry| self.category_of(entry.category, Some(&entry.solution)));
            after.any(|category| category == to)
        };
        schools.filter(has_another).collect()
    }

    /// The category of a use or an entry once the solutions are filed.
    fn category_of(&self, held: Category, solution: Option<&SolutionCode>) -> Category {
        let filed = solution.and_then(|code| self.filed.get(code));
        filed.map_or(held, |filed| filed.to)
    }

    fn words(
        &self,
        filed: &Filed,
        schools: &BTreeSet<Uai>,
        [one, many]: [&str; 2],
        what_to_do: &str,
    ) -> String {
        let name = |uai: &Uai| match self.registry.schools().get(uai) {
            Some(school) => format!("{} ({}, {uai})", school.name, school.commune),
            None => uai.to_string(),
        };
        let first: Vec<String> = schools.iter().take(NAMED).map(name).collect();
        let others = match schools.len().saturating_sub(NAMED) {
            0 => String::new(),
            1 => " et une autre".to_owned(),
            others => format!(" et {others} autres"),
        };
        let (count, verb) = match schools.len() {
            1 => ("une école".to_owned(), one),
            count => (format!("{count} écoles"), many),
        };
        format!(
            "avec {}, {count} {verb} en «\u{a0}{}\u{a0}»\u{a0}: {}{others}\u{a0}; {what_to_do}",
            filed.name,
            filed.to.label(),
            first.join(", ")
        )
    }

    /// The changes of what goes with the solutions.
    fn changes(&self, author: Author<'_>) -> Vec<Change> {
        let mut changes = Vec::new();
        for (from, to) in &self.keys {
            if let Some(used) = self.registry.deployments().get(from) {
                changes.extend(self.moved(used, *to, author));
            }
        }
        changes.extend(self.naming());
        changes.extend(self.entries.iter().map(|entry| self.entered(entry)));
        changes
    }

    /// A use that goes, comes under another key, and whose former key says so.
    fn moved(&self, used: &Deployment, to: DeploymentId, author: Author<'_>) -> [Change; 3] {
        let come = Deployment {
            category: to.category,
            rank: to.rank,
            ..used.clone()
        };
        let filed = used.solution.as_ref().and_then(|code| self.filed.get(code));
        let reason =
            filed.map(|filed| format!("{} est classée en «\u{a0}{}\u{a0}»", filed.name, filed.to.label()));
        let mark = FormerKey {
            key: RecordId::Deployment(used.id()),
            became: Some(RecordId::Deployment(to)),
            merged: false,
            withdrawn: false,
            reason: reason.unwrap_or_default(),
            on: author.on,
            by: author.by.to_owned(),
        };
        let gone = Change {
            before: Some(used.clone().into()),
            after: None,
        };
        [gone, Change::create(come), Change::create(mark)]
    }

    /// The notes on the uses, and the documents that are attached to them.
    fn naming(&self) -> Vec<Change> {
        let ids = self.keys.keys().map(|id| RecordId::Deployment(*id));
        let mut named: BTreeMap<RecordId, Record> = BTreeMap::new();
        for id in ids {
            let notes = self.registry.notes_on(&id).cloned().map(Record::from);
            let documents = self.registry.documents_of(&id).cloned().map(Record::from);
            named.extend(notes.chain(documents).map(|record| (record.id(), record)));
        }
        let other = |id: &RecordId| match id {
            RecordId::Deployment(id) => self.keys.get(id).map(|to| RecordId::Deployment(*to)),
            _ => None,
        };
        let renamed = named.into_values().map(|record| {
            let after = record.rekeyed(&other);
            Change::update(record, after)
        });
        renamed.collect()
    }

    /// An entry in the category of its solution, with the rank of its use. What its review covers is the category too.
    fn entered(&self, entry: &RegisterEntry) -> Change {
        let used = self.registry.use_of(entry).map(Deployment::id);
        let to = used.and_then(|used| self.keys.get(&used));
        let mut after = RegisterEntry {
            category: self.category_of(entry.category, Some(&entry.solution)),
            rank: to.map_or(entry.rank, |to| to.rank),
            ..entry.clone()
        };
        if entry.is_active() {
            place(self.registry, &mut after);
        }
        Change::update(entry.clone(), after)
    }
}
