//! What must hold of any set of changes, whichever command made it.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::fields::{CATEGORY, invalid};
use super::{Context, EntryGate, gate, keys_hold};
use crate::domain::change::{Change, Correction, refiled};
use crate::domain::convention::Convention;
use crate::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use crate::domain::document::DocumentId;
use crate::domain::id::{ConventionNumber, SolutionCode};
use crate::domain::provider::{Category, Sheet};
use crate::domain::record::{Document, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::{Registry, Resting};

/// Checks the changes of a decision: references, the register's gate, and the stage *inscrite*.
pub(super) fn check(registry: &Registry, changes: &[Change], context: &Context<'_>) -> Result<(), Refusal> {
    let after = After::new(registry, changes);
    changes
        .iter()
        .filter_map(|change| change.after.as_ref())
        .try_for_each(
            |record| match record.references().into_iter().find(|id| !after.holds(id)) {
                Some(to) => Err(Refusal::Dangling {
                    from: record.id(),
                    to,
                }),
                None => Ok(()),
            },
        )?;
    nothing_orphaned(registry, changes, &after)?;
    let correction = Correction::among(&changes);
    keys_hold(registry, changes)?;
    let gate = EntryGate::new(registry, changes, context.past.is_some());
    for change in changes {
        // Under the key that it had: the day of a conseil is a fact that a correction may not put in days to come.
        let whole = correction.as_ref().map(|found| found.whole(change));
        let was = whole.as_ref().unwrap_or(change).before.as_ref();
        facts_have_come(change, was, context)?;
        gate.passes(change, context.today, context.policy)?;
        on_its_day(change, context)?;
        match &change.after {
            Some(Record::Deployment(deployment)) => {
                of_its_category(&after, deployment)?;
                one_at_a_time(&after, deployment)?;
                stage_may_be(&after, deployment)?;
            }
            Some(Record::Sheet(sheet)) => keeps_content(change.before.as_ref(), sheet, registry)?,
            Some(Record::Solution(_)) => takes_its_uses(change, &after)?,
            Some(Record::Document(document)) => {
                if change.before.is_none() {
                    is_kept(document, context)?;
                }
                amendments_keep_it(change, &after)?;
            }
            None => amendments_keep_it(change, &after)?,
            Some(Record::Convention(convention)) => amendments_are_documents(change, convention, &after)?,
            _ => {}
        }
    }
    Ok(())
}

/// Refuses changes that open the accounts of a deployment against the rules C1–C4, as they stand after the changes.
pub(super) fn accounts_may_open(
    registry: &Registry,
    changes: &[Change],
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let correction = Correction::among(&changes);
    let whole = |change: &Change| match &correction {
        Some(found) => found.whole(change),
        None => change.clone(),
    };
    let opened: Vec<Deployment> = changes
        .iter()
        .filter_map(|change| opens_accounts(&whole(change)))
        .collect();
    if opened.is_empty() {
        return Ok(());
    }
    let mut ahead = registry.clone();
    ahead.apply_changes(changes, registry.revision() + 1);
    opened
        .into_iter()
        .try_for_each(|open| gate::accounts(&ahead, open.id(), open.stage, gate::At::of(context)))
}

/// The deployment whose accounts a change opens.
fn opens_accounts(change: &Change) -> Option<Deployment> {
    let open = |record: &&Deployment| record.stage.accounts_open();
    let was = as_deployment(change.before.as_ref()).filter(open);
    let is = as_deployment(change.after.as_ref()).filter(open);
    is.filter(|_| was.is_none()).cloned()
}

/// The registry as the changes would leave it, without copying it.
struct After<'a> {
    registry: &'a Registry,
    changed: HashMap<RecordId, Option<&'a Record>>,
    /// The solutions of the active entries among the changes.
    entered: HashMap<DeploymentId, Vec<&'a SolutionCode>>,
    /// The uses among the changes that are not left, by the key of the first of their school and category.
    current: HashMap<DeploymentId, Vec<Rank>>,
}

