//! W13: an entry of a school year before was not reviewed in this one.

use crate::domain::date::{SchoolYear, day_fr};
use crate::domain::register::RegisterEntry;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// W13: an active entry made before the school year began has a review since.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let day = subject.at.day;
    let year = SchoolYear::containing(day);
    let reviewed = |entry: &RegisterEntry| entry.review_since(year).is_some_and(|review| review.on <= day);
    let due = subject
        .entry
        .filter(|entry| entry.entered_on < year.start() && !reviewed(entry));
    if let Some(entry) = due {
        findings.push(Finding::new(RuleCode::W13, Cause::Entry(entry.number)));
    }
}

/// What W13 says.
pub(super) fn to_review(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Entry(number) = cause else {
        return "L’inscription est à contrôler.".into();
    };
    let entry = words.registry.entries().get(number);
    let entered = entry.map_or_else(|| "?".into(), |entry| day_fr(entry.entered_on));
    let last = entry.and_then(|entry| entry.reviewed.as_ref());
    let last = last.map_or_else(
        || "jamais contrôlée".to_owned(),
        |review| format!("dernier contrôle le {}", day_fr(review.on)),
    );
    format!(
        "L’inscription n°\u{a0}{number} du {entered} est à contrôler pour {}\u{a0}: {last}.",
        SchoolYear::containing(words.day)
    )
}
