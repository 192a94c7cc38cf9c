//! What each order changed in the queue, so that an order taken back leads back to its school.

use crate::config::state::ReviewMark;
use crate::domain::record::RecordId;

use super::Review;

/// What an order changed in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The entry of the journal.
    pub seq: u64,
    /// The school that was shown.
    pub at: Option<RecordId>,
    /// The schools that changed, as they were.
    pub before: Vec<(RecordId, ReviewMark)>,
}

impl Review {
    /// Marks schools after an order, and remembers how they were.
    pub fn mark(&mut self, seq: u64, marks: &[(RecordId, ReviewMark)]) {
        let at = self.queue.current().cloned();
        let before = self.set(marks);
        self.trail.push(Trace { seq, at, before });
    }

    /// Marks more schools after the last order: they are taken back with it.
    pub fn mark_more(&mut self, marks: &[(RecordId, ReviewMark)]) {
        let before = self.set(marks);
        if let Some(trace) = self.trail.last_mut() {
            for (id, mark) in before {
                if !trace.before.iter().any(|(known, _)| *known == id) {
                    trace.before.push((id, mark));
                }
            }
        }
    }

    /// Puts the marks back as they were before an order that another took back, and goes to its school; false where the
    /// order is not of this review.
    pub fn take_back(&mut self, taken: u64, by: u64) -> bool {
        let Some(place) = self.trail.iter().rposition(|trace| trace.seq == taken) else {
            return false;
        };
        let Trace { at, before, .. } = self.trail.remove(place);
        let before = self.set(&before);
        if let Some(id) = &at {
            self.paused = false;
            self.queue.go_to(id);
        }
        self.trail.push(Trace { seq: by, at, before });
        true
    }

    fn set(&mut self, marks: &[(RecordId, ReviewMark)]) -> Vec<(RecordId, ReviewMark)> {
        let set = |(id, mark): &(RecordId, ReviewMark)| Some((id.clone(), self.queue.set(id, *mark)?));
        marks.iter().filter_map(set).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::state::Queue;
    use crate::domain::query::{Pane, Query};

    #[test]
    fn an_order_taken_back_leads_back_to_its_school_and_done_again_leads_there_too() {
        let ids: Vec<RecordId> = (1..=3).map(RecordId::Note).collect();
        let queue = Queue::new("base", Query::all(Pane::Schools, 1), ids.clone());
        let mut review = Review::new(queue, String::new(), |at| at.naive_utc());
        review.mark(7, &[(ids[0].clone(), ReviewMark::Done)]);
        review.mark_more(&[
            (ids[0].clone(), ReviewMark::Ready),
            (ids[2].clone(), ReviewMark::Ready),
        ]);
        review.queue.skip();
        assert_eq!(review.queue.current(), Some(&ids[1]));
        assert!(review.take_back(7, 8));
        assert_eq!(review.queue.current(), Some(&ids[0]));
        assert_eq!(review.queue.progress().left(), 3);
        review.queue.go_to(&ids[2]);
        assert!(review.take_back(8, 9));
        assert_eq!(review.queue.current(), Some(&ids[0]));
        assert_eq!(review.queue.progress().ready, 2);
        assert!(!review.take_back(7, 10), "already taken back");
    }
}