impl<'a> After<'a> {
    fn new(registry: &'a Registry, changes: &'a [Change]) -> Self {
        let records = changes
            .iter()
            .filter_map(|change| Some((change.id()?, change.after.as_ref())));
        let by_id: HashMap<RecordId, Option<&Record>> = records.collect();
        let mut entered: HashMap<_, Vec<_>> = HashMap::new();
        let mut current: HashMap<_, Vec<_>> = HashMap::new();
        for change in changes {
            match &change.after {
                Some(Record::Entry(entry)) if entry.is_active() => {
                    let solutions = entered.entry(use_of(registry, &by_id, entry)).or_default();
                    solutions.push(&entry.solution);
                }
                Some(Record::Deployment(used)) if !used.is_left() => {
                    let first = DeploymentId::first(used.school, used.category);
                    current.entry(first).or_default().push(used.rank);
                }
                _ => {}
            }
        }
        Self {
            registry,
            changed: by_id,
            entered,
            current,
        }
    }

    /// Another use of the school and the category that is not left.
    fn other_current(&self, used: &Deployment) -> Option<DeploymentId> {
        let first = DeploymentId::first(used.school, used.category);
        let changed = self.current.get(&first).into_iter().flatten().copied();
        let is_kept = |held: &&Deployment| !self.changed.contains_key(&RecordId::Deployment(held.id()));
        let held = self.registry.uses_of(used.school, used.category);
        let kept = held.filter(|held| !held.is_left()).filter(is_kept);
        let mut ranks = changed.chain(kept.map(|held| held.rank));
        let rank = ranks.find(|rank| *rank != used.rank)?;
        Some(DeploymentId { rank, ..first })
    }

    fn holds(&self, id: &RecordId) -> bool {
        self.changed
            .get(id)
            .map_or_else(|| self.registry.version(id).is_some(), Option::is_some)
    }

    fn convention(&self, number: &ConventionNumber) -> Option<&Convention> {
        match self.changed.get(&RecordId::Convention(number.clone())) {
            Some(Some(Record::Convention(changed))) => Some(changed.as_ref()),
            Some(_) => None,
            None => self.registry.conventions().get(number),
        }
    }

    fn is_attached(&self, document: DocumentId, to: &RecordId) -> bool {
        let about = match self.changed.get(&RecordId::Document(document)) {
            Some(Some(Record::Document(changed))) => Some(&changed.about),
            Some(_) => None,
            None => self.registry.documents().get(&document).map(|held| &held.about),
        };
        about.is_some_and(|about| about.contains(to))
    }

    fn category(&self, code: &SolutionCode) -> Option<Category> {
        match self.changed.get(&RecordId::Solution(code.clone())) {
            Some(Some(Record::Solution(solution))) => Some(solution.category),
            Some(_) => None,
            None => Some(self.registry.solutions().get(code)?.category),
        }
    }

    /// True when an active entry registers the deployment with its solution.
    fn registered(&self, deployment: &Deployment) -> bool {
        let Some(solution) = &deployment.solution else {
            return false;
        };
        let kept = |entry: &RegisterEntry| !self.changed.contains_key(&RecordId::Entry(entry.number));
        let changed = self.entered.get(&deployment.id());
        changed.is_some_and(|solutions| solutions.contains(&solution))
            || self.registry.entry_of(deployment).is_some_and(kept)
    }
}

/// The use that an entry is about once the changes are made: the one of its rank where they bring it, which the registry has
/// not yet.
fn use_of(
    registry: &Registry,
    changed: &HashMap<RecordId, Option<&Record>>,
    entry: &RegisterEntry,
) -> DeploymentId {
    let own = entry.deployment();
    let brought = changed.get(&RecordId::Deployment(own)).copied().flatten();
    let is_its = as_deployment(brought).is_some_and(|used| used.solution.as_ref() == Some(&entry.solution));
    if is_its {
        return own;
    }
    registry.use_of(entry).map_or(own, Deployment::id)
}

