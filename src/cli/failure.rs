//! What the operator reads when a command cannot be carried out: what, where, what to do.

use std::fmt;

use crate::domain::refusal::Refusal;
use crate::service::DeskError;

/// The exit status of an error.
pub(super) const ERROR: u8 = 2;

/// The exit status of a refusal: the program understood, and the rules or the file say no.
pub(super) const REFUSED: u8 = 1;

/// Why a command was not carried out.
#[derive(Debug)]
pub(super) struct Failure {
    message: String,
    status: u8,
}

impl Failure {
    /// An error, with its sentence in French.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: ERROR,
        }
    }

    /// An error of a lower layer, which words itself in French.
    pub(super) fn of(error: impl fmt::Display) -> Self {
        Self::new(error.to_string())
    }

    /// A refusal, with its sentence in French.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: REFUSED,
        }
    }

    /// The reader of our output went away (`| head`): nothing to say, nothing wrong.
    pub(super) fn silent() -> Self {
        Self {
            message: String::new(),
            status: 0,
        }
    }

    /// True for [`Failure::silent`].
    pub(super) fn is_silent(&self) -> bool {
        self.message.is_empty()
    }

    /// The exit status.
    pub(super) fn status(&self) -> u8 {
        self.status
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => Self::from(*refusal),
            other => Self::of(other),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.to_string())
    }
}
