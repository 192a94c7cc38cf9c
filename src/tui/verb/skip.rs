//! Passing over the school under review, and going back to the one before.

use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::model::review::Review;
use crate::tui::update::review::read;

use super::review::is_over;

/// Passes over the school; past the last one, what keeps schools out still is said before those passed over come again.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review_mut() {
        if std::mem::take(&mut review.paused) {
            return read(model, effects);
        }
        let before = review.queue.progress().place;
        review.queue.skip();
        review.paused = review.queue.current().is_some() && review.queue.progress().place <= before;
    }
    read(model, effects);
}

/// Goes back to the school before, whatever became of it.
pub fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(review) = model.review_mut() {
        let paused = std::mem::take(&mut review.paused);
        let queue = &mut review.queue;
        let before = if paused {
            queue.order().len().checked_sub(1)
        } else {
            queue.progress().place.checked_sub(2)
        };
        if let Some(id) = before.and_then(|place| queue.order().get(place).cloned()) {
            queue.go_to(&id);
            read(model, effects);
        }
    }
}

/// Why no school can be passed over: at the end, none is left.
pub fn nothing_left(review: &Review) -> Option<String> {
    is_over(review).filter(|_| !review.paused)
}

/// Why there is no school before.
pub fn is_first(review: &Review) -> Option<String> {
    (review.queue.progress().place == 1 && !review.paused).then(|| "c’est la première école".to_owned())
}
