//! A row that is not imported, kept whole so that it can be mended and imported again.

use std::sync::Arc;

use super::KeptCells;
use crate::exchange::cell::{Problem, Severity};

/// The cells of a row as the file has them, and why it is not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// The cells, in the order of the file's header; the plan and the reading of a file share them.
    pub cells: Arc<KeptCells>,
    /// What is wrong: at least one problem refuses the row.
    pub problems: Vec<Problem>,
    /// Of a row that is imported in part, what it is imported without, in French; none of one that is left out whole.
    pub without: Option<String>,
}

impl Reject {
    /// Says in one line why the row is refused: each reason that refuses it, with its column.
    pub fn motive(&self) -> String {
        let refusing = self
            .problems
            .iter()
            .filter(|problem| problem.severity == Severity::Rejected);
        let reasons: Vec<String> = refusing.map(Problem::motive).collect();
        reasons.join("\u{a0}; ")
    }
}
