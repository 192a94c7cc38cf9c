//! B4 and W8: who holds the school competence, and whether it was transferred since the signature.

use crate::domain::date::day_fr;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::subject::Subject;
use super::wording::{Words, of_the, to_the, with_article};

/// B4: a collectivité holds the competence on the day.
pub(super) fn holder(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    if subject.at.holder.is_none() {
        findings.push(Finding::new(RuleCode::B4, Cause::Plain));
    }
}

/// W8: the convention 26 relied on is the predecessor's; it continues, and an avenant is due.
pub(super) fn transferred(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(convention), Some(holder)) = (subject.art26.serves, subject.at.holder) else {
        return;
    };
    let party = convention.party.siren();
    if let Some(since) = holder.since.filter(|_| party != holder.siren) {
        let cause = Cause::Transfer(convention.number.clone(), party, since);
        findings.push(Finding::new(RuleCode::W8, cause));
    }
}

/// What B4 says.
pub(super) fn no_holder(words: Words<'_>, _: &Cause) -> String {
    let code = words.school().and_then(|school| school.insee);
    let why = code.map_or_else(
        || "l’école n’a pas de code de commune".into(),
        |code| format!("le code de commune {code} est inconnu"),
    );
    format!(
        "Aucune collectivité n’a la compétence scolaire au {}\u{a0}: {why}.",
        day_fr(words.day)
    )
}

/// What W8 says.
pub(super) fn competence_transferred(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Transfer(number, from, on) = cause else {
        return "La compétence a été transférée depuis la signature.".into();
    };
    let holder = words
        .of
        .holder
        .map_or_else(String::new, |siren| words.name(siren));
    format!(
        "Compétence transférée le {} {} {}\u{a0}: la convention {number} continue, un avenant est dû.",
        day_fr(*on),
        of_the(&with_article(&words.name(*from))),
        to_the(&with_article(&holder))
    )
}
