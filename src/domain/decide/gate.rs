//! The gate of the register: which blocking findings keep a deployment out.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Context;
use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::deployment::{DeploymentId, Stage};
use crate::domain::journal::Entry;
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::{Reason, Refusal};
use crate::domain::registry::Registry;
use crate::domain::rule::{Assessment, EDITION, Finding, Policy, RuleCode, Severity, assess, assess_use};

/// The edition of the rules that an entry of the journal with these changes carries: the present one where it makes an
/// entry of the register, or makes one active again.
pub fn edition(changes: &[Change]) -> u32 {
    if changes.iter().any(|change| change.records().is_some()) {
        EDITION
    } else {
        Entry::FIRST_EDITION
    }
}

/// When a deployment comes to a gate.
#[derive(Clone, Copy)]
pub(super) struct At<'a> {
    /// The day on which the rules are applied.
    pub(super) day: NaiveDate,
    pub(super) policy: &'a Policy,
}

impl<'a> At<'a> {
    /// Day J of a decision.
    pub(super) fn of(context: &Context<'a>) -> Self {
        Self {
            day: context.today,
            policy: context.policy,
        }
    }
}

/// Refuses what would be entered on a day to come: the conventions of that day are not yet facts.
pub(super) fn not_in_advance(id: RecordId, day: NaiveDate, latest: NaiveDate) -> Result<(), Refusal> {
    if day <= latest {
        return Ok(());
    }
    let why = "le jour J est à venir\u{a0}; on n’inscrit pas par avance";
    Err(invalid(id, "date", why))
}

/// Refuses when a rule keeps the deployment out of the register on the day.
pub(super) fn register(registry: &Registry, id: DeploymentId, at: At<'_>) -> Result<(), Refusal> {
    let reasons = match assessment(registry, id, at)? {
        Some(assessment) => reasons(registry, &assessment, at.day, of(&assessment, Severity::Blocking)),
        None => vec![no_solution()],
    };
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Refusal::Blocked {
        deployment: id,
        reasons,
    })
}

/// Refuses when a rule keeps the accounts of a deployment closed on day J (C1–C4).
pub(super) fn accounts(registry: &Registry, id: DeploymentId, to: Stage, at: At<'_>) -> Result<(), Refusal> {
    let reasons = match assessment(registry, id, at)? {
        Some(assessment) => reasons(registry, &assessment, at.day, of(&assessment, Severity::Accounts)),
        None => vec![no_solution()],
    };
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Refusal::AccountsClosed {
        deployment: id,
        to,
        reasons,
    })
}

/// The assessment of a deployment, or that of a school without any; none where the school has only others.
fn assessment(registry: &Registry, id: DeploymentId, at: At<'_>) -> Result<Option<Assessment>, Refusal> {
    let school = registry
        .schools()
        .get(&id.school)
        .ok_or(Refusal::Unknown(RecordId::School(id.school)))?;
    if let Some(used) = registry.deployments().get(&id) {
        return Ok(Some(assess_use(registry, school, used, at.day, at.policy)));
    }
    let all = assess(registry, school, at.day, at.policy);
    Ok(all.into_iter().find(|assessment| assessment.category.is_none()))
}

/// The reason of a school that has no deployment in the category.
fn no_solution() -> Reason {
    Reason {
        rule: RuleCode::B3,
        message: "aucune solution choisie dans cette catégorie".to_owned(),
        source: RuleCode::B3.source().to_owned(),
    }
}

/// The findings of an assessment that have a severity.
fn of(assessment: &Assessment, severity: Severity) -> impl Iterator<Item = &Finding> {
    assessment
        .findings
        .iter()
        .filter(move |finding| finding.severity() == severity)
}

/// Findings of an assessment of a day, worded.
pub(super) fn reasons<'f>(
    registry: &Registry,
    assessment: &Assessment,
    day: NaiveDate,
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<Reason> {
    let reason = |finding: &Finding| Reason {
        rule: finding.rule,
        message: finding.message(registry, assessment, day),
        source: finding.source().to_owned(),
    };
    findings.map(reason).collect()
}

/// The registry at which the gate looks: as it is, with the choices that the same changes make, the uses that they
/// leave or take up again, and the entries that they close. All matter where several commands are taken back or redone
/// at once. What an undo makes active again is judged on all that the undo leaves.
pub fn at_the_gate<'a>(registry: &'a Registry, changes: &[Change], is_undo: bool) -> Cow<'a, Registry> {
    let bears = |change: &&Change| match (&change.before, &change.after) {
        (Some(Record::Entry(_)), Some(Record::Entry(after))) => !after.is_active(),
        (None, Some(Record::Deployment(after))) => after.solution.is_some(),
        (Some(Record::Deployment(before)), Some(Record::Deployment(after))) => {
            before.solution != after.solution
                || (before.stage.is_left(), before.exit) != (after.stage.is_left(), after.exit)
        }
        (Some(Record::Deployment(_)), None) => true,
        _ => is_undo && !change.activates(),
    };
    let bearing: Vec<Change> = changes.iter().filter(bears).cloned().collect();
    if bearing.is_empty() || !changes.iter().any(Change::activates) {
        return Cow::Borrowed(registry);
    }
    let mut ahead = registry.clone();
    ahead.apply_changes(&bearing, registry.revision() + 1);
    Cow::Owned(ahead)
}
