//! The register's gate, applied again to every entry of the past.
//!
//! The thresholds in force at the time are not known and not needed: they move warnings only.

use crate::domain::change::Change;
use crate::domain::decide::at_the_gate;
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::record::{Record, RecordId};
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;
use crate::domain::rule::{Assessment, Policy, assess};

/// What is wrong with the register entries that changes make active, in the registry as it was just before, with the
/// choices that the same changes make.
pub fn entering(registry: &Registry, changes: &[Change]) -> Vec<String> {
    let registry = at_the_gate(registry, changes);
    let of = |change: &Change| match (&change.before, &change.after) {
        (Some(Record::Entry(entry)), None) => vec![format!("elle efface {}", label(entry))],
        (before, Some(Record::Entry(entry))) => entry_may_be(&registry, before.as_ref(), entry),
        _ => Vec::new(),
    };
    changes.iter().flat_map(of).collect()
}

/// What is wrong with the stages of the deployments that changes touch, in the registry as it is just after.
pub fn standing<'a>(registry: &'a Registry, changes: &'a [Change]) -> impl Iterator<Item = String> + 'a {
    changes.iter().filter_map(|change| {
        let id = match change.after.as_ref()? {
            Record::Deployment(deployment) => deployment.id(),
            Record::Entry(entry) => entry.deployment(),
            _ => return None,
        };
        let deployment = registry.deployments().get(&id)?;
        (deployment.stage == Stage::Inscrite && !is_registered(registry, deployment)).then(|| {
            let label = RecordId::Deployment(id).label();
            format!("{label} est à l’étape « inscrite au registre » sans inscription active")
        })
    })
}

fn is_registered(registry: &Registry, deployment: &Deployment) -> bool {
    registry
        .active_entry(deployment.id())
        .is_some_and(|entry| Some(&entry.solution) == deployment.solution.as_ref())
}

fn entry_may_be(registry: &Registry, before: Option<&Record>, entry: &RegisterEntry) -> Vec<String> {
    let was = match before {
        Some(Record::Entry(was)) => Some(was),
        _ => None,
    };
    let moved =
        |was: &RegisterEntry| (was.deployment(), &was.solution) != (entry.deployment(), &entry.solution);
    if was.is_some_and(|was| moved(was)) {
        return vec![format!("elle change l’école ou la solution de {}", label(entry))];
    }
    if !entry.is_active() || was.is_some_and(|was| was.is_active()) {
        return Vec::new();
    }
    blocked(registry, entry)
}

/// What the rules say against an entry on its day.
fn blocked(registry: &Registry, entry: &RegisterEntry) -> Vec<String> {
    let say = |why: &str| format!("{} n’était pas permise : {why}", label(entry));
    let Some(school) = registry.schools().get(&entry.school) else {
        return vec![say("l’école est inconnue")];
    };
    let all = assess(registry, school, entry.entered_on, &Policy::default());
    match all.iter().find(|assessment| is_of(assessment, entry)) {
        None => vec![say("l’école n’avait pas choisi cette solution")],
        Some(assessment) => assessment
            .failures()
            .map(|finding| {
                let message = finding.message(registry, assessment, entry.entered_on);
                say(&format!("{} {message}", finding.rule.as_str()))
            })
            .collect(),
    }
}

fn is_of(assessment: &Assessment, entry: &RegisterEntry) -> bool {
    assessment.category == Some(entry.category) && assessment.solution.as_ref() == Some(&entry.solution)
}

fn label(entry: &RegisterEntry) -> String {
    RecordId::Entry(entry.number).label()
}
