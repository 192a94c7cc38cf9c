//! B4, W8, W9 and W22: who holds the school competence, how it went from one to another since the signature, and who else is
//! proposed.

use chrono::NaiveDate;

use crate::domain::convention::Convention;
use crate::domain::date::day_fr;
use crate::domain::registry::{Transfer, TransferNature};
use crate::domain::school::School;

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

/// W8: the convention 26 relied on is a predecessor's, and a group took its place or gave it up since.
pub(super) fn transferred(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    since_signature(subject, RuleCode::W8, findings);
}

/// W9: the convention 26 relied on is that of a commune which another replaced since.
pub(super) fn replaced(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    since_signature(subject, RuleCode::W9, findings);
}

/// Each transfer of a rule's nature from the party of the convention relied on to the holder.
fn since_signature(subject: &Subject<'_>, rule: RuleCode, findings: &mut Vec<Finding>) {
    let (Some(convention), Some(holder)) = (subject.art26.serves, subject.at.holder) else {
        return;
    };
    let (at, party) = (subject.at, convention.party.siren());
    if party == holder.siren {
        return;
    }
    let transfers = at.registry.transfers(at.school, party, at.day).into_iter();
    let of_rule = transfers.filter(|transfer| rule_of(transfer.nature) == rule);
    let of_rule = of_rule.filter(|transfer| !is_noted(convention, transfer, at.day));
    findings.extend(of_rule.map(|transfer| {
        let cause = Cause::Transferred(convention.number.clone(), transfer);
        Finding::new(rule, cause)
    }));
}

/// True where the co-contractant was told of a transfer by a day; where a commune is one again, with the arrêté.
fn is_noted(convention: &Convention, transfer: &Transfer, day: NaiveDate) -> bool {
    let is_again = transfer.nature == TransferNature::CommuneAgain;
    let mut noted = convention.substitutions.iter();
    noted
        .any(|noted| noted.to == transfer.to && noted.on <= day && (!is_again || !noted.reference.is_empty()))
}

/// The rule that speaks of a transfer.
fn rule_of(nature: TransferNature) -> RuleCode {
    match nature {
        TransferNature::ToGroup | TransferNature::Return | TransferNature::GroupsMerged => RuleCode::W8,
        TransferNature::CommuneReplaced | TransferNature::CommuneAgain => RuleCode::W9,
    }
}

/// W22: a competence that is to be confirmed names another holder than the one decided on.
pub(super) fn proposed(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let at = subject.at;
    let holder = at.holder.map(|holder| holder.siren);
    let other = at
        .registry
        .proposals(at.school, at.day)
        .find(|proposal| Some(proposal.collectivite) != holder);
    findings.extend(other.map(|proposal| {
        let cause = Cause::Proposed(proposal.id(), proposal.collectivite);
        Finding::new(RuleCode::W22, cause)
    }));
}

/// What B4 says.
pub(super) fn no_holder(words: Words<'_>, _: &Cause) -> String {
    let place = words.school().and_then(School::place);
    let why = place.map_or_else(
        || "l’école n’a pas de code de commune".into(),
        |place| {
            let code = words.registry.stands_for(place, words.day);
            match words.registry.communes_of_code(code).last() {
                Some(known) => format!("{} ({code}) n’existe pas ce jour-là", known.name),
                None => format!("le code de commune {code} est inconnu"),
            }
        },
    );
    format!(
        "Aucune collectivité n’a la compétence scolaire au {}\u{a0}: {why}.",
        day_fr(words.day)
    )
}

/// What W8 says.
pub(super) fn competence_transferred(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Transferred(number, transfer) = cause else {
        return "La compétence a été transférée depuis la signature.".into();
    };
    let how = match transfer.nature {
        TransferNature::Return => "rendue",
        TransferNature::GroupsMerged => "passée, par la fusion de groupements,",
        _ => "transférée",
    };
    format!(
        "Compétence {how} le {} {} {}\u{a0}: la convention {number} continue\u{a0}; l’information du cocontractant est à \
         noter, un avenant est conseillé.",
        day_fr(transfer.on),
        of_the(&with_article(&words.name(transfer.from))),
        to_the(&with_article(&words.name(transfer.to)))
    )
}

/// What W9 says.
pub(super) fn commune_replaced(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Transferred(number, transfer) = cause else {
        return "La commune a été remplacée depuis la signature.".into();
    };
    let Transfer { from, to, on, nature } = *transfer;
    let (from, to, on) = (words.name(from), words.name(to), day_fr(on));
    if nature == TransferNature::CommuneAgain {
        return format!(
            "{to} est de nouveau une commune depuis le {on}\u{a0}: rien ne se substitue de plein droit à {from} dans la \
             convention {number}\u{a0}; la référence de l’arrêté est à noter."
        );
    }
    format!(
        "Depuis le {on}, {to} remplace {}\u{a0}: la convention {number} continue\u{a0}; l’information du cocontractant est à \
         noter, un avenant est conseillé.",
        with_article(&from)
    )
}

/// What W22 says.
pub(super) fn to_confirm(words: Words<'_>, cause: &Cause) -> String {
    let Cause::Proposed(competence, siren) = cause else {
        return "Une compétence est à confirmer.".into();
    };
    let holder = words.of.holder;
    format!(
        "La compétence proposée sur {} nomme {}\u{a0}; titulaire retenu\u{a0}: {}.",
        competence.perimeter,
        with_article(&words.name(*siren)),
        holder.map_or_else(|| "aucun".to_owned(), |holder| words.name(holder))
    )
}
