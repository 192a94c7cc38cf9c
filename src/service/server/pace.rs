//! The pace at which one client may ask.

use tokio::time::{Duration, Instant};

use super::limits;

/// Tokens that come back with time, one a request.
pub(super) struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    /// A client that rested.
    pub(super) fn full(now: Instant) -> Self {
        Self {
            tokens: f64::from(limits::BURST),
            at: now,
        }
    }

    fn refill(&mut self, now: Instant) {
        let come = now.duration_since(self.at).as_secs_f64() * f64::from(limits::REQUESTS_A_SECOND);
        self.tokens = (self.tokens + come).min(f64::from(limits::BURST));
        self.at = now;
    }

    /// When there is a token; none where there is one now.
    pub(super) fn ready_at(&mut self, now: Instant) -> Option<Instant> {
        self.refill(now);
        let missing = 1.0 - self.tokens;
        (missing > 0.0)
            .then(|| now + Duration::from_secs_f64(missing / f64::from(limits::REQUESTS_A_SECOND)) + TICK)
    }

    /// Takes the token of a request.
    pub(super) fn take(&mut self, now: Instant) {
        self.refill(now);
        self.tokens -= 1.0;
    }
}

/// The step of the timers: a pause that ends on one has its token.
const TICK: Duration = Duration::from_millis(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_passes_and_then_the_pace_holds() {
        let start = Instant::now();
        let mut bucket = Bucket::full(start);
        for _ in 0..limits::BURST {
            assert_eq!(bucket.ready_at(start), None);
            bucket.take(start);
        }
        let next = bucket.ready_at(start).unwrap();
        assert!(next > start);
        assert_eq!(bucket.ready_at(next), None);
        let later = start + Duration::from_secs(1);
        let mut passed = 0;
        while bucket.ready_at(later).is_none() {
            bucket.take(later);
            passed += 1;
        }
        assert_eq!(passed, limits::REQUESTS_A_SECOND);
    }
}
