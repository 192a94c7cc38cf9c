//! What findings of several schools have in common: the record that lacks something, and what it lacks.

use serde::{Deserialize, Serialize};

use super::source::Source;
use crate::domain::authority::Phrase;
use crate::domain::convention::{Convention, Party, Signatory, Status};
use crate::domain::date::day_fr;
use crate::domain::id::ConventionNumber;
use crate::domain::record::RecordId;
use crate::domain::rule::{Cause, Finding, RuleCode};

/// The record behind a finding, and what it lacks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CommonCause {
    /// The record; none where the school itself lacks it.
    pub record: Option<RecordId>,
    /// What it is called: `26-0012`; empty where there is none.
    pub name: String,
    /// The other party of a convention; empty where the record is none.
    pub party: String,
    /// What is missing, in French: `signature du DASEN`.
    pub lacks: String,
}

impl CommonCause {
    /// It in French: `26-0012 (Grenoble), signature du DASEN`.
    pub fn words(&self) -> String {
        match (self.name.as_str(), self.party.as_str()) {
            ("", _) => self.lacks.clone(),
            (name, "") => format!("{name}, {}", self.lacks),
            (name, party) => format!("{name} ({party}), {}", self.lacks),
        }
    }
}

/// What a finding has in common with those of other schools.
pub fn common_cause(source: Source<'_>, finding: &Finding) -> CommonCause {
    let finding = at_the_root(finding);
    let record = record(finding);
    let (name, party) = record
        .as_ref()
        .map_or_else(Default::default, |id| named(source, id));
    CommonCause {
        lacks: lacks(source, finding),
        record,
        name,
        party,
    }
}

/// The record behind a finding; none where the school itself lacks something.
pub fn record_behind(finding: &Finding) -> Option<RecordId> {
    record(at_the_root(finding))
}

/// Of a registered school that lost what it rests on, the first rule that fails.
fn at_the_root(finding: &Finding) -> &Finding {
    finding.within().first().unwrap_or(finding)
}

fn record(finding: &Finding) -> Option<RecordId> {
    Some(match &finding.cause {
        Cause::NoConvention(Party::Collectivite(siren)) => RecordId::Collectivite(*siren),
        Cause::NoConvention(Party::Provider(siren)) => RecordId::Provider(*siren),
        Cause::Contract(reference) | Cause::ContractEnds(reference, _) => {
            RecordId::Contract(reference.clone())
        }
        Cause::Sheet(code, _) | Cause::UnknownSolution(code) => RecordId::Solution(code.clone()),
        Cause::Stale(sheet, _) => RecordId::Solution(sheet.solution.clone()),
        Cause::Proposed(competence, _) => RecordId::Competence(*competence),
        other => RecordId::Convention(convention(other)?.clone()),
    })
}

/// The convention that a cause names: of two, the one that is on its way.
fn convention(cause: &Cause) -> Option<&ConventionNumber> {
    match cause {
        Cause::Convention(number)
        | Cause::Amendment(number, _)
        | Cause::LastAndNext(_, number)
        | Cause::ConventionEnds(number, _)
        | Cause::Clauses(number, _)
        | Cause::Transferred(number, _)
        | Cause::Renewal(number, _) => Some(number),
        Cause::Plain
        | Cause::NoConvention(_)
        | Cause::Elections(..)
        | Cause::Standing(_)
        | Cause::OtherSolutions(_)
        | Cause::OtherHolders(_)
        | Cause::Duplicate(..)
        | Cause::Proposed(..)
        | Cause::Contract(_)
        | Cause::ContractEnds(..)
        | Cause::Sheet(..)
        | Cause::Stale(..)
        | Cause::UnknownSolution(_)
        | Cause::Entry(_)
        | Cause::Void(..)
        | Cause::Lapsed(..)
        | Cause::Lost(..)
        | Cause::Uncertified(..)
        | Cause::StageAhead(_)
        | Cause::StageBehind(..)
        | Cause::Early(..) => None,
    }
}

/// What a record is called, and the other party of a convention.
fn named(source: Source<'_>, id: &RecordId) -> (String, String) {
    let registry = source.registry;
    let alone = |name: &str| (name.to_owned(), String::new());
    match id {
        RecordId::Convention(number) => {
            let party = registry.conventions().get(number).map(|found| found.party);
            let party = party.map_or("", |party| registry.party_name(party));
            (number.to_string(), party.to_owned())
        }
        RecordId::Collectivite(siren) => alone(registry.party_name(Party::Collectivite(*siren))),
        RecordId::Provider(siren) => alone(registry.party_name(Party::Provider(*siren))),
        RecordId::Solution(code) => {
            let found = registry.solutions().get(code);
            alone(found.map_or(code.as_str(), |found| &found.name))
        }
        other => alone(&other.key()),
    }
}

fn lacks(source: Source<'_>, finding: &Finding) -> String {
    let title = finding.rule.title().to_owned();
    let signed = matches!(
        finding.rule,
        RuleCode::B5 | RuleCode::B7 | RuleCode::W20 | RuleCode::W21
    );
    match &finding.cause {
        Cause::NoConvention(Party::Collectivite(_)) => "convention 26 à conclure".to_owned(),
        Cause::NoConvention(Party::Provider(_)) => "convention 28 à conclure".to_owned(),
        Cause::Amendment(number, amendment) if signed => {
            let day = source.day_index.day();
            let convention = source.registry.conventions().get(number);
            let waiting = convention.and_then(|found| found.amendment_waiting(amendment, day));
            waiting.unwrap_or(title)
        }
        cause if signed => convention(cause)
            .and_then(|number| source.registry.conventions().get(number))
            .map_or(title, |found| awaited(source, found, finding.rule)),
        _ => title,
    }
}

/// What a convention waits for.
fn awaited(source: Source<'_>, convention: &Convention, rule: RuleCode) -> String {
    let day = source.day_index.day();
    let party = match convention.party {
        Party::Collectivite(_) => "de la collectivité",
        Party::Provider(_) => "du prestataire",
    };
    match (convention.status(day), convention.lacks(day).as_slice()) {
        (Status::Draft, _) => "envoi".to_owned(),
        (_, [Signatory::Party]) => format!("signature {party}"),
        (_, [Signatory::Dasen]) => Phrase::Signature.text().to_owned(),
        (_, [_, ..]) => format!("signatures {party} et {}", Phrase::OfAuthority),
        (Status::SignedFuture, []) => {
            let effect = convention.effect_day().map(day_fr).unwrap_or_default();
            format!("effet au {effect}")
        }
        (Status::InForce, []) => match convention.amendments_words(day) {
            words if words.is_empty() => rule.title().to_owned(),
            words => format!("avenant {words}"),
        },
        (status, []) => status.label().to_owned(),
    }
}
