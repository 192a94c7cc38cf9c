//! What a query lets through: its words, its filters and its scope, ready to be asked of many rows.

use super::Source;
use super::scope::Scope;
use crate::domain::query::Query;
use crate::domain::query::board::{Entry, Line, Named};

/// A condition on a line of a school.
pub(super) type LineTest<'a> = Box<dyn Fn(&Entry, &Line) -> bool + 'a>;

/// A condition on a record that has a name and is no school.
pub(super) type NamedTest<'a> = Box<dyn Fn(&Named) -> bool + 'a>;

/// The words and the conditions of a query.
pub(super) struct Sieve<'a> {
    /// The free words.
    pub(super) words: String,
    /// What a line must satisfy, scope included.
    pub(super) lines: Vec<LineTest<'a>>,
    /// What a record of a list other than that of schools must satisfy, scope not included.
    pub(super) named: Vec<NamedTest<'a>>,
    /// The pinned records.
    pub(super) scope: Scope<'a>,
    /// True when filters, rather than scope alone, ask something of lines.
    pub(super) filters_lines: bool,
}

impl<'a> Sieve<'a> {
    pub(super) fn new(source: Source<'a>, query: &Query) -> Self {
        let scope = Scope::new(source, &query.scope);
        let lines = scope.line_tests();
        Self {
            words: query.text.clone(),
            lines,
            named: Vec::new(),
            scope,
            filters_lines: false,
        }
    }

    /// The lines of a school that pass, one bit each.
    pub(super) fn mask(&self, entry: &Entry) -> u8 {
        let passes = |line: &Line| self.lines.iter().all(|test| test(entry, line));
        (0..8)
            .zip(entry.lines())
            .fold(0, |mask, (at, line)| mask | u8::from(passes(line)) << at)
    }

    /// True when a record passes.
    pub(super) fn passes(&self, named: &Named) -> bool {
        self.named.iter().all(|test| test(named))
    }
}
