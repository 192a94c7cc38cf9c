//! `conventions.csv`: conventions 28 and 26.
//!
//! A column that the file lacks keeps what the base says; an empty cell clears it. The document, the publication,
//! the duration in months and the verified clauses, which the file has not, stay.

mod columns;
mod dates;
mod party;
mod renewal;
mod scope;

use super::ExchangeError;
use super::against::Against;
use super::cell::{Cell, CellError, CellResult, key, list_of, number};
use super::format::{Format, Model};
use super::gather::Gather;
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Table};
use crate::domain::convention::{Clause, ClauseState, Convention, Party};
use crate::domain::id::ConventionNumber;
use crate::domain::registry::Registry;

use columns::{CLAUSES, DELIBERATION, DOSSIER, NOTICE, NUMBER, SCHEMA};

/// The longest notice period that is read, in days.
const LONGEST_NOTICE: u32 = 3_660;

/// What reading a row takes beside its cells.
struct Conventions<'a> {
    table: &'a Table<'a>,
    registry: &'a Registry,
}

pub(super) const FORMAT: Format = Format {
    columns: &SCHEMA,
    model: Model::Columns,
    read,
};

/// Reads a file of conventions.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, &SCHEMA)?;
    let conventions = Conventions {
        table: &table,
        registry,
    };
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        conventions.row(cells, &mut seen)
    }))
}

impl Conventions<'_> {
    /// Reads one row over the convention of the base.
    fn row(&self, cells: &mut Cells<'_>, seen: &mut Once<ConventionNumber>) -> Option<Convention> {
        let number = cells.required(NUMBER, key(ConventionNumber::parse));
        let party = party::read(cells, self.registry);
        let mut convention = self.known_or_new(number?, party?);
        seen.check(cells, NUMBER, convention.number.clone());
        self.same_article(cells, &convention);
        scope::read(self, cells, &mut convention);
        dates::read(self, cells, &mut convention);
        renewal::read(self, cells, &mut convention);
        self.rest(cells, &mut convention);
        Some(convention)
    }

    /// Returns the convention of the base with the party that the file says, or a new one.
    fn known_or_new(&self, number: ConventionNumber, party: Party) -> Convention {
        match self.registry.conventions().get(&number) {
            Some(known) => Convention {
                party,
                ..known.clone()
            },
            None => Convention::draft(number, party),
        }
    }

    /// Refuses a row that would turn a convention of one article into one of the other.
    fn same_article(&self, cells: &mut Cells<'_>, convention: &Convention) {
        let known = self.registry.conventions().get(&convention.number);
        if let Some(known) = known.filter(|known| known.article() != convention.article()) {
            let article = known.article().number();
            cells.reject(
                NUMBER,
                &format!("la base a sous ce numéro une convention {article}"),
            );
        }
    }

    /// Reads what is neither scope, nor date, nor renewal.
    fn rest(&self, cells: &mut Cells<'_>, convention: &mut Convention) {
        if self.has(NOTICE) {
            let said = cells.optional(NOTICE, number(0..=LONGEST_NOTICE));
            convention.notice_days = said.over(convention.notice_days);
        }
        if self.has(DELIBERATION) {
            convention.deliberation = filled(cells.text(DELIBERATION).over(convention.deliberation.take()));
        }
        if self.has(DOSSIER) {
            convention.dossier = filled(cells.text(DOSSIER).over(convention.dossier.take()));
        }
        for clause in cells
            .optional(CLAUSES, list_of(clause))
            .value()
            .unwrap_or_default()
        {
            convention.clauses.set(clause, Some(ClauseState::Absent));
        }
    }

    fn has(&self, column: Column) -> bool {
        self.table.has(column)
    }
}

/// Returns a text that is not empty.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// Reads the letter of a clause of art. 28(3).
fn clause(cell: &str) -> CellResult<Clause> {
    let mut letters = cell.chars();
    let read = letters.next().and_then(Clause::from_letter);
    let alone = letters.next().is_none();
    read.filter(|_| alone)
        .map(Cell::plain)
        .ok_or_else(|| CellError::Choice(vec!["a", "b", "c", "d", "e", "f", "g", "h"]))
}
