//! What several schools wait for together: the same signature, convention, clause or annexe.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::day_index::{AssessedLine, SchoolEntry};
use super::source::Source;
use crate::domain::convention::{Convention, Party, Signatory};
use crate::domain::id::{ConventionNumber, Uai};
use crate::domain::record::RecordId;
use crate::domain::rule::{Cause, Finding, RuleCode};

/// What a school waits for, and who else does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The rule that keeps them out: B5, B6, B7 or B8.
    pub rule: RuleCode,
    /// The party of the convention that is missing or lacks something.
    pub party: Party,
    pub party_name: String,
    /// The convention nearest to serving; none where there is none at all.
    pub convention: Option<ConventionNumber>,
    /// The signatures that it waits for, where it was sent, or that the avenant does which names the school.
    pub missing: Vec<Signatory>,
    /// The others that wait for it: the deployment, or the school without one, in the order of the list.
    pub others: Vec<RecordId>,
    /// All of it in French: `12 écoles de Grenoble attendent la même signature`.
    pub words: String,
}

impl Shared {
    /// True where the school waits for the signatures of an avenant that names it.
    pub fn waits_for_amendment(&self) -> bool {
        self.rule == RuleCode::B8 && !self.missing.is_empty()
    }
}

/// The conventions that a school waits for together with others, and the one whose avenant it waits for; of a deployment, those of its line alone.
pub fn shared(source: Source<'_>, record: &RecordId) -> Vec<Shared> {
    let (school, category) = match record {
        RecordId::School(school) => (*school, None),
        RecordId::Deployment(deployment) => (deployment.school, Some(deployment.category)),
        _ => return Vec::new(),
    };
    let Some(entry) = source.day_index.entry(school) else {
        return Vec::new();
    };
    let mine = entry
        .lines()
        .iter()
        .filter(|line| category.is_none() || line.assessment.category == category);
    let mut awaited: Vec<Awaited<'_>> = mine.flat_map(|line| of_line(source, line)).collect();
    awaited.dedup();
    let with_others = awaited
        .into_iter()
        .map(|awaited| together(source, entry, &awaited));
    with_others
        .filter(|shared| !shared.others.is_empty() || shared.waits_for_amendment())
        .collect()
}

/// A rule, and what would lift it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Awaited<'a> {
    rule: RuleCode,
    party: Party,
    convention: Option<&'a ConventionNumber>,
}

/// What a line waits for: one for each of B5 to B8 that fails. A school without a project waits for nothing.
fn of_line<'a>(source: Source<'a>, line: &'a AssessedLine) -> impl Iterator<Item = Awaited<'a>> {
    let failures = line.assessment.failures();
    failures
        .filter(|_| line.standing.is_a_project())
        .filter_map(move |finding| awaited(source, finding))
}

/// The schools that wait for each convention, in the order of the list.
pub fn waiting(source: Source<'_>) -> HashMap<ConventionNumber, Vec<Uai>> {
    let mut schools: HashMap<ConventionNumber, Vec<Uai>> = HashMap::new();
    let entries = source.day_index.entries();
    for entry in source
        .day_index
        .orders()
        .listed()
        .iter()
        .map(|place| &entries[*place as usize])
    {
        for number in entry
            .lines()
            .iter()
            .flat_map(|line| awaited_conventions(source, line))
        {
            let waiting = schools.entry(number.clone()).or_default();
            if waiting.last() != Some(&entry.uai) {
                waiting.push(entry.uai);
            }
        }
    }
    schools
}

/// The conventions that a line waits for: what keeps it out of the register is that they are not in force, or lack a
/// clause or the school.
pub(in crate::domain::query) fn awaited_conventions<'a>(
    source: Source<'a>,
    line: &'a AssessedLine,
) -> impl Iterator<Item = &'a ConventionNumber> {
    of_line(source, line).filter_map(|awaited| awaited.convention)
}

fn awaited<'a>(source: Source<'a>, finding: &'a Finding) -> Option<Awaited<'a>> {
    let rule = finding.rule;
    if !matches!(rule, RuleCode::B5 | RuleCode::B6 | RuleCode::B7 | RuleCode::B8) {
        return None;
    }
    let (party, convention) = match &finding.cause {
        Cause::NoConvention(party) => (*party, None),
        Cause::Convention(number)
        | Cause::LastAndNext(_, number)
        | Cause::ConventionEnds(number, _)
        | Cause::Clauses(number, _) => {
            let convention = source.registry.conventions().get(number)?;
            (convention.party, Some(number))
        }
        _ => return None,
    };
    Some(Awaited {
        rule,
        party,
        convention,
    })
}

/// The other schools that wait for the same, in the order of the list.
fn together(source: Source<'_>, entry: &SchoolEntry, awaited: &Awaited<'_>) -> Shared {
    let entries = source.day_index.entries();
    let places = source.day_index.orders().listed().iter();
    let others = places
        .map(|place| &entries[*place as usize])
        .filter(|other| other.uai != entry.uai)
        .flat_map(|other| other.lines().iter().map(move |line| (other, line)))
        .filter(|(_, line)| of_line(source, line).any(|theirs| theirs == *awaited))
        .map(|(other, line)| id(other, line));
    let others: Vec<RecordId> = others.collect();
    let convention = awaited
        .convention
        .and_then(|number| source.registry.conventions().get(number));
    let missing = convention
        .map(|convention| missing(source, entry.uai, awaited.rule, convention))
        .unwrap_or_default();
    let party_name = source.registry.party_name(awaited.party).to_owned();
    Shared {
        rule: awaited.rule,
        party: awaited.party,
        words: words(awaited, &missing, schools(&others) + 1, &party_name),
        party_name,
        convention: awaited.convention.cloned(),
        missing,
        others,
    }
}

/// The signatures that keep a school out: the convention's or, of one in force that does not name it, those of the avenant
/// that does.
fn missing(source: Source<'_>, school: Uai, rule: RuleCode, convention: &Convention) -> Vec<Signatory> {
    let day = source.day_index.day();
    if rule != RuleCode::B8 {
        return convention.lacks(day);
    }
    let mut named = convention
        .lines_of(school)
        .filter_map(|line| convention.amendment(line.joined_by.as_ref()?));
    named
        .find(|found| found.awaits(convention.party, day).is_some())
        .map(|found| found.lacks(day))
        .unwrap_or_default()
}

/// How many schools some lines, in the order of the list, are of.
fn schools(lines: &[RecordId]) -> usize {
    let mut schools: Vec<Option<Uai>> = lines
        .iter()
        .map(|id| match id {
            RecordId::School(school) => Some(*school),
            RecordId::Deployment(deployment) => Some(deployment.school),
            _ => None,
        })
        .collect();
    schools.dedup();
    schools.len()
}

fn id(entry: &SchoolEntry, line: &AssessedLine) -> RecordId {
    let deployment = line.assessment.deployment();
    deployment.map_or(RecordId::School(entry.uai), RecordId::Deployment)
}

/// How many wait, and for what.
fn words(awaited: &Awaited<'_>, missing: &[Signatory], count: usize, party: &str) -> String {
    let what = match (awaited.rule, awaited.convention, missing) {
        (RuleCode::B6, _, _) => "la même clause",
        (RuleCode::B8, _, _) => "la même mise à jour de la convention",
        (_, None, _) => "une convention",
        (_, Some(_), []) => "le renouvellement de la même convention",
        (_, Some(_), [_]) => "la même signature",
        (_, Some(_), _) => "les mêmes signatures",
    };
    format!("{count} écoles attendent {what} ({party})")
}
