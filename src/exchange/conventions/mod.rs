//! `conventions.csv`: conventions 28 and 26.
//!
//! A column that the file lacks keeps what the base says; an empty cell clears it. The document and the duration in
//! months, which the file has not, stay.

mod columns;
mod dates;
mod party;
mod renewal;
mod scope;

use std::mem::take;

use super::ExchangeError;
use super::against::Against;
use super::cell::{
    Cell, CellError, CellResult, in_known_order, list_of, number, text, without_decimals, yes_no,
};
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Said, Table};
use crate::domain::convention::{Clause, ClauseState, Convention, Party};
use crate::domain::id::ConventionNumber;
use crate::domain::registry::Registry;

use columns::{ABSENT, COLUMNS, DELIBERATION, DOSSIER, NOTICE, NUMBER, OPEN, PRESENT, REASON};

/// The longest notice period that is read, in days.
const LONGEST_NOTICE: u32 = 3_660;

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the conventions.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let conventions = registry.conventions().iter();
    conventions.map(|convention| row_of(convention).into()).collect()
}

/// The row of a convention.
fn row_of(convention: &Convention) -> [Value; COLUMNS.len()] {
    let (provider, collectivite) = match convention.party {
        Party::Provider(siren) => (Some(siren), None),
        Party::Collectivite(siren) => (None, Some(siren)),
    };
    let [renewal, months, ceiling] = renewal::written(convention.renewal);
    let clauses = |state| Value::list(convention.clauses.of_state(state).map(Clause::letter));
    let open = if convention.open_annexe {
        Value::Flag(true)
    } else {
        Value::Nothing
    };
    [
        Value::text(&convention.number),
        Value::Number(convention.article().number().into()),
        Value::maybe(provider),
        Value::maybe(collectivite),
        Value::list(&convention.solutions),
        Value::list(&convention.departements),
        scope::written(convention),
        Value::day(convention.sent),
        Value::day(convention.signed_dasen),
        Value::day(convention.signed_party),
        Value::day(convention.effect),
        Value::day(convention.end),
        renewal,
        months,
        ceiling,
        Value::number(convention.notice_days),
        Value::day(convention.terminated),
        Value::maybe(convention.deliberation.as_ref()),
        Value::day(convention.deliberation_promised),
        Value::list(&convention.dossiers),
        clauses(ClauseState::Absent),
        clauses(ClauseState::Present),
        Value::day(convention.published),
        Value::day(convention.refused),
        Value::day(convention.dropped),
        Value::maybe(convention.reason.as_ref()),
        open,
    ]
}

/// Reads a file of conventions.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, against, &mut seen)
    }))
}

/// Reads one row over the convention of the base.
fn row(cells: &mut Cells<'_>, against: Against<'_>, seen: &mut Once<ConventionNumber>) -> Option<Convention> {
    let registry = against.registry;
    let number = cells.required(NUMBER, known::convention_number(registry));
    let known = number
        .as_ref()
        .and_then(|number| registry.conventions().get(number));
    let party = party::read(cells, registry, known.map(|known| known.party));
    let mut convention = known_or_new(registry, number?, party?);
    seen.check(cells, NUMBER, convention.number.clone());
    same_article(cells, registry, &convention);
    scope::read(against, cells, &mut convention);
    dates::read(cells, &mut convention);
    renewal::read(cells, &mut convention);
    rest(cells, &mut convention);
    scope::as_signed(cells, registry, &convention);
    after_its_avenants(cells, registry, &convention);
    Some(convention)
}

/// Says of a convention that ends otherwise than it did which of its avenants come after that end.
fn after_its_avenants(cells: &mut Cells<'_>, registry: &Registry, convention: &Convention) {
    let known = registry.conventions().get(&convention.number);
    if known.is_none_or(|known| known.ends().eq(convention.ends())) {
        return;
    }
    for found in &convention.amendments {
        if let Some(why) = found.out_of_order(convention) {
            cells.warn(NUMBER, &format!("avenant {}\u{a0}: {why}", found.number));
        }
    }
}

/// Returns the convention of the base with the party that the file says, or a new one.
fn known_or_new(registry: &Registry, number: ConventionNumber, party: Party) -> Convention {
    match registry.conventions().get(&number) {
        Some(known) => Convention {
            party,
            ..known.clone()
        },
        None => Convention::draft(number, party),
    }
}

/// Refuses a row that would turn a convention of one article into one of the other.
fn same_article(cells: &mut Cells<'_>, registry: &Registry, convention: &Convention) {
    let known = registry.conventions().get(&convention.number);
    if let Some(known) = known.filter(|known| known.article() != convention.article()) {
        let article = known.article().number();
        cells.reject(
            NUMBER,
            &format!("la base a sous ce numéro une convention {article}"),
        );
    }
}

/// Reads what is neither scope, nor date, nor renewal.
fn rest(cells: &mut Cells<'_>, convention: &mut Convention) {
    let notice = cells.optional(NOTICE, number(0..=LONGEST_NOTICE));
    convention.notice_days = notice.over(convention.notice_days);
    convention.deliberation = filled(cells.text(DELIBERATION).over(convention.deliberation.take()));
    let dossiers = cells.optional(DOSSIER, list_of(|number| text(without_decimals(number))));
    let dossiers = dossiers.map(|listed| in_known_order(listed, &convention.dossiers));
    convention.dossiers = dossiers.over_value(take(&mut convention.dossiers));
    convention.reason = filled(cells.text(REASON).over(convention.reason.take()));
    convention.open_annexe = cells.optional(OPEN, yes_no).over_value(convention.open_annexe);
    clauses(cells, convention);
}

/// Reads the clauses that are there and those that are not; one that its cell no longer names is not verified any more.
fn clauses(cells: &mut Cells<'_>, convention: &mut Convention) {
    let (absent, present) = (listed(cells, ABSENT), listed(cells, PRESENT));
    let both = |clause: &&Clause| absent.iter().flatten().any(|absent| absent == *clause);
    if let Some(clause) = present.iter().flatten().find(both) {
        let why = format!("la clause {} est aussi parmi les absentes", clause.letter());
        cells.reject(PRESENT, &why);
    }
    for (listed, state) in [(absent, ClauseState::Absent), (present, ClauseState::Present)] {
        let Some(listed) = listed else { continue };
        let known: Vec<Clause> = convention.clauses.of_state(state).collect();
        for gone in known.into_iter().filter(|known| !listed.contains(known)) {
            convention.clauses.set(gone, None);
        }
        for clause in listed {
            convention.clauses.set(clause, Some(state));
        }
    }
}

/// The clauses of a cell; none where the file does not say them.
fn listed(cells: &mut Cells<'_>, column: Column) -> Option<Vec<Clause>> {
    match cells.optional(column, list_of(clause)) {
        Said::Value(listed) => Some(listed),
        Said::Empty => Some(Vec::new()),
        Said::Absent | Said::Unreadable => None,
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
