//! Passing over the school under review, and going back to the one before.

use crate::tui::effect::Effect;
use crate::tui::model::review::Review;
use crate::tui::model::{Model, Tone};
use crate::tui::update::review::read;

/// Passes over the school.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review_mut() {
        let before = review.queue.progress().place;
        review.queue.skip();
        let round = review.queue.progress().place <= before;
        if round {
            model.say(Tone::Info, "Fin de la file\u{a0}: retour aux écoles passées");
        }
    }
    read(model, effects);
}

/// Goes back to the school before, whatever became of it.
pub fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review_mut() {
        let queue = &mut review.queue;
        let before = queue.progress().place.checked_sub(2);
        if let Some(id) = before.and_then(|place| queue.order().get(place).cloned()) {
            queue.go_to(&id);
            read(model, effects);
        }
    }
}

/// Why there is no school before.
pub fn is_first(review: &Review) -> Option<String> {
    (review.queue.progress().place == 1).then(|| "c’est la première école".to_owned())
}
