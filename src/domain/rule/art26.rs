//! B7, B8, W5 and W15: the convention 26 with the collectivité that holds the competence.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::convention::{AnnexeLine, Convention, Party};
use crate::domain::date::day_fr;
use crate::domain::school::School;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::near_miss;
use super::subject::Subject;
use super::wording::{Words, with_article};

/// B7: one is in force with the holder, or with a predecessor where both signed while it was the holder.
pub(super) fn in_force(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(holder), None) = (subject.at.holder, subject.art26.in_force) else {
        return;
    };
    let cause = near_miss::nearest26(subject.at, &holder, subject.code).map_or(
        Cause::NoConvention(Party::Collectivite(holder.siren)),
        near_miss::Miss::cause,
    );
    findings.push(Finding::new(RuleCode::B7, cause));
}

/// B8: of those in force, one covers the school and the solution.
pub(super) fn coverage(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let (Some(convention), None) = (subject.art26.in_force, subject.art26.serves) {
        let number = convention.number.clone();
        let cause = match covered_last(subject, convention) {
            Some(last) => Cause::LastAndNext(last.number.clone(), number),
            None => Cause::Convention(number),
        };
        findings.push(Finding::new(RuleCode::B8, cause));
    }
}

/// The convention that is over and covered the school after the one in force did.
fn covered_last<'a>(subject: &Subject<'a>, in_force: &Convention) -> Option<&'a Convention> {
    let at = subject.at;
    let (last, convention) = near_miss::covered_last(at, &at.holder?, subject.code?)?;
    let named = in_force.named_last(at.school.uai, at.day);
    (named < Some(last)).then_some(convention)
}

/// What B7 says.
pub(super) fn no_convention26(words: Words<'_>, cause: &Cause) -> String {
    let holder = words
        .of
        .holder
        .map_or_else(String::new, |siren| with_article(&words.name(siren)));
    let why = match cause {
        Cause::NoConvention(party) => words.nothing_with(*party),
        _ => words.cause_convention(cause).map_or_else(
            || "?".into(),
            |convention| words.and_next(cause, miss26(words, convention)),
        ),
    };
    format!("Aucune convention 26 en vigueur avec {holder}\u{a0}: {why}.")
}

fn miss26(words: Words<'_>, convention: &Convention) -> String {
    let party = convention.party.siren();
    let holds = words
        .school()
        .map(|school| words.registry.holds(school, words.day));
    let last = holds.into_iter().flatten().rfind(|hold| hold.siren == party);
    match last.and_then(|hold| hold.to?.succ_opt()) {
        Some(until) if Some(party) != words.of.holder => words.inherited(convention, until),
        _ => words.standing(convention),
    }
}

/// What B8 says.
pub(super) fn not_covered(words: Words<'_>, cause: &Cause) -> String {
    let (in_force, last) = match cause {
        Cause::LastAndNext(last, in_force) => (words.convention(in_force), words.convention(last)),
        _ => (words.cause_convention(cause), None),
    };
    let (Some(convention), Some(school)) = (in_force, words.school()) else {
        return "La convention 26 en vigueur ne couvre pas cette école.".into();
    };
    let why = if convention.covers_school(school.uai, words.day) {
        other_solutions(words, convention, school)
    } else {
        out_of_annexe(words, convention, school)
    };
    let after = last.map_or_else(String::new, |last| {
        format!(
            " Celle qui la couvrait, {}, est {}.",
            last.number,
            words.standing(last)
        )
    });
    format!(
        "La {} est en vigueur, mais {why}.{after}",
        words.convention_with(&convention.number)
    )
}

/// For which solutions the school is covered, where it is not for its own.
fn other_solutions(words: Words<'_>, convention: &Convention, school: &School) -> String {
    let chosen = words.of.solution.as_ref();
    let is_own = chosen.is_some_and(|code| convention.covers_solution(code));
    let lines = convention
        .lines_of(school.uai)
        .filter(|line| convention.line_holds(line, words.day));
    let of_lines = lines.filter_map(|line| line.solution.as_ref());
    let named: BTreeSet<String> = if is_own {
        of_lines.map(|code| words.solution_name(code)).collect()
    } else {
        let named = convention.solutions.iter();
        named.map(|code| words.solution_name(code)).collect()
    };
    let named: Vec<String> = named.into_iter().collect();
    if is_own {
        let pending = pending_line(words, convention, school);
        return format!(
            "son annexe ne nomme pas l’école pour {} mais pour {}{}",
            words.chosen(),
            named.join(", "),
            pending.map_or_else(String::new, |why| format!("\u{a0}; {why}"))
        );
    }
    format!("elle ne vise pas {} mais {}", words.chosen(), named.join(", "))
}

