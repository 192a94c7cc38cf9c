//! How many calls were answered, and how quickly.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::issue::Issue;
use crate::service::state::Pace;

/// Of how many calls the times are kept.
const KEPT: usize = 1_000;

/// What is counted of the calls since the start.
pub(super) struct Meter {
    pub(super) started: DateTime<Utc>,
    orders: Mutex<Times>,
    questions: Mutex<Times>,
}

#[derive(Default)]
struct Times {
    pace: Pace,
    /// The last ones, in no order.
    last: Vec<Duration>,
    next: usize,
}

impl Meter {
    pub(super) fn new(started: DateTime<Utc>) -> Self {
        Self {
            started,
            orders: Mutex::default(),
            questions: Mutex::default(),
        }
    }

    /// Counts a call.
    pub(super) fn count(&self, is_order: bool, took: Duration, issue: Issue) {
        let times = if is_order { &self.orders } else { &self.questions };
        let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
        times.count(took, issue);
    }

    /// Orders, and then questions.
    pub(super) fn paces(&self) -> [Pace; 2] {
        [&self.orders, &self.questions].map(|times| {
            let times = times.lock().unwrap_or_else(PoisonError::into_inner);
            times.pace()
        })
    }
}

impl Times {
    fn count(&mut self, took: Duration, issue: Issue) {
        self.pace.answered += 1;
        match issue {
            Issue::Done => {}
            Issue::Refused => self.pace.refused += 1,
            Issue::Failed => self.pace.failed += 1,
        }
        match self.last.get_mut(self.next) {
            Some(oldest) => *oldest = took,
            None => self.last.push(took),
        }
        self.next = (self.next + 1) % KEPT;
    }

    fn pace(&self) -> Pace {
        let mut times = self.last.clone();
        times.sort_unstable();
        let at = |percent: usize| {
            let place = (times.len() * percent).div_ceil(100).saturating_sub(1);
            times.get(place).copied().unwrap_or_default()
        };
        Pace {
            measured: times.len(),
            median: at(50),
            p99: at(99),
            longest: at(100),
            ..self.pace
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(times: impl IntoIterator<Item = u64>) -> Pace {
        let meter = Meter::new(DateTime::UNIX_EPOCH);
        for time in times {
            meter.count(true, Duration::from_millis(time), Issue::Done);
        }
        meter.paces()[0]
    }

    #[test]
    fn the_median_and_the_rest_are_of_the_last_thousand() {
        let pace = counted((1..=100).rev());
        let ms = [pace.median, pace.p99, pace.longest].map(|time| time.as_millis());
        assert_eq!((pace.measured, ms), (100, [50, 99, 100]));
        let pace = counted((0..1_000).map(|_| 9).chain((0..1_000).map(|_| 2)));
        assert_eq!((pace.answered, pace.measured), (2_000, 1_000));
        assert_eq!(pace.longest.as_millis(), 2);
    }

    #[test]
    fn without_a_call_there_is_no_time() {
        let meter = Meter::new(DateTime::UNIX_EPOCH);
        assert_eq!(meter.paces(), [Pace::default(); 2]);
        meter.count(false, Duration::from_secs(1), Issue::Refused);
        meter.count(false, Duration::from_secs(1), Issue::Failed);
        let [orders, questions] = meter.paces();
        assert_eq!((orders.answered, questions.answered), (0, 2));
        assert_eq!((questions.refused, questions.failed), (1, 1));
    }
}
