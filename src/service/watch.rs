//! What a client hears of the others who work on the same base.

use std::time::Duration;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DeskError, Revision};
use crate::domain::record::RecordId;

/// Waits, on the thread that calls it, until the calendar passes to another day where the program runs: at midnight, as
/// the machine wakes on a later day, as its clock is set to another. False where nothing can be waited for any more.
pub type NextDay = Box<dyn FnMut() -> bool + Send>;

/// A second handle on a shared base: it waits for what others do, beside the [`Desk`](super::Desk) that answers.
pub trait Watch: Send {
    /// Waits, at most `wait`, until the base has a revision after `since`, the day J is another than was told last, or the
    /// people present change. What `presence`
    /// says is told to the others from now on.
    ///
    /// # Errors
    ///
    /// [`DeskError::Away`] where the service is not there; asking again finds it once it is back.
    fn wait(&mut self, since: u64, presence: &Presence, wait: Duration) -> Result<News, DeskError>;
}

/// What the others are told of this client.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The record whose dossier is open.
    pub viewing: Option<RecordId>,
    /// True while a form on that record is open.
    pub editing: bool,
}

/// Somebody who works on the base, this operator included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// The account's name, from the system's table of users.
    pub name: String,
    /// The session: one account may have several.
    pub session: u64,
    /// True for the session that hears it.
    pub own: bool,
    /// What they have open.
    pub presence: Presence,
}

/// What happened since a revision, and who is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Where the base is, and what moved.
    pub revision: Revision,
    /// The day J of those who look at no other; none known of a service of before.
    #[serde(default)]
    pub day: Option<NaiveDate>,
    /// Who is there, by name and then by session.
    pub present: Vec<Present>,
}