fn as_deployment(record: Option<&Record>) -> Option<&Deployment> {
    match record {
        Some(Record::Deployment(deployment)) => Some(deployment),
        _ => None,
    }
}

/// Refuses a fact of a day to come that the record has not already.
fn facts_have_come(change: &Change, was: Option<&Record>, context: &Context<'_>) -> Result<(), Refusal> {
    let Some(after) = &change.after else {
        return Ok(());
    };
    let to_come = after.facts_to_come(was, context.today);
    to_come.first().map_or(Ok(()), |fact| {
        let field = (fact.spec.path, fact.spec.label.text());
        Err(invalid(after.id(), field, fact.to_come()))
    })
}

/// An entry that becomes active is of day J, unless it was taken over.
fn on_its_day(change: &Change, context: &Context<'_>) -> Result<(), Refusal> {
    match &change.after {
        Some(Record::Entry(entry))
            if change.activates() && entry.taken_over.is_none() && entry.entered_on != context.today =>
        {
            Err(invalid(
                RecordId::Entry(entry.number),
                "date",
                "une inscription porte le jour où elle est décidée",
            ))
        }
        _ => Ok(()),
    }
}

/// A school has one use of a category at a time: another begins once it has left the one before.
fn one_at_a_time(after: &After<'_>, used: &Deployment) -> Result<(), Refusal> {
    let other = after.other_current(used).filter(|_| !used.is_left());
    other.map_or(Ok(()), |other| {
        let other = RecordId::Deployment(other).label();
        let why = format!("l’école n’a pas quitté l’autre solution de la catégorie ({other})");
        Err(invalid(RecordId::Deployment(used.id()), "étape", why))
    })
}

/// A deployment is of the category of its solution.
fn of_its_category(after: &After<'_>, deployment: &Deployment) -> Result<(), Refusal> {
    let category = deployment.solution.as_ref().and_then(|code| after.category(code));
    if category.is_none_or(|category| category == deployment.category) {
        return Ok(());
    }
    let why = "elle n’est pas de la catégorie du déploiement";
    Err(invalid(RecordId::Deployment(deployment.id()), "solution", why))
}

/// The uses and the register entries of a solution go with it to another category; an undo leaves none behind that came
/// since.
fn takes_its_uses(change: &Change, after: &After<'_>) -> Result<(), Refusal> {
    let Some((was, is)) = refiled(change) else {
        return Ok(());
    };
    let uses = after.registry.deployments_with(&is.code);
    let left = uses.map(|used| RecordId::Deployment(used.id()));
    let entries = after.registry.entries().iter();
    let entered = entries.filter(|entry| (entry.category, &entry.solution) == (was.category, &is.code));
    let mut left = left.chain(entered.map(|entry| RecordId::Entry(entry.number)));
    match left.find(|id| !after.changed.contains_key(id)) {
        None => Ok(()),
        Some(left) => {
            let why = format!("{} resterait dans l’ancienne", left.label());
            Err(invalid(RecordId::Solution(is.code.clone()), CATEGORY, why))
        }
    }
}

/// A version of a fiche on which something rests keeps its content.
fn keeps_content(before: Option<&Record>, after: &Sheet, registry: &Registry) -> Result<(), Refusal> {
    let reworded = matches!(before, Some(Record::Sheet(was)) if !was.describes_as(after));
    let resting = if reworded {
        registry.resting_on(&after.id())
    } else {
        Resting::default()
    };
    if resting.is_none() {
        return Ok(());
    }
    let id = RecordId::Sheet(after.id());
    let next = registry.next_version(&after.solution);
    Err(Refusal::SheetRelied { id, resting, next })
}

