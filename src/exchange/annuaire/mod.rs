//! The annuaire de l'éducation, CSV or JSON, in any of its layouts.
//!
//! A column that the file lacks leaves the field of a known school as it is; an empty cell of a column that it
//! has clears the field. Successors and the closing day, which no annuaire has, stay.

mod circonscriptions;
mod columns;
mod cover;
mod school;
mod scope;
mod twins;
mod words;

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, clean_text};
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::source::Source;
use super::table::{Cells, Table};

use circonscriptions::named_alike;
use columns::{COLUMNS, TYPE, UPDATED};
use scope::Scope;
use twins::Twins;

/// The type of establishment that is kept.
const KEPT: &str = "Ecole";

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Published,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// Reads an annuaire.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    let mut twins = Twins::default();
    let scope = Scope::new(against);
    let mut dated = None;
    let mut gather = Gather::rows_of(&table, against, |cells| {
        let updated = cell::date(cells.row().get(UPDATED)).ok().map(|day| day.value);
        dated = dated.max(updated);
        row(cells, against, &scope, &mut twins)
    });
    gather.dated = dated;
    gather.records = named_alike(twins.into_records(), registry);
    cover::judge(&mut gather, &table, registry);
    Ok(gather)
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, against: Against<'_>, scope: &Scope<'_>, twins: &mut Twins) -> Outcome {
    if let Some(reason) = no_school(cells).or_else(|| scope.leaves_out(cells)) {
        return Outcome::OutOfScope(reason);
    }
    let Some(school) = school::read(cells, against) else {
        return Outcome::Refuse;
    };
    scope.say_foreign_uai(cells);
    twins.add(cells, school)
}

/// Says why a row is of no concern: it is no school.
fn no_school(cells: &Cells<'_>) -> Option<String> {
    let cell = cells.row().get(TYPE);
    if crate::text::fold_name(cell) == crate::text::fold_name(KEPT) {
        return None;
    }
    Some(match clean_text(cell).value {
        kind if kind.is_empty() => "sans type d’établissement".to_owned(),
        kind => format!("type «\u{a0}{}\u{a0}»", crate::text::quoted(&kind)),
    })
}
