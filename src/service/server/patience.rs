//! How long a client may keep bytes in the service: less where others wait for the room that they take.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::time::{Duration, Instant, Sleep, sleep};

use super::limits;

/// The time that a client has for a frame.
pub(super) struct Patience {
    since: Instant,
    most: Duration,
    /// The next look at whether others wait.
    look: Pin<Box<Sleep>>,
}

impl Patience {
    /// It has `most` from now on.
    pub(super) fn of(most: Duration) -> Self {
        Self {
            since: Instant::now(),
            most,
            look: Box::pin(sleep(limits::WANTED)),
        }
    }

    /// Ready once the time is over. `wanted` tells whether others wait.
    pub(super) fn poll_over(&mut self, cx: &mut Context<'_>, wanted: impl Fn() -> bool) -> Poll<()> {
        loop {
            ready!(self.look.as_mut().poll(cx));
            if self.since.elapsed() >= self.most || wanted() {
                return Poll::Ready(());
            }
            self.look.as_mut().reset(Instant::now() + limits::WANTED);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;

    use super::*;

    /// How long a client has, as long as others do not wait, or do after so many seconds.
    async fn had(most: u64, wanted_after: u64) -> u64 {
        let start = Instant::now();
        let mut patience = Patience::of(Duration::from_secs(most));
        let wanted = || start.elapsed() >= Duration::from_secs(wanted_after);
        poll_fn(|cx| patience.poll_over(cx, wanted)).await;
        start.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_has_its_time_and_less_where_others_wait() {
        assert_eq!(had(30, u64::MAX).await, 30);
        assert_eq!(had(30, 0).await, 1);
        assert_eq!(had(30, 7).await, 7);
    }
}
