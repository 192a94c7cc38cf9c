//! Which verbs are named below the school under review: those that lift what blocks it first.

use crate::domain::rule::{RuleCode, Severity};
use crate::tui::keymap::{self, Context, Hint, Verb};
use crate::tui::model::Model;
use crate::tui::model::review::{Card, Review, remedy_verb};
use crate::tui::update::available::why_not;

/// The verbs that lead on from the school under review, which are named below it and not in the footer.
pub fn bar(model: &Model) -> Vec<Hint> {
    let Some(review) = model.review().filter(|_| model.dialog.is_none()) else {
        return Vec::new();
    };
    let keymap = &model.options.keymap;
    let mut entries = keymap.footer(Context::Review);
    entries.retain(|entry| is_made_for(review, entry.verb) && why_not(model, entry.verb).is_none());
    entries.sort_by_key(|entry| (!lifts(review, entry.verb), entry.footer));
    let name = |entry: &keymap::VerbKeys| match entry.verb {
        Verb::Back => "volets".to_owned(),
        _ => entry.name.clone(),
    };
    entries
        .into_iter()
        .map(|entry| (keymap.shown(Context::Review, entry.verb), name(entry)))
        .collect()
}

/// True where a verb records what would lift a blocking finding of the school, or registers it where there is none.
fn lifts(review: &Review, verb: Verb) -> bool {
    let Some(card) = &review.card else {
        return false;
    };
    if verb == Verb::Register {
        return card.is_ready();
    }
    let mut blocks = card
        .dossier
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocking);
    blocks.any(|finding| remedy_verb(card, finding.rule) == Some(verb))
}

/// True for the verbs that lead on from the school under review. A private one is outside the conventions.
pub fn is_made_for(review: &Review, verb: Verb) -> bool {
    let Some(card) = review.card.as_ref().filter(|_| !review.is_over()) else {
        return matches!(verb, Verb::RegisterReady | Verb::Back | Verb::SkipBack);
    };
    match verb {
        Verb::RegisterReady | Verb::Note | Verb::Postpone | Verb::Skip | Verb::SkipBack => true,
        _ if is_private(card) => false,
        Verb::Register | Verb::Remind | Verb::Stage => true,
        Verb::ConventionSigned => card.cause.is_some(),
        verb => lifts(review, verb),
    }
}

fn is_private(card: &Card) -> bool {
    card.row.findings.iter().any(|found| found.rule == RuleCode::B2)
}

/// True for what is of no use to the school under review, which is outside the conventions.
pub fn is_beside(model: &Model, verb: Verb) -> bool {
    let card = model.review().and_then(|review| review.card.as_deref());
    let of_conventions = matches!(
        verb,
        Verb::Stage
            | Verb::Solution
            | Verb::Register
            | Verb::Remind
            | Verb::Annexe
            | Verb::ConventionSent
            | Verb::ConventionSigned
    );
    of_conventions && card.is_some_and(is_private)
}
