//! How a call ended.

use crate::service::DeskError;

/// How a call ended, for the log.
#[derive(Clone, Copy)]
pub(super) enum Issue {
    Done,
    Refused,
    Failed,
}

impl Issue {
    pub(super) fn of<T>(answer: &Result<T, DeskError>) -> Self {
        match answer {
            Ok(_) => Self::Done,
            Err(DeskError::Store(_) | DeskError::Gone(_) | DeskError::Unknown(_) | DeskError::Doubt) => {
                Self::Failed
            }
            Err(_) => Self::Refused,
        }
    }
}
