//! What was last done for the safety of a base: it was copied, verified, a copy of it was restored on
//! trial, another server took one, or kept it apart.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::journal::Head;

/// What is done for the safety of a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    Save,
    Verify,
    /// A copy is restored elsewhere, and verified there.
    Restore,
    /// A copy is sent to another server, which verifies it and takes it.
    Send,
    /// A copy is sent to another server, which keeps it apart.
    SetAside,
}

/// A task that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub at: DateTime<Utc>,
    /// The end of the journal that it reached.
    pub head: Head,
    /// Nothing was wrong, and nothing missing.
    pub sound: bool,
}

/// Each task as it was last done; none where it never was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Upkeep {
    pub saved: Option<Done>,
    pub verified: Option<Done>,
    pub restored: Option<Done>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sent: Option<Done>,
    /// The copy that another server kept apart, where it took none since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub set_aside: Option<Done>,
}

impl Upkeep {
    /// Takes note of a task.
    pub fn note(&mut self, task: Task, done: Done) {
        let last = match task {
            Task::Save => &mut self.saved,
            Task::Verify => &mut self.verified,
            Task::Restore => &mut self.restored,
            Task::Send => {
                self.set_aside = None;
                &mut self.sent
            }
            Task::SetAside => &mut self.set_aside,
        };
        *last = Some(done);
    }
}
