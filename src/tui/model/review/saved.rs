//! A review as an operator leaves it, to go on another day.

use serde::{Deserialize, Serialize};

use crate::domain::query::Query;

use super::{Phase, Review, Step};

/// A review left before its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The list that became the queue.
    pub source: Query,
    /// What narrowed that list, in words.
    #[serde(default)]
    pub label: String,
    /// The schools, and what became of each.
    pub queue: Vec<Step>,
    /// The step shown.
    pub at: usize,
}

impl Saved {
    /// What is to be kept of a review; none while its queue is not read, and once nothing of it is left to see.
    pub fn of(review: &Review) -> Option<Self> {
        let counts = review.counts();
        let kept = review.phase != Phase::Listing && counts.to_see + counts.ready > 0;
        kept.then(|| Self {
            source: review.source.clone(),
            label: review.label.clone(),
            queue: review.queue.clone(),
            at: review.at,
        })
    }

    /// True where the review was of this list.
    pub fn is_of(&self, query: &Query) -> bool {
        let source = &self.source;
        (&source.scope, &source.text, source.sort) == (&query.scope, &query.text, query.sort)
    }

    /// The review, at the place where it was left.
    pub fn resume(self) -> Review {
        let at = self.at.min(self.queue.len());
        let mut review = Review::new(self.source, self.label);
        (review.queue, review.at, review.phase) = (self.queue, at, Phase::Idle);
        review
    }

    /// Where it was left: `37 sur 112`.
    pub fn place(&self) -> String {
        let total = self.queue.len();
        format!("{} sur {total}", (self.at + 1).min(total))
    }
}