fn out_of_annexe(words: Words<'_>, convention: &Convention, school: &School) -> String {
    let of_school = || convention.lines_of(school.uai);
    let next = of_school()
        .filter(|line| line.joined_by.is_none())
        .filter_map(|line| line.period.from)
        .filter(|day| *day > words.day)
        .min();
    let last = convention
        .named_last(school.uai, words.day)
        .filter(|last| *last < words.day);
    let pending = || pending_line(words, convention, school);
    match (next, last) {
        (Some(next), _) => format!("son annexe ne nomme l’école qu’à partir du {}", day_fr(next)),
        (None, last) if pending().is_some() => {
            let until = last.map(|last| format!("son annexe ne nomme l’école que jusqu’au {}", day_fr(last)));
            until
                .into_iter()
                .chain(pending())
                .collect::<Vec<_>>()
                .join("\u{a0}; ")
        }
        (None, Some(last)) => format!("son annexe ne nomme l’école que jusqu’au {}", day_fr(last)),
        (None, None) => "son annexe ne nomme pas l’école".into(),
    }
}

/// What the line of the school that an avenant moves waits for: its signatures, else its own day; none where no such
/// line is to come.
fn pending_line(words: Words<'_>, convention: &Convention, school: &School) -> Option<String> {
    let is_own = |line: &&AnnexeLine| {
        let chosen = words.of.solution.as_ref();
        line.solution.is_none() || line.solution.as_ref() == chosen
    };
    let mut lines = convention.lines_of(school.uai).filter(is_own);
    lines.find_map(|line| {
        let amendment = convention.amendment(line.joined_by.as_ref()?)?;
        let number = &amendment.number;
        if !amendment.in_effect(words.day) {
            let standing = words.amendment(convention, amendment);
            return Some(format!(
                "l’avenant {number}, qui la nomme, n’a pas encore d’effet\u{a0}: {standing}"
            ));
        }
        let from = line.period.from.filter(|from| *from > words.day)?;
        Some(format!(
            "l’avenant {number} ne la nomme qu’à partir du {}",
            day_fr(from)
        ))
    })
}

/// W15: from the party's signature on, the délibération that allowed it is named; silent until a promised day has passed.
pub(super) fn deliberation(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let unnamed = subject
        .covering26()
        .filter(|convention| lacks_deliberation(convention, subject.at.day));
    findings.extend(
        unnamed.map(|convention| Finding::new(RuleCode::W15, Cause::Convention(convention.number.clone()))),
    );
}

fn lacks_deliberation(convention: &Convention, day: NaiveDate) -> bool {
    let signed = convention.signed_party.is_some_and(|signed| signed <= day);
    let named = convention.deliberation.as_deref().unwrap_or_default();
    let over = convention.status(day).is_over();
    let promised = convention.deliberation_promised.is_some_and(|by| day <= by);
    signed && named.trim().is_empty() && !promised && !over
}

/// What W15 says.
pub(super) fn no_deliberation(words: Words<'_>, cause: &Cause) -> String {
    let Some(convention) = words.cause_convention(cause) else {
        return "La délibération n’est pas notée.".into();
    };
    let promised = convention.deliberation_promised;
    format!(
        "La {} est signée par {} depuis le {}, sans la référence de sa délibération{}.",
        words.convention_with(&convention.number),
        words.role(convention.party),
        convention.signed_party.map_or_else(|| "?".into(), day_fr),
        promised.map_or_else(String::new, |by| format!(", promise pour le {}", day_fr(by)))
    )
}

/// W5: the main lines of the arrangement relied on are published.
pub(super) fn published(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let day = subject.at.day;
    let unpublished = subject
        .art26
        .serves
        .filter(|convention| convention.published.is_none_or(|on| on > day));
    if let Some(convention) = unpublished {
        findings.push(Finding::new(
            RuleCode::W5,
            Cause::Convention(convention.number.clone()),
        ));
    }
}

/// What W5 says.
pub(super) fn not_published(words: Words<'_>, cause: &Cause) -> String {
    match words.cause_convention(cause) {
        Some(convention) => format!(
            "Les grandes lignes de la {} ne sont pas publiées.",
            words.convention_with(&convention.number)
        ),
        None => "Les grandes lignes de l’accord ne sont pas publiées.".into(),
    }
}
