//! The second line of a session: it waits for what others do.

use std::time::Duration;

use super::link::{Link, Unanswered};
use crate::service::{DeskError, News, Presence, Watch};

/// How much longer than its wait a long poll may take.
const MARGIN: Duration = Duration::from_secs(10);

/// Waits on a line of its own.
pub(super) struct Watcher(pub(super) Link);

impl Watch for Watcher {
    fn wait(&mut self, since: u64, presence: &Presence, wait: Duration) -> Result<News, DeskError> {
        for _ in 0..2 {
            let answer = self.0.call(wait + MARGIN, async |client, context| {
                client.wait(context, since, presence.clone(), wait).await
            });
            match answer {
                Ok(answer) => return answer,
                Err(Unanswered::Unsent(error)) => return Err(error.into()),
                Err(Unanswered::Refused(why)) => return Err(DeskError::TurnedAway(why)),
                Err(Unanswered::Cut) => {}
            }
        }
        Err(DeskError::Away)
    }
}
