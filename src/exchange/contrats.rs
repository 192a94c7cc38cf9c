//! `contrats.csv`: commercial contracts between a collectivité and a prestataire.
//!
//! The file carries every field of a contract: an empty date clears the one of the base.

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, in_known_order, key};
use super::format::{Format, Model};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::order;
use super::schools::{Schools, schools};
use super::source::Source;
use super::table::{Cells, Column, Table};
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::date::Period;
use crate::domain::id::ContractReference;
use crate::domain::registry::Registry;

const REFERENCE: Column = Column::required("reference").like("CT-EXEMPLE");
const COLLECTIVITE: Column = Column::required("collectivite").like("213801855");
const SOLUTION: Column = Column::required("solution").like("exemple");
const SCHOOLS: Column = Column::required("ecoles").like("0380123C|0380124D");
const FROM: Column = Column::required("debut").like("2026-09-01");
const TO: Column = Column::required("fin").like("2029-08-31");

pub(super) const FORMAT: Format = Format {
    columns: &[REFERENCE, COLLECTIVITE, SOLUTION, SCHOOLS, FROM, TO],
    model: Model::Columns,
    read,
};

/// Reads a file of contracts.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, FORMAT.columns)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, registry, &mut seen)
    }))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, registry: &Registry, seen: &mut Once<ContractReference>) -> Option<Contract> {
    let reference = cells.required(REFERENCE, key(ContractReference::parse));
    let collectivite = cells.required(COLLECTIVITE, known::collectivite(registry));
    let solution = cells.required(SOLUTION, known::solution(registry));
    let listed = cells.required(SCHOOLS, schools(registry));
    let known = reference
        .as_ref()
        .and_then(|reference| registry.contracts().get(reference));
    let held = known.map(|known| known.period).unwrap_or_default();
    let period = Period {
        from: cells.optional(FROM, cell::date).over(held.from),
        to: cells.optional(TO, cell::last_day).over_value(held.to),
    };
    order::check(cells, (FROM, period.from), (TO, period.to));
    let reference = reference?;
    seen.check(cells, REFERENCE, reference.clone());
    Some(Contract {
        reference,
        collectivite: collectivite?,
        solution: solution?,
        schools: match listed? {
            Schools::All => ContractSchools::All,
            Schools::Listed(list) => match known.map(|known| &known.schools) {
                Some(ContractSchools::Listed(known)) => ContractSchools::Listed(in_known_order(list, known)),
                Some(ContractSchools::All) | None => ContractSchools::Listed(list),
            },
        },
        period,
    })
}
