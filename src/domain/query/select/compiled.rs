//! What a query lets through: its words, its filters and its scope, ready to be asked of many rows.

use super::condition::{LineTest, NamedTest};
use super::filter::conditions;
use super::scope::Scope;
use crate::domain::query::Query;
use crate::domain::query::day_index::{AssessedLine, Named, SchoolEntry};
use crate::domain::query::former::followed;
use crate::domain::query::language::{Expression, Problem, parse};
use crate::domain::query::source::Source;

/// The words and the conditions of a query.
pub(super) struct CompiledQuery<'a> {
    pub(super) words: String,
    /// What a line must satisfy, scope included.
    pub(super) lines: Vec<LineTest<'a>>,
    /// What a record of a list other than that of schools must satisfy, scope not included.
    pub(super) named: Vec<NamedTest<'a>>,
    pub(super) scope: Scope<'a>,
    /// True when filters, rather than scope alone, ask something of lines.
    pub(super) filters_lines: bool,
}

impl<'a> CompiledQuery<'a> {
    /// Reads the search bar and the scope of a query.
    pub(super) fn new(source: Source<'a>, query: &Query) -> Result<Self, Problem> {
        let expression = expression(source, query)?;
        let scope = Scope::new(source, &query.scope);
        let mut lines = scope.line_tests();
        let conditions = conditions(source, query.pane, &expression);
        let filters_lines = !conditions.lines.is_empty();
        lines.extend(conditions.lines);
        Ok(Self {
            words: expression.words,
            lines,
            named: conditions.named,
            scope,
            filters_lines,
        })
    }

    /// The lines of a school that pass, one bit each.
    pub(super) fn mask(&self, entry: &SchoolEntry) -> u8 {
        let passes = |line: &AssessedLine| self.lines.iter().all(|test| test(entry, line));
        (0..8)
            .zip(entry.lines())
            .fold(0, |mask, (at, line)| mask | u8::from(passes(line)) << at)
    }

    /// True when a record passes.
    pub(super) fn passes(&self, named: &Named) -> bool {
        self.named.iter().all(|test| test(named))
    }
}

/// Reads the search bar, where a key that was corrected stands for the one that took its place.
fn expression(source: Source<'_>, query: &Query) -> Result<Expression, Problem> {
    let (text, became) = followed(source.registry, &query.text);
    let as_typed = || parse(&query.text, source, query.pane);
    if became.is_empty() {
        return as_typed();
    }
    // What is wrong is said of what was typed.
    parse(&text, source, query.pane).or_else(|_| as_typed())
}
