//! The second line of a session: it waits for what others do.

use std::time::Duration;

use super::link::Link;
use crate::service::{DeskError, News, Presence, Watch};

/// How much longer than its wait a long poll may take.
const MARGIN: Duration = Duration::from_secs(10);

/// Waits on a line of its own.
pub(super) struct Watcher(pub(super) Link);

impl Watch for Watcher {
    fn wait(&mut self, since: u64, presence: &Presence, wait: Duration) -> Result<News, DeskError> {
        self.0.ask(|link| link.news(wait + MARGIN, since, presence, wait))
    }
}
