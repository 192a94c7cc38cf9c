//! How the base and the service are, for who watches over them.

mod openmetrics;

use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::journal::Head;
use crate::domain::upkeep::Upkeep;

/// How a service is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Of the program that serves.
    pub version: String,
    pub started: DateTime<Utc>,
    /// When this was told.
    pub now: DateTime<Utc>,
    /// The day J.
    pub day: NaiveDate,
    /// The end of the journal.
    pub head: Head,
    /// The base bears the mark *essai*.
    pub trial: bool,
    /// Why nothing is written any more, in French.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<String>,
    /// Screens that are open.
    pub screens: usize,
    pub connections: usize,
    /// Accounts that have a connection.
    pub accounts: usize,
    pub orders: Pace,
    pub questions: Pace,
    pub waiting: Waiting,
    pub upkeep: Upkeep,
}

/// How many calls were answered since the start, and how quickly the last ones: from the moment at which the service has
/// read a call to that at which its answer is ready.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    pub answered: u64,
    pub refused: u64,
    /// Those on which the service stumbled.
    pub failed: u64,
    /// Of how many the times are.
    pub measured: usize,
    pub median: Duration,
    /// What 99 in 100 took at most.
    pub p99: Duration,
    pub longest: Duration,
}

/// What waits in the service.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub orders: usize,
    pub questions: usize,
    /// Bytes of requests that come, or are carried out.
    pub requests: Held,
    /// Bytes of answers that clients have not read.
    pub answers: Held,
    /// Bytes on the disk of files that came and extracts that go.
    pub files: Held,
}

/// Bytes that are held, of those that may be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    pub bytes: u64,
    pub most: u64,
}
