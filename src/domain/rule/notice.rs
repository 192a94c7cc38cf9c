//! What lies between the notice that families were given and the fiche in force (C3).

use chrono::NaiveDate;

use crate::domain::deployment::{Deployment, FamilyNotice};
use crate::domain::provider::{Difference, Sheet, SheetId};
use crate::domain::registry::Registry;

use super::place::Place;
use super::policy::Policy;
use super::subject::Subject;

/// A notice that was drawn from an earlier version than the fiche in force, of another content.
#[derive(Debug, Clone)]
pub struct NoticeGap<'a> {
    pub notice: &'a FamilyNotice,
    /// The version that it was drawn from; none where it names none, or one that no record describes: it is judged by
    /// its day.
    pub told: Option<&'a Sheet>,
    /// The fiche in force.
    pub now: &'a Sheet,
    /// What of the notice the fiche in force says otherwise.
    pub differences: Vec<Difference>,
}

/// What lies between the notice of a use and the fiche in force on a day; none where the notice serves, be it because
/// somebody said so.
pub fn notice_gap<'a>(registry: &'a Registry, used: &'a Deployment, day: NaiveDate) -> Option<NoticeGap<'a>> {
    let school = registry.schools().get(&used.school)?;
    let place = Place::new(registry, school, day, &Policy::default());
    gap(&Subject::new(place, Some(used)))
}

/// The same, of what a rule looks at.
pub(super) fn gap<'a>(subject: &Subject<'a>) -> Option<NoticeGap<'a>> {
    let (used, now, day) = (subject.deployment?, subject.sheet?, subject.at.day);
    let notice = used.family_notice.as_ref().filter(|notice| notice.date <= day)?;
    let mut kept = used.notice_kept.iter().filter(|kept| kept.on <= day);
    if kept.any(|kept| kept.is_of(notice, &now.version)) {
        return None;
    }
    let told = told(subject.at.registry, notice, now);
    let differences = told.map_or_else(Vec::new, |told| told.notice_differences(now));
    let is_older = match told {
        Some(told) => (told.date, &told.version) < (now.date, &now.version) && !differences.is_empty(),
        None => notice.date < now.date,
    };
    is_older.then_some(NoticeGap {
        notice,
        told,
        now,
        differences,
    })
}

/// The version that a notice was drawn from.
pub(super) fn told<'a>(registry: &'a Registry, notice: &FamilyNotice, sheet: &Sheet) -> Option<&'a Sheet> {
    registry.sheets().get(&SheetId {
        solution: sheet.solution.clone(),
        version: notice.version.clone()?,
    })
}
