//! W13 and W18: an entry that was not reviewed in this school year, and one whose review is void.

use crate::domain::covered::Coverage;
use crate::domain::date::{SchoolYear, day_fr};
use crate::domain::register::{Part, RegisterEntry, day_and_author};
use crate::text::enumerated;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// W13: an active entry made before the school year began has a review since. That a review is void, W18 says.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let day = subject.at.day;
    let year = SchoolYear::containing(day);
    let reviewed = |entry: &RegisterEntry| {
        entry
            .review_on(day)
            .is_some_and(|review| review.on >= year.start())
    };
    let due = subject
        .entry
        .filter(|entry| entry.entered_on < year.start() && !reviewed(entry));
    if let Some(entry) = due {
        findings.push(Finding::new(RuleCode::W13, Cause::Entry(entry.number)));
    }
}

/// W18: what the review of an active entry covered is as it was. Where it is not, W13 is silent.
pub(super) fn covered(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let Some(entry) = subject.entry else { return };
    let Some(review) = entry.review_on(subject.at.day) else {
        return;
    };
    let changed = Coverage::with_holder(subject.at.registry, entry, subject.at.holder).changed(review);
    if !changed.is_empty() {
        findings.retain(|finding| finding.rule != RuleCode::W13);
        findings.push(Finding::new(RuleCode::W18, Cause::Void(entry.number, changed)));
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

/// What W18 says.
pub(super) fn review_void(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Void(number, parts) = cause else {
        return "Le contrôle de l’inscription ne vaut plus.".into();
    };
    let entry = words.registry.entries().get(number);
    let review = entry.and_then(|entry| entry.reviewed.as_ref());
    let when = review.map_or_else(String::new, |review| {
        format!(" {}", day_and_author(review.on, &review.by))
    });
    let changed: Vec<String> = parts.iter().map(Part::label).collect();
    let have = if changed.len() > 1 {
        "ont changé"
    } else {
        "a changé"
    };
    format!(
        "Le contrôle de l’inscription n°\u{a0}{number}, fait{when}, ne vaut plus\u{a0}: {} {have} depuis.",
        enumerated(&changed)
    )
}
