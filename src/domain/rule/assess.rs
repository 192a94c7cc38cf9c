//! Assesses a school on a day.

use chrono::NaiveDate;

use crate::domain::deployment::Deployment;
use crate::domain::registry::Registry;
use crate::domain::school::School;

use super::assessment::Assessment;
use super::place::Place;
use super::policy::Policy;
use super::subject::Subject;
use super::table;

/// Assesses a school on a day: one assessment for each category that has a use, of the use that counts there; or one
/// without a solution.
///
/// Pure: the same registry, school, day and policy give the same answer.
pub fn assess(registry: &Registry, school: &School, day: NaiveDate, policy: &Policy) -> Vec<Assessment> {
    let place = Place::new(registry, school, day, policy);
    let mut assessments: Vec<_> = registry
        .present_uses(school.uai)
        .map(|deployment| assess_one(place, Some(deployment)))
        .collect();
    if assessments.is_empty() {
        assessments.push(assess_one(place, None));
    }
    assessments
}

/// Assesses a school with one use of a solution, as if it were the school's.
pub fn assess_use(
    registry: &Registry,
    school: &School,
    used: &Deployment,
    day: NaiveDate,
    policy: &Policy,
) -> Assessment {
    assess_one(Place::new(registry, school, day, policy), Some(used))
}

pub(super) fn assess_one(place: Place<'_>, deployment: Option<&Deployment>) -> Assessment {
    let subject = Subject::new(place, deployment);
    Assessment {
        school: place.school.uai,
        category: deployment.map(|deployment| deployment.category),
        rank: deployment.map(|deployment| deployment.rank).unwrap_or_default(),
        solution: subject.code.cloned(),
        stage: deployment.map(|deployment| deployment.stage),
        is_left: subject.is_left,
        registered: subject.entry.map(|entry| entry.number),
        holder: place.holder.map(|holder| holder.siren),
        end: subject.end(),
        findings: table::look(&subject),
    }
}
