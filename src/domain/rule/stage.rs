//! W23: the stage of a use and the facts disagree.

use crate::domain::date::day_fr;
use crate::domain::deployment::Stage;

use super::code::RuleCode;
use super::finding::{Cause, Finding};
use super::stage_facts::{ahead, behind};
use super::subject::Subject;
use super::wording::Words;

/// W23: the stage says more than the facts, or less.
pub(super) fn look(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let more = ahead(subject).map(Cause::StageAhead);
    let less = behind(subject).map(|(stage, on)| Cause::StageBehind(stage, on));
    let found = more.into_iter().chain(less);
    findings.extend(found.map(|cause| Finding::new(RuleCode::W23, cause)));
}

/// What W23 says.
pub(super) fn disagrees(words: Words<'_>, cause: &Cause) -> String {
    let typed = words.of.stage.map_or("", Stage::label);
    match cause {
        Cause::StageAhead(stage) => format!(
            "L’étape «\u{a0}{typed}\u{a0}» dit plus que les faits\u{a0}: {}.",
            missing(*stage)
        ),
        Cause::StageBehind(stage, on) => format!(
            "L’étape «\u{a0}{typed}\u{a0}» dit moins que les faits\u{a0}: «\u{a0}{}\u{a0}» depuis le {}.",
            stage.label(),
            day_fr(*on)
        ),
        _ => "L’étape et les faits ne concordent pas.".into(),
    }
}

/// The fact that a stage claims, as missing.
fn missing(stage: Stage) -> &'static str {
    match stage {
        Stage::ContratSouscrit => "aucun contrat en cours ou à venir n’est noté",
        Stage::ConventionEnvoyee => "aucune convention 26 envoyée ne couvre l’école et la solution",
        Stage::ConventionSignee => {
            "aucune convention 26 signée des deux parties ne couvre l’école et la solution"
        }
        Stage::ConseilInforme => "aucune information en conseil d’école n’est notée",
        _ => "le fait manque",
    }
}
