//! W2: a convention relied on is renewed by itself unless it is denounced.

use chrono::NaiveDate;

use crate::domain::convention::{Convention, RenewalDays, RenewalPhase};
use crate::domain::date::day_fr;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::policy::Policy;
use super::subject::Subject;
use super::wording::Words;

impl Policy {
    /// How many days each phase of a renewal is told of.
    pub fn renewal_days(&self) -> RenewalDays {
        RenewalDays {
            before_notice: self.notice_warning_days,
            after_renewal: self.renewed_days,
        }
    }
}

/// W2, once for each; urgent in the last days for notice.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (day, policy) = (subject.at.day, subject.at.policy);
    for convention in subject.relied_on() {
        if let Some(phase) = convention.renewal_phase(day, policy.renewal_days()) {
            let left = |notice: NaiveDate| (notice - day).num_days();
            let urgent = matches!(phase, RenewalPhase::Denounce(notice)
                if left(notice) <= i64::from(policy.notice_urgent_days));
            let cause = Cause::Renewal(convention.number.clone(), phase);
            findings.push(Finding::new(RuleCode::W2, cause).urgent_if(urgent));
        }
    }
}

/// What W2 says.
pub(super) fn to_denounce(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Renewal(number, phase) = cause else {
        return "Une convention se reconduit.".into();
    };
    let found = words.convention(number);
    let with = words.convention_with(number);
    match phase {
        RenewalPhase::Denounce(notice) => format!(
            "La {with} est à dénoncer au plus tard le {}{}.",
            day_fr(*notice),
            next(words, found, ", sinon elle sera reconduite le ")
        ),
        RenewalPhase::Renews(on) => {
            format!(
                "La {with} sera reconduite le {}{}.",
                day_fr(*on),
                passed(words, found)
            )
        }
        RenewalPhase::Renewed(on) => format!(
            "La {with} a été reconduite le {}{}.",
            day_fr(*on),
            until(words, found)
        ),
    }
}

fn next(words: Words<'_>, found: Option<&Convention>, before: &str) -> String {
    let renews = found.and_then(|convention| convention.next_renewal(words.day));
    renews.map_or_else(String::new, |on| format!("{before}{}", day_fr(on)))
}

fn passed(words: Words<'_>, found: Option<&Convention>) -> String {
    let notice = found.and_then(|convention| convention.notice_by(words.day));
    notice.map_or_else(String::new, |on| {
        format!("\u{a0}: elle pouvait être dénoncée jusqu’au {}", day_fr(on))
    })
}

/// Until when the new term lasts, and whether it is the last.
fn until(words: Words<'_>, found: Option<&Convention>) -> String {
    let Some((found, end)) = found.and_then(|found| Some((found, found.current_end(words.day)?))) else {
        return String::new();
    };
    let last = match found.next_renewal(words.day) {
        None => ", pour la dernière fois",
        Some(_) => "",
    };
    format!(" jusqu’au {}{last}", day_fr(end))
}
