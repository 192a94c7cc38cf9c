//! Which verb of the review records what would lift a finding: its key stands beside the finding.

use crate::domain::convention::Signatory;
use crate::domain::query::page::FindingLine;
use crate::domain::rule::{RemedyKind, RuleCode};
use crate::tui::keymap::Verb;
use crate::tui::model::remedy::verb_for;

use super::Card;

/// The verb that records what lifts a finding of this school; none where nothing here does. A relance goes to the party
/// whose signature the school waits for.
pub fn remedy_verb(card: &Card, finding: &FindingLine) -> Option<Verb> {
    let is_awaited = || {
        let cause = card.cause.as_ref();
        cause.is_some_and(|cause| cause.missing.contains(&Signatory::Party))
    };
    if finding.lifted_by == RemedyKind::Remind && !is_awaited() {
        return None;
    }
    verb_for(finding.lifted_by, card.is_ready())
}

/// What would lift a finding, as the verb that records it goes about it.
pub fn remedy(card: &Card, finding: &FindingLine) -> &'static str {
    let rule = finding.rule;
    match (rule, remedy_verb(card, finding)) {
        (RuleCode::B5, Some(Verb::New)) => "saisir la convention 28, puis noter ses deux signatures",
        (RuleCode::B7, Some(Verb::New)) => "saisir la convention 26, puis noter ses deux signatures",
        (RuleCode::B5, Some(Verb::ConventionSent)) => {
            "noter l’envoi de la convention 28, puis ses deux signatures"
        }
        (RuleCode::B7, Some(Verb::ConventionSent)) => {
            "noter l’envoi de la convention 26, puis ses deux signatures"
        }
        (RuleCode::B5, Some(Verb::ConventionSigned)) => "noter sur la convention 28 la signature qui manque",
        (RuleCode::B7, Some(Verb::Modify)) => {
            "corriger l’effet, la fin ou le périmètre de la convention 26, ou en saisir une autre"
        }
        (RuleCode::B5, Some(Verb::Modify)) => {
            "corriger l’effet, la fin ou le périmètre de la convention 28, ou en saisir une autre"
        }
        (RuleCode::W0, Some(Verb::Register)) => "inscrire l’école au registre",
        _ => rule.remedy(),
    }
}
