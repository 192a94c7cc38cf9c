//! Which verb of the review records what would lift a finding: its key stands beside the finding.

use crate::domain::convention::Signatory;
use crate::domain::rule::{RemedyKind, RuleCode};
use crate::tui::keymap::Verb;

use super::Card;

/// The article of a convention with a prestataire.
const PROVIDER: u8 = 28;

/// The article of a convention with a collectivité.
const COLLECTIVITE: u8 = 26;

/// The verb that records what lifts a finding of a rule for this school; none where nothing here does.
pub fn remedy_verb(card: &Card, rule: RuleCode) -> Option<Verb> {
    let verb = match rule.remedy_kind() {
        RemedyKind::Nothing => return None,
        RemedyKind::Choose => Verb::Solution,
        RemedyKind::Record => Verb::New,
        RemedyKind::Fact => Verb::Fact,
        RemedyKind::Review => Verb::Check,
        RemedyKind::Convention28 => convention(card, rule, PROVIDER),
        RemedyKind::Convention26 => convention(card, rule, COLLECTIVITE),
        RemedyKind::Annexe => Verb::Annexe,
        RemedyKind::Close => Verb::Close,
        RemedyKind::Stage => Verb::Stage,
        RemedyKind::Register => return card.is_ready().then_some(Verb::Register),
        RemedyKind::Remind => {
            let awaited = card.cause.as_ref()?;
            return awaited
                .missing
                .contains(&Signatory::Party)
                .then_some(Verb::Remind);
        }
        RemedyKind::Sign => return card.cause.is_some().then_some(Verb::ConventionSigned),
        RemedyKind::Restore if card.cause.is_some() => Verb::ConventionSigned,
        RemedyKind::Restore | RemedyKind::Edit => Verb::Modify,
    };
    Some(verb)
}

/// What would lift a finding of a rule for this school, as the verb that records it goes about it.
pub fn remedy(card: &Card, rule: RuleCode) -> &'static str {
    match (rule, remedy_verb(card, rule)) {
        (RuleCode::B5, Some(Verb::New)) => "saisir la convention 28, puis noter ses deux signatures",
        (RuleCode::B7, Some(Verb::New)) => "saisir la convention 26, puis noter ses deux signatures",
        (RuleCode::B5, Some(Verb::ConventionSigned)) => "noter sur la convention 28 la signature qui manque",
        (RuleCode::B7, Some(Verb::Modify)) => {
            "noter la nouvelle fin de la convention 26, ou en saisir une autre"
        }
        (RuleCode::B5, Some(Verb::Modify)) => {
            "noter la nouvelle fin de la convention 28, ou en saisir une autre"
        }
        _ => rule.remedy(),
    }
}

/// Of a convention that is not in force: the signature that it waits for, else its record, else a new one.
fn convention(card: &Card, rule: RuleCode, article: u8) -> Verb {
    let waits = card.cause.as_ref().is_some_and(|cause| cause.rule == rule);
    if waits {
        Verb::ConventionSigned
    } else if card.articles.contains(&article) {
        Verb::Modify
    } else {
        Verb::New
    }
}
