//! Which verbs are named below the school under review: those that lift what blocks it first.

use crate::domain::rule::Severity;
use crate::tui::keymap::{Context, Hint, Verb, VerbKeys};
use crate::tui::model::Model;
use crate::tui::model::review::{Card, Review, remedy_verb};
use crate::tui::verb::{self, why_not};

/// The verbs that lead on from the school under review, which are named below it and not in the footer.
pub fn bar(model: &Model) -> Vec<Hint> {
    let Some(review) = model.review().filter(|_| model.dialog.is_none()) else {
        return Vec::new();
    };
    let keymap = &model.options.keymap;
    let mut entries = keymap.footer(Context::Review);
    entries.retain(|entry| is_made_for(review, entry.verb) && why_not(model, entry.verb).is_none());
    entries.sort_by_key(|entry| (!is_remedy(review, entry.verb), entry.footer));
    let name = |entry: &VerbKeys| {
        let called = (verb::row(entry.verb).called)(model);
        called.map_or_else(|| entry.name.clone(), str::to_owned)
    };
    entries
        .into_iter()
        .map(|entry| (keymap.shown(Context::Review, entry.verb), name(entry)))
        .collect()
}

/// True where a verb records what would lift a blocking finding of the school, or registers it where there is none.
fn lifts(card: &Card, verb: Verb) -> bool {
    if card.is_ready() {
        return verb == Verb::Register;
    }
    let mut blocks = card
        .dossier
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Blocking);
    blocks.any(|finding| remedy_verb(card, finding) == Some(verb))
}

fn is_remedy(review: &Review, verb: Verb) -> bool {
    review.card.as_ref().is_some_and(|card| lifts(card, verb))
}

/// True for the verbs that lead on from the school under review. A private one is outside the conventions.
pub fn is_made_for(review: &Review, verb: Verb) -> bool {
    let card = review.card.as_deref().filter(|_| !review.is_over());
    let lifts = card.is_some_and(|card| !card.is_private() && lifts(card, verb));
    lifts || (verb::row(verb).leads_on)(card)
}

/// True for what is of no use to the school under review, which is outside the conventions.
pub fn is_beside(model: &Model, verb: Verb) -> bool {
    let card = model.review().and_then(|review| review.card.as_deref());
    verb::row(verb).of_conventions && card.is_some_and(Card::is_private)
}
