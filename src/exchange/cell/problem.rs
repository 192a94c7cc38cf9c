//! What an import has to say about a cell, as data that a plan lists and a person reads.

use std::fmt;

use crate::exchange::source::Place;
use crate::text::quoted;

/// What a problem does to the row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The value was damaged and is certain again.
    Repaired,
    /// The value is doubtful or was left out; the row is imported.
    Warning,
    /// The row is not imported.
    Rejected,
}

/// One cell, and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where the row begins.
    pub place: Place,
    /// The column as the file spells it, inert; empty when the whole row is meant.
    pub column: String,
    /// The cell as the file has it, inert and cut.
    pub value: String,
    /// What it does to the row.
    pub severity: Severity,
    /// What is wrong or was repaired, in French.
    pub reason: String,
}

impl Problem {
    /// Makes a problem; the column and the value may come from the file as they are.
    pub fn new(
        place: Place,
        column: &str,
        value: &str,
        severity: Severity,
        reason: &(impl ToString + ?Sized),
    ) -> Self {
        let (column, value) = (quoted(column), quoted(value));
        Self {
            place,
            column,
            value,
            severity,
            reason: reason.to_string(),
        }
    }

    /// Says what is wrong without the place: `uai « 0380123X » : …`.
    pub fn motive(&self) -> String {
        match (self.column.is_empty(), self.value.is_empty()) {
            (true, _) => self.reason.clone(),
            (false, true) => format!("{}\u{a0}: {}", self.column, self.reason),
            (false, false) => format!(
                "{} «\u{a0}{}\u{a0}»\u{a0}: {}",
                self.column, self.value, self.reason
            ),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.column.is_empty() {
            write!(f, "{}", self.place)?;
        } else {
            write!(f, "{}, colonne «\u{a0}{}\u{a0}»", self.place, self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, ", «\u{a0}{}\u{a0}»", self.value)?;
        }
        write!(f, "\u{a0}: {}", self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_in_french_and_is_inert() {
        let value = format!("\u{1b}[2J{}", "x".repeat(100));
        let problem = Problem::new(
            Place::Line(12),
            "uai",
            &value,
            Severity::Rejected,
            "n’est pas un UAI",
        );
        let shown = format!(r"\u{{1b}}[2J{}…", "x".repeat(56));
        assert_eq!(
            problem.to_string(),
            format!("ligne 12, colonne «\u{a0}uai\u{a0}», «\u{a0}{shown}\u{a0}»\u{a0}: n’est pas un UAI")
        );
    }

    #[test]
    fn speaks_of_a_whole_row() {
        let problem = Problem::new(
            Place::Line(3),
            "",
            "0380123A",
            Severity::Rejected,
            "3 colonnes au lieu de 9",
        );
        assert_eq!(
            problem.to_string(),
            "ligne 3, «\u{a0}0380123A\u{a0}»\u{a0}: 3 colonnes au lieu de 9"
        );
        assert_eq!(problem.motive(), "3 colonnes au lieu de 9");
    }
}
