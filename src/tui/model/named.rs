//! Which conventions the findings name beside which the key of a verb stands.

use crate::domain::id::ConventionNumber;
use crate::domain::query::page::FindingLine;
use crate::domain::record::RecordId;
use crate::service::Dossier;
use crate::tui::keymap::Verb;

use super::Model;
use super::company::same;
use super::dossier_pane::by_weight;
use super::remedy::{is_ready, verb_for};
use super::review::remedy_verb;

/// The conventions named by the findings beside which the key of a verb stands, in the order of the findings: of the
/// school under review, or of the dossier shown, where it is the subject's. In the dossier the one under the cursor
/// stands alone.
pub fn conventions(model: &Model, verb: Verb) -> Vec<ConventionNumber> {
    let pane = &model.dossier_pane;
    if let Some(number) = pane.named(verb).filter(|_| model.reading && model.on_panes()) {
        return vec![number.clone()];
    }
    let mut found = Vec::new();
    for finding in lifted_by(model, verb) {
        if let Some(RecordId::Convention(number)) = &finding.cause.record
            && !found.contains(number)
        {
            found.push(number.clone());
        }
    }
    found
}

/// The findings beside which the key of a verb stands.
fn lifted_by(model: &Model, verb: Verb) -> Vec<&FindingLine> {
    if let Some(review) = model.review() {
        let Some(card) = review.card.as_deref() else {
            return Vec::new();
        };
        let lifts = |finding: &&FindingLine| remedy_verb(card, finding) == Some(verb);
        return card.dossier.findings.iter().filter(lifts).collect();
    }
    let dossier = model.dossier_pane.dossier.as_deref();
    let is_shown = |dossier: &&Dossier| model.subject().is_some_and(|id| same(id, &dossier.id));
    let Some(dossier) = dossier.filter(is_shown) else {
        return Vec::new();
    };
    let ready = is_ready(dossier);
    let lifts = |finding: &&FindingLine| verb_for(finding.lifted_by, ready) == Some(verb);
    by_weight(dossier).into_iter().filter(lifts).collect()
}
