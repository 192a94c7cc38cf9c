//! Starting a review: the list of schools becomes a queue, unless one was left that is to be gone on with.

use crate::domain::query::Query;
use crate::domain::query::page::MAX_ROWS;
use crate::tui::effect::{Ask, Effect};
use crate::tui::model::layer::{Choice, Chooser, Layer, Pick, Purpose};
use crate::tui::model::review::{Review, Saved};
use crate::tui::model::{ListName, Mode, Model, Tone, Want};

use super::{read, request};

/// Goes on with the review that was left, where it was of the same list; asks where it was of another.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.list(ListName::Schools).total == 0 {
        return model.say(Tone::Info, "La liste des écoles est vide\u{a0}: rien à passer en revue");
    }
    let (query, _) = list(model);
    match model.saved_review.clone() {
        None => begin(model, effects),
        Some(saved) if saved.is_of(&query) => resume(model, saved, effects),
        Some(saved) => ask(model, &saved),
    }
}

/// Goes on with the review that was left, or begins one of the current list.
pub fn resume_or_begin(model: &mut Model, resumed: bool, effects: &mut Vec<Effect>) {
    model.layer = None;
    match model.saved_review.clone().filter(|_| resumed) {
        Some(saved) => resume(model, saved, effects),
        None => begin(model, effects),
    }
}

/// Makes the current list of schools a queue, in place of any other.
pub fn begin(model: &mut Model, effects: &mut Vec<Effect>) {
    let (source, label) = list(model);
    let ask = Ask::Query(Box::new(source.clone()));
    enter(model, Review::new(source, label));
    request(model, ask, effects);
}

fn resume(model: &mut Model, saved: Saved, effects: &mut Vec<Effect>) {
    model.say(Tone::Info, format!("Revue reprise\u{a0}: {}", saved.place()));
    enter(model, saved.resume());
    read(model, effects);
}

fn enter(model: &mut Model, review: Review) {
    model.searching = false;
    model.mode = Mode::Review(Box::new(review));
}

/// The list of schools as it is asked for, and what narrows it, in words.
fn list(model: &Model) -> (Query, String) {
    let schools = model.list(ListName::Schools);
    let query = Query {
        limit: MAX_ROWS,
        ..schools.query(model.scope_ids(), 0, &Want::Place)
    };
    let chips = model.scope.iter().map(|chip| chip.label.clone());
    let search = Some(query.text.clone()).filter(|text| !text.is_empty());
    let label: Vec<String> = chips.chain(search).collect();
    (query, label.join(" · "))
}

fn ask(model: &mut Model, saved: &Saved) {
    let of = if saved.label.is_empty() {
        "toutes les écoles"
    } else {
        &saved.label
    };
    let total = model.list(ListName::Schools).total;
    let choices = vec![
        Choice::new(
            Pick::Review { resumed: true },
            "Reprendre la revue commencée",
            format!("{} · {of}", saved.place()),
        ),
        Choice::new(
            Pick::Review { resumed: false },
            "Commencer avec la liste actuelle",
            format!("{total} lignes\u{a0}; l’autre revue est oubliée"),
        ),
    ];
    let chooser = Chooser::new("Passer en revue", "", choices, Purpose::Review);
    model.layer = Some(Layer::Chooser(chooser));
}
