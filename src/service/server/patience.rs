//! How long a client may keep bytes in the service: less where others wait for the room that they take.

use tokio::time::{Duration, Instant, sleep};

use super::limits;

/// Over once a client had `most` for a frame; sooner where `wanted` tells that others wait.
pub(super) async fn patience(most: Duration, wanted: impl Fn() -> bool) {
    let since = Instant::now();
    loop {
        sleep(limits::WANTED).await;
        if since.elapsed() >= most || wanted() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How long a client has, as long as others do not wait, or do after so many seconds.
    async fn had(most: u64, wanted_after: u64) -> u64 {
        let start = Instant::now();
        let wanted = || start.elapsed() >= Duration::from_secs(wanted_after);
        patience(Duration::from_secs(most), wanted).await;
        start.elapsed().as_secs()
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_has_its_time_and_less_where_others_wait() {
        assert_eq!(had(30, u64::MAX).await, 30);
        assert_eq!(had(30, 0).await, 1);
        assert_eq!(had(30, 7).await, 7);
    }
}
