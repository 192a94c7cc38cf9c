//! B5 and B6: the convention 28 with the prestataire.

use crate::domain::convention::{Convention, Party};
use crate::domain::id::SolutionCode;
use crate::domain::provider::Solution;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::near_miss;
use super::subject::Subject;
use super::wording::Words;

/// B5: one is in force that covers the solution and the département.
pub(super) fn in_force(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let (Some(code), None) = (subject.code, subject.art28.in_force) {
        findings.push(Finding::new(RuleCode::B5, missing(subject, code)));
    }
}

fn missing(subject: &Subject<'_>, code: &SolutionCode) -> Cause {
    match subject.solution {
        Some(solution) => nearest(subject, solution),
        None => Cause::UnknownSolution(code.clone()),
    }
}

fn nearest(subject: &Subject<'_>, solution: &Solution) -> Cause {
    near_miss::nearest28(subject.at, solution).map_or(
        Cause::NoConvention(Party::Provider(solution.provider)),
        near_miss::Miss::cause,
    )
}

/// B6: of those in force, one has no clause marked absent.
pub(super) fn clauses(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if let (Some(convention), None) = (subject.art28.in_force, subject.art28.serves) {
        let absent = convention.clauses.absent().collect();
        let cause = Cause::Clauses(convention.number.clone(), absent);
        findings.push(Finding::new(RuleCode::B6, cause));
    }
}

/// What B5 says.
pub(super) fn no_convention28(words: Words<'_>, cause: &Cause) -> String {
    let (with, why) = match cause {
        Cause::UnknownSolution(code) => {
            return format!(
                "Aucune convention 28 possible\u{a0}: la solution «\u{a0}{code}\u{a0}» est inconnue."
            );
        }
        Cause::NoConvention(party) => (words.party(*party), words.nothing_with(*party)),
        _ => match words.cause_convention(cause) {
            Some(convention) => (
                words.party(convention.party),
                words.and_next(cause, miss28(words, convention)),
            ),
            None => return "Aucune convention 28 en vigueur.".into(),
        },
    };
    format!(
        "Aucune convention 28 en vigueur avec {with} pour {}\u{a0}: {why}.",
        words.chosen()
    )
}

fn miss28(words: Words<'_>, convention: &Convention) -> String {
    if convention.in_force(words.day) {
        words.elsewhere(convention)
    } else {
        words.standing(convention)
    }
}

/// What B6 says.
pub(super) fn absent_clauses(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Clauses(number, clauses) = cause else {
        return "Une clause de l’art. 28(3) est absente.".into();
    };
    let letters: Vec<_> = clauses.iter().map(|clause| clause.letter().to_string()).collect();
    let noun = if letters.len() == 1 {
        "la clause"
    } else {
        "les clauses"
    };
    format!(
        "La {} est en vigueur, mais sans {noun} {} de l’art. 28(3).",
        words.convention_with(number),
        letters.join(", ")
    )
}