/// A document is recorded only where its bytes are kept.
fn is_kept(document: &Document, context: &Context<'_>) -> Result<(), Refusal> {
    let measured = document.measured();
    let kept = context
        .kept
        .iter()
        .any(|kept| (kept.id, kept.size) == (measured.id, measured.size));
    if kept {
        return Ok(());
    }
    Err(Refusal::NoFile(document.sha256))
}

/// The document that newly is an avenant is attached to the convention, and is no other avenant of it.
fn amendments_are_documents(
    change: &Change,
    convention: &Convention,
    after: &After<'_>,
) -> Result<(), Refusal> {
    let id = RecordId::Convention(convention.number.clone());
    let was = match &change.before {
        Some(Record::Convention(before)) => before.amendments.as_slice(),
        _ => &[],
    };
    let named = convention.amendments.iter();
    let named = named.filter(|found| !was.contains(found));
    for (found, document) in named.filter_map(|found| Some((found, found.document?))) {
        let mut others = convention.amendments.iter().filter(|other| *other != found);
        let twin = others.find(|other| other.document == Some(document));
        let why = if let Some(twin) = twin {
            format!(
                "la pièce {} est déjà l’avenant {}\u{a0}: une pièce est un seul avenant",
                document.short(),
                twin.number
            )
        } else if after.is_attached(document, &id) {
            continue;
        } else {
            format!(
                "la pièce {} n’est pas jointe à cette convention\u{a0}: joignez-la d’abord (preau joindre, ou le verbe \
                 «\u{a0}joindre une pièce\u{a0}»)",
                document.short()
            )
        };
        let why = format!("avenant {}\u{a0}: {why}", found.number);
        return Err(invalid(id, ("amendments", "avenants"), why));
    }
    Ok(())
}

/// A document is detached from no convention of which an avenant is that document still.
fn amendments_keep_it(change: &Change, after: &After<'_>) -> Result<(), Refusal> {
    let Some(Record::Document(was)) = &change.before else {
        return Ok(());
    };
    let is_amendment = |id: &&RecordId| match id {
        RecordId::Convention(number) => after.convention(number).is_some_and(|held| {
            held.amendment_in(was.sha256).is_some() && !after.is_attached(was.sha256, id)
        }),
        _ => false,
    };
    match was.about.iter().find(is_amendment) {
        None => Ok(()),
        Some(convention) => {
            let why = format!(
                "elle est un avenant de la {}\u{a0}: détachez-la",
                convention.label()
            );
            Err(invalid(RecordId::Document(was.sha256), "jointe à", why))
        }
    }
}

/// The stage *inscrite* is never held without an active entry.
fn stage_may_be(after: &After<'_>, deployment: &Deployment) -> Result<(), Refusal> {
    if deployment.stage == Stage::Inscrite && !after.registered(deployment) {
        let why = "«\u{a0}inscrite au registre\u{a0}» demande une inscription active";
        return Err(invalid(RecordId::Deployment(deployment.id()), "étape", why));
    }
    Ok(())
}

/// From how many records that go on one walk through the base is less than what the indexes do for each.
const WALKED: usize = 64;

/// A record that goes leaves nothing behind that names it.
fn nothing_orphaned(registry: &Registry, changes: &[Change], after: &After<'_>) -> Result<(), Refusal> {
    let gone: HashSet<RecordId> = changes
        .iter()
        .filter(|change| change.after.is_none())
        .filter_map(Change::id)
        .collect();
    let naming: BTreeSet<RecordId> = if gone.len() > WALKED {
        registry.records().map(|(record, _)| record.id()).collect()
    } else {
        gone.iter().flat_map(|id| registry.naming(id)).collect()
    };
    let mut left = naming.into_iter().filter(|id| !after.changed.contains_key(id));
    let orphan = left.find_map(|id| {
        let named = registry.get(&id)?.references();
        let lost = named.into_iter().find(|id| gone.contains(id))?;
        Some((id, lost))
    });
    orphan.map_or(Ok(()), |(from, to)| Err(Refusal::Dangling { from, to }))
}
