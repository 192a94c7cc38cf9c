//! Which verb records what would lift a finding: its key stands beside the finding.

use crate::domain::query::page::FindingLine;
use crate::domain::rule::{RemedyKind, RuleCode, Severity};
use crate::service::Dossier;
use crate::tui::keymap::Verb;

/// The verb that records what lifts findings in a way; none where no order does. A school is registered only where it is
/// ready.
pub fn verb_for(kind: RemedyKind, ready: bool) -> Option<Verb> {
    Some(match kind {
        RemedyKind::Nothing => return None,
        RemedyKind::Choose => Verb::Solution,
        RemedyKind::Record => Verb::New,
        RemedyKind::Fact => Verb::Fact,
        RemedyKind::Review => Verb::Check,
        RemedyKind::Annexe => Verb::Annexe,
        RemedyKind::Close => Verb::Close,
        RemedyKind::Stage => Verb::Stage,
        RemedyKind::Register => return ready.then_some(Verb::Register),
        RemedyKind::Remind => Verb::Remind,
        RemedyKind::Send => Verb::ConventionSent,
        RemedyKind::Sign => Verb::ConventionSigned,
        RemedyKind::Edit | RemedyKind::Convention28 | RemedyKind::Convention26 | RemedyKind::Restore => {
            Verb::Modify
        }
    })
}

/// True of a school that may be registered, by its findings.
pub fn is_ready(dossier: &Dossier) -> bool {
    let keeps_out = |finding: &FindingLine| {
        finding.severity == Severity::Blocking
            || (finding.rule == RuleCode::W0 && finding.lifted_by != RemedyKind::Register)
    };
    dossier.deployment.is_some() && !dossier.findings.iter().any(keeps_out)
}
