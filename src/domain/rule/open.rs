//! B1: the school must be open on the day.
//!
//! The other half of B1, a UAI whose key is wrong, cannot be held by a [`School`].

use chrono::NaiveDate;

use crate::domain::date::day_fr;
use crate::domain::school::{School, SchoolState};

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::Words;

/// Why a school is not open on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotOpen {
    /// The annuaire says that it is closed.
    Closed(Option<NaiveDate>),
    /// The annuaire no longer lists it.
    Vanished,
    /// It opens after the day.
    OpensOn(NaiveDate),
}

/// Why a school is not open on a day; none where it is. *À fermer* is open; so is a school without an opening
/// date.
pub(super) fn not_open(school: &School, day: NaiveDate) -> Option<NotOpen> {
    let opens = school.opened.filter(|opened| *opened > day);
    match school.state {
        SchoolState::Closed => Some(NotOpen::Closed(school.closed)),
        SchoolState::Vanished => Some(NotOpen::Vanished),
        _ if school.closed.is_some_and(|closed| closed <= day) => Some(NotOpen::Closed(school.closed)),
        _ => opens.map(NotOpen::OpensOn),
    }
}

/// B1.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if not_open(subject.at.school, subject.at.day).is_some() {
        findings.push(Finding::new(RuleCode::B1, Cause::Plain));
    }
}

/// What B1 says.
pub(super) fn is_not_open(words: Words<'_>, _: &Cause) -> String {
    match words.school().and_then(|school| not_open(school, words.day)) {
        Some(NotOpen::Closed(Some(on))) => format!("École fermée le {}.", day_fr(on)),
        Some(NotOpen::Vanished) => "École disparue de l’annuaire.".into(),
        Some(NotOpen::OpensOn(on)) => {
            format!("École pas encore ouverte\u{a0}: ouverture le {}.", day_fr(on))
        }
        Some(NotOpen::Closed(None)) | None => "École fermée.".into(),
    }
}
