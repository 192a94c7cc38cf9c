//! The register's gate, applied again to every entry of the past.
//!
//! The thresholds in force at the time are not known and not needed: they move warnings only.

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::command::Command;
use crate::domain::covered::Coverage;
use crate::domain::decide::{EntryGate, keys_hold};
use crate::domain::deployment::Stage;
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::{EntryNumber, RegisterEntry, Review};
use crate::domain::registry::Registry;
use crate::domain::rule::Policy;

/// Why a register entry, or a key, was not to be changed as the journal says it was.
pub struct Wrong {
    /// In French.
    pub why: String,
    /// A blocking rule kept it out; which do depends on the edition of the rules.
    pub by_rule: bool,
}

/// What is wrong with the register entries and the keys that an entry of the journal changes, in the registry as it was
/// just before.
pub fn entering(registry: &Registry, entry: &Entry) -> Vec<Wrong> {
    let is_undo = matches!(entry.command, Command::Undo { .. });
    let gate = EntryGate::new(registry, &entry.changes, is_undo);
    let policy = Policy::default();
    let latest = latest(entry);
    let wrong = |change: &Change| Some((change.id()?, gate.passes(change, latest, &policy).err()?));
    let entries = entry.changes.iter().filter_map(wrong);
    let entries = entries.flat_map(|(id, refusal)| say(&id, refusal));
    let keys = keys_hold(registry, &entry.changes).err();
    let keys = keys.map(|refusal| Wrong {
        why: refusal.to_string(),
        by_rule: false,
    });
    keys.into_iter().chain(entries).collect()
}

/// What is wrong with the reviews that an entry of the journal records, in the registry as it was just before: what each
/// keeps is what was there. One that is taken over, or of the former format, keeps nothing; one that an undo gives back is
/// among those that `known` had.
pub fn reviewing(
    registry: &Registry,
    entry: &Entry,
    known: impl Fn(EntryNumber, &Review) -> bool,
) -> Vec<String> {
    let is_given_back = matches!(entry.command, Command::Undo { .. });
    let wrong = |change: &Change| {
        let (of, review) = change.review()?;
        let why = if is_given_back {
            let is_former = !review.has_digests() || known(of.number, review);
            (!is_former).then_some("le contrôle qui est rendu n’a jamais été noté")
        } else {
            misread(registry, of, review)
        };
        Some(format!("{}\u{a0}: {}", RecordId::Entry(of.number).label(), why?))
    };
    entry.changes.iter().filter_map(wrong).collect()
}

/// Why a review is not what was recorded on that place of the journal.
fn misread(registry: &Registry, of: &RegisterEntry, review: &Review) -> Option<&'static str> {
    if review.conclusion.is_none() && !review.has_digests() {
        return None;
    }
    if review.seen != Some(registry.revision()) {
        return Some("son contrôle ne dit pas l’opération jusqu’à laquelle le registre a été lu");
    }
    (Coverage::new(registry, of, review.on).digests() != review.parts)
        .then_some("une empreinte de son contrôle n’est pas celle de ce qui était enregistré")
}

/// The last local day of the moment at which an entry was written, wherever that was.
fn latest(entry: &Entry) -> NaiveDate {
    let day = entry.at.date_naive();
    day.succ_opt().unwrap_or(day)
}

/// Words a refusal about a register entry: one line for each rule.
fn say(id: &RecordId, refusal: Refusal) -> Vec<Wrong> {
    let by_rule = matches!(refusal, Refusal::Blocked { .. });
    let line = |why: String| Wrong {
        why: format!("{} n’était pas permise\u{a0}: {why}", id.label()),
        by_rule,
    };
    match refusal {
        Refusal::Blocked { reasons, .. } => reasons
            .into_iter()
            .map(|reason| line(format!("{} {}", reason.rule.as_str(), reason.message)))
            .collect(),
        Refusal::Invalid { why, .. } => vec![line(why)],
        other => vec![line(other.to_string())],
    }
}

/// What is wrong with the deployments that changes touch, in the registry as it is just after.
pub fn standing<'a>(registry: &'a Registry, changes: &'a [Change]) -> impl Iterator<Item = String> + 'a {
    changes.iter().filter_map(|change| {
        let id = match change.after.as_ref()? {
            Record::Deployment(deployment) => deployment.id(),
            Record::Entry(entry) => entry.deployment(),
            _ => return None,
        };
        let label = RecordId::Deployment(id).label();
        let deployment = registry.deployments().get(&id)?;
        if deployment.stage == Stage::Inscrite && !registry.is_entered(deployment) {
            let why = "est à l’étape «\u{a0}inscrite au registre\u{a0}» sans inscription active";
            return Some(format!("{label} {why}"));
        }
        let solution = registry.solutions().get(deployment.solution.as_ref()?)?;
        (solution.category != deployment.category)
            .then(|| format!("{label} a une solution d’une autre catégorie"))
    })
}
