//! Why a desk cannot answer.

use serde::{Deserialize, Serialize};

use crate::domain::query::language::Problem;
use crate::domain::refusal::Refusal;

/// Why a desk cannot answer. Display words it in French.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum DeskError {
    /// The command is refused.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// The search bar holds something unknown.
    #[error("{message}")]
    Filter {
        /// What is wrong, and the nearest known name, in French.
        message: String,
        /// The byte range of the search bar that is wrong.
        span: (usize, usize),
    },
    /// The store failed; what was asked is not in it.
    #[error("{0}")]
    Store(String),
    /// The base is no more the one that was opened: nothing is written any more, what was asked neither, and what is read
    /// comes from memory.
    #[error("{0}")]
    Gone(String),
    /// The disk failed: whether what was asked is in the base is known once the program is started again.
    #[error("{0}")]
    Unknown(String),
    /// The shared service does not answer; nothing was asked of it.
    #[error("le service ne répond pas\u{a0}; rien n’a été changé")]
    Away,
    /// The line to the service was cut before it said what became of an order. The same order asked again, under its
    /// id, is carried out once: the service knows the last 10,000 ids, across its restarts.
    #[error(
        "la liaison avec le service a été coupée\u{a0}: on ne sait pas encore si l’opération a été faite"
    )]
    Doubt,
    /// What is asked is too much, or the shared service refuses this program; it says why in French. Nothing was changed.
    #[error("{0}")]
    TurnedAway(String),
}

impl From<Refusal> for DeskError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<Problem> for DeskError {
    fn from(problem: Problem) -> Self {
        Self::Filter {
            message: problem.message,
            span: problem.span,
        }
    }
}
