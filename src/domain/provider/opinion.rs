//! The opinions (avis) that authorities give on a solution: DPD, RSSI, DRANE and others.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Solution;
use crate::domain::coded::coded;

/// What an authority said of a solution on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opinion {
    /// Who gave it: `DPD`, `RSSI`, `DRANE`.
    pub authority: String,
    /// The day on which it was given.
    pub date: NaiveDate,
    pub stance: Stance,
    /// What it says; empty where only its sense is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The day for which the authority said that it would look at the solution again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_review: Option<NaiveDate>,
}

coded! {
    /// The sense of an opinion, from the best to the worst.
    stored enum Stance {
        Favourable "favorable", "favorable";
        Reserved "avec_reserve", "avec réserve";
        Unfavourable "defavorable", "défavorable";
    }
}

/// An opinion among those of its solution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpinionState<'a> {
    pub opinion: &'a Opinion,
    /// The day of the later opinion of the same authority that takes its place.
    pub replaced: Option<NaiveDate>,
}

impl OpinionState<'_> {
    /// True where the day of the next review has passed on J and the authority has said nothing since.
    pub fn is_overdue(&self, day: NaiveDate) -> bool {
        self.replaced.is_none() && self.opinion.next_review.is_some_and(|on| on < day)
    }
}

impl Solution {
    /// The opinions as they are shown: first the present one of each authority, the worst first; then those that a later one
    /// of the same authority replaced. Of two alike, the later comes first.
    pub fn opinions_by_weight(&self) -> Vec<OpinionState<'_>> {
        let keyed = self.opinions.iter().enumerate();
        let mut in_time: Vec<(String, NaiveDate, usize)> = keyed
            .map(|(place, one)| (one.authority.to_lowercase(), one.date, place))
            .collect();
        in_time.sort_unstable();
        let state = |opinion| OpinionState {
            opinion,
            replaced: None,
        };
        let mut all: Vec<OpinionState<'_>> = self.opinions.iter().map(state).collect();
        for pair in in_time.windows(2) {
            if let [(authority, _, place), (next, on, _)] = pair
                && authority == next
            {
                all[*place].replaced = Some(*on);
            }
        }
        // A sort that keeps the order: of one day and sense, the one typed last comes first.
        all.reverse();
        all.sort_by_key(|one| {
            let worst = one.replaced.is_none().then_some(one.opinion.stance);
            std::cmp::Reverse((worst, one.opinion.date))
        });
        all
    }
}
