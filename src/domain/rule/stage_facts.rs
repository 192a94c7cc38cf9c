//! Which stages the facts make true of a use: what W23 and the moves that an operation proposes both look at.

use chrono::NaiveDate;

use crate::domain::convention::Convention;
use crate::domain::date::SchoolYear;
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::registry::Registry;

use super::place::Place;
use super::policy::Policy;
use super::serving::contracts;
use super::subject::Subject;

/// The day of each fact that makes a stage true; none of one that is not there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct StageFacts {
    /// A contract that is not over covers the school and the solution.
    pub(super) contract: Option<NaiveDate>,
    /// A convention 26 that is not over covers both, and was sent.
    pub(super) sent: Option<NaiveDate>,
    /// The same, signed by both.
    pub(super) signed: Option<NaiveDate>,
    /// The last conseil d'école that was told, since the school left its former solution.
    pub(super) council: Option<NaiveDate>,
    pub(super) entered: Option<NaiveDate>,
}

impl StageFacts {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        Self {
            contract: contract(subject),
            sent: earliest(subject, |found| {
                found.sent.or(found.signed_party).or(found.signed_dasen)
            }),
            signed: earliest(subject, Convention::signed_on),
            council: council(subject),
            entered: subject.entry.map(|entry| entry.entered_on),
        }
    }

    /// Each stage that a fact makes true, with the day of the fact.
    pub(super) fn by_stage(&self) -> [(Stage, Option<NaiveDate>); 5] {
        [
            (Stage::ContratSouscrit, self.contract),
            (Stage::ConventionEnvoyee, self.sent),
            (Stage::ConventionSignee, self.signed),
            (Stage::ConseilInforme, self.council),
            (Stage::Inscrite, self.entered),
        ]
    }
}

/// The stage that the facts make true of a use that is behind it, and the day of the fact.
///
/// None of a use that was left or is suspended, or is past registration. What a conseil was told in a school year before
/// moves no stage.
pub(super) fn behind(subject: &Subject<'_>) -> Option<(Stage, NaiveDate)> {
    let used = subject.deployment?;
    if used.stage >= Stage::Inscrite || subject.code.is_none() || !subject.at.is_public() {
        return None;
    }
    let year = SchoolYear::containing(subject.at.day).start();
    let facts = StageFacts::of(subject).by_stage().into_iter().rev();
    facts
        .filter_map(|(stage, day)| Some((stage, day?)))
        .filter(|(stage, day)| *stage != Stage::ConseilInforme || *day >= year)
        .find(|(stage, _)| *stage > used.stage)
}

/// The stage of a use that says more than the facts: its own fact is missing.
pub(super) fn ahead(subject: &Subject<'_>) -> Option<Stage> {
    let stage = subject.deployment?.stage;
    let claimed = StageFacts::of(subject).by_stage().into_iter();
    claimed
        .filter(|(claimed, day)| *claimed == stage && *claimed < Stage::Inscrite && day.is_none())
        .map(|(claimed, _)| claimed)
        .next()
}

/// The stage to which a use of a school may be moved by the facts, and the day of the fact; the use's first day where the
/// fact is older.
pub(super) fn to_move(registry: &Registry, used: &Deployment, day: NaiveDate) -> Option<(Stage, NaiveDate)> {
    let school = registry.schools().get(&used.school)?;
    let place = Place::new(registry, school, day, &Policy::default());
    let (stage, on) = behind(&Subject::new(place, Some(used)))?;
    let first = used.reached.values().copied().min();
    Some((stage, first.map_or(on, |first| on.max(first))))
}

fn contract(subject: &Subject<'_>) -> Option<NaiveDate> {
    let (at, holder, code) = (subject.at, subject.at.holder?, subject.code?);
    contracts(at.registry, at.school, at.day, &holder, code)
        .filter(|found| found.period.to.is_none_or(|to| to >= at.day))
        .map(|found| found.period.from.map_or(at.day, |from| from.min(at.day)))
        .min()
}

/// The earliest day of a fact, by the day looked at, among the conventions 26 that cover the use and are not over.
fn earliest(subject: &Subject<'_>, fact: fn(&Convention) -> Option<NaiveDate>) -> Option<NaiveDate> {
    let day = subject.at.day;
    subject
        .covering26()
        .filter(|found| !found.status(day).is_over())
        .filter_map(fact)
        .filter(|on| *on <= day)
        .min()
}

fn council(subject: &Subject<'_>) -> Option<NaiveDate> {
    let (at, used) = (subject.at, subject.deployment?);
    let before = at.registry.uses_of(used.school, used.category);
    let left = before
        .filter(|other| other.rank < used.rank)
        .filter_map(|other| other.exit)
        .max();
    at.registry
        .councils_of(at.school.uai)
        .filter(|held| held.families_informed && held.date <= at.day && Some(held.date) >= left)
        .map(|held| held.date)
        .next_back()
}
