//! Keeping the review for another day, in the operator's own state.

use crate::tui::effect::Effect;
use crate::tui::model::Model;

/// Remembers the queue where something of it is left to do; forgets it where nothing is.
pub fn keep(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(review) = model.review().filter(|review| !review.is_listing()) else {
        return;
    };
    let queue = review.queue.clone();
    let progress = queue.progress();
    if progress.left() + progress.put_off + progress.ready > 0 {
        model.state.keep(queue);
    } else {
        model.state.forget(&queue.base, &queue.query);
    }
    effects.push(Effect::Remember(Box::new(model.state.clone())));
}
