//! The steps of a queue, what became of each, and how an order's marks are taken back.

use serde::{Deserialize, Serialize};

use crate::domain::record::RecordId;

use super::Review;

/// What became of a school of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// Nothing yet; passed over or not reached.
    #[serde(rename = "a_voir")]
    ToSee,
    /// Something was recorded of it.
    #[serde(rename = "faite")]
    Done,
    /// It is ready since a signature that it shared with others was recorded; it is not registered yet.
    #[serde(rename = "prete")]
    Ready,
    /// It is to be looked at again on a day.
    #[serde(rename = "remise")]
    PutOff,
}

/// A school of the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The deployment, or the school where it had none.
    pub id: RecordId,
    /// Its name and its commune.
    pub name: String,
    /// What became of it.
    pub mark: Mark,
}

/// What an order changed in the queue, so that taking it back leads back to its school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The entry of the journal.
    pub seq: u64,
    /// The step that was shown.
    pub at: usize,
    /// The steps that changed, as they were.
    pub before: Vec<(usize, Mark)>,
}

/// How far a review is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Schools done, those made ready included.
    pub done: usize,
    /// Schools put off.
    pub put_off: usize,
    /// Schools made ready and not registered yet.
    pub ready: usize,
    /// Schools to see.
    pub to_see: usize,
}

impl Review {
    /// How far the review is.
    pub fn counts(&self) -> Counts {
        let of = |mark: Mark| self.queue.iter().filter(|step| step.mark == mark).count();
        Counts {
            done: of(Mark::Done) + of(Mark::Ready),
            put_off: of(Mark::PutOff),
            ready: of(Mark::Ready),
            to_see: of(Mark::ToSee),
        }
    }

    /// The place of a record in the queue.
    pub fn place(&self, id: &RecordId) -> Option<usize> {
        self.queue.iter().position(|step| step.id == *id)
    }

    /// The name of a school of the queue.
    pub fn name(&self, id: &RecordId) -> Option<String> {
        let step = self.queue.iter().find(|step| step.id == *id)?;
        Some(step.name.clone())
    }

    /// Goes to the next school to see after the one shown; to the end where there is none.
    pub fn advance(&mut self) {
        let after = (self.at + 1).min(self.queue.len());
        let to_see = |step: &Step| step.mark == Mark::ToSee;
        let next = self.queue[after..].iter().position(to_see);
        self.at = next.map_or(self.queue.len(), |ahead| after + ahead);
    }

    /// Goes to the school before, whatever became of it; false at the start.
    pub fn step_back(&mut self) -> bool {
        let before = self.at.checked_sub(1);
        self.at = before.unwrap_or(0);
        before.is_some()
    }

    /// Goes to the first school to see; false where there is none.
    pub fn restart(&mut self) -> bool {
        let first = self.queue.iter().position(|step| step.mark == Mark::ToSee);
        self.at = first.unwrap_or(self.at);
        first.is_some()
    }

    /// Marks steps after an order, and remembers how they were.
    pub fn mark(&mut self, seq: u64, marks: &[(usize, Mark)]) {
        let at = self.at;
        let before = self.set(marks);
        self.trail.push(Trace { seq, at, before });
    }

    /// Puts the marks back as they were before an order that was taken back by another, and goes to its school; false
    /// where the order is not of this review.
    pub fn take_back(&mut self, taken: u64, by: u64) -> bool {
        let Some(place) = self.trail.iter().rposition(|trace| trace.seq == taken) else {
            return false;
        };
        let trace = self.trail.remove(place);
        let before = self.set(&trace.before);
        self.at = trace.at;
        let at = trace.at;
        self.trail.push(Trace { seq: by, at, before });
        true
    }

    /// Marks more steps after the last order, so that they are taken back with it.
    pub fn mark_more(&mut self, marks: &[(usize, Mark)]) {
        let before = self.set(marks);
        if let Some(trace) = self.trail.last_mut() {
            let known: Vec<usize> = trace.before.iter().map(|(place, _)| *place).collect();
            let new = before.into_iter().filter(|(place, _)| !known.contains(place));
            trace.before.extend(new);
        }
    }

    fn set(&mut self, marks: &[(usize, Mark)]) -> Vec<(usize, Mark)> {
        let mut before = Vec::new();
        for (place, mark) in marks {
            if let Some(step) = self.queue.get_mut(*place) {
                before.push((*place, std::mem::replace(&mut step.mark, *mark)));
            }
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::query::{Pane, Query};

    fn review(marks: &[Mark]) -> Review {
        let mut review = Review::new(Query::all(Pane::Schools, 1), String::new());
        review.queue = marks
            .iter()
            .zip(1_u32..)
            .map(|(mark, number)| Step {
                id: RecordId::Note(number),
                name: format!("École {number}"),
                mark: *mark,
            })
            .collect();
        review
    }

    #[test]
    fn the_next_school_is_one_to_see_and_the_one_before_is_any() {
        let mut review = review(&[Mark::ToSee, Mark::Done, Mark::PutOff, Mark::ToSee]);
        review.advance();
        assert_eq!(review.at, 3);
        assert!(review.step_back());
        assert_eq!(review.at, 2);
        review.at = 3;
        review.advance();
        assert_eq!(review.at, 4, "the end");
        assert!(review.step_back());
        assert_eq!(review.at, 3);
        assert!(review.restart());
        assert_eq!(review.at, 0);
    }

    #[test]
    fn an_order_taken_back_leads_back_to_its_school_and_done_again_leads_there_too() {
        let mut review = review(&[Mark::ToSee, Mark::ToSee, Mark::ToSee]);
        review.mark(7, &[(0, Mark::Done), (2, Mark::Ready)]);
        review.advance();
        assert_eq!((review.at, review.counts().done), (1, 2));
        assert!(review.take_back(7, 8));
        assert_eq!((review.at, review.counts().to_see), (0, 3));
        review.at = 2;
        assert!(review.take_back(8, 9));
        assert_eq!((review.at, review.counts().ready), (0, 1));
        assert!(!review.take_back(7, 10), "already taken back");
    }
}
