//! `contrats.csv`: commercial contracts between a collectivité and a prestataire.
//!
//! The file carries every field of a contract: an empty date clears the one of the base.

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, in_known_order};
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::order;
use super::schools::{self, Schools, schools};
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::date::Period;
use crate::domain::id::ContractReference;
use crate::domain::registry::Registry;

columns! {
    REFERENCE = Column::required("reference").like("CT-EXEMPLE");
    COLLECTIVITE = Column::required("collectivite").like("213801855");
    SOLUTION = Column::required("solution").like("exemple");
    SCHOOLS = Column::required("ecoles").like("0380123C|0380124D");
    FROM = Column::required("debut").like("2026-09-01");
    TO = Column::required("fin").like("2029-08-31");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the contracts.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |contract: &Contract| -> [Value; COLUMNS.len()] {
        let listed = match &contract.schools {
            ContractSchools::All => None,
            ContractSchools::Listed(listed) => Some(listed.as_slice()),
        };
        [
            Value::text(&contract.reference),
            Value::text(contract.collectivite),
            Value::text(&contract.solution),
            schools::written(listed),
            Value::day(contract.period.from),
            Value::day(contract.period.to),
        ]
    };
    registry
        .contracts()
        .iter()
        .map(|contract| row(contract).into())
        .collect()
}

/// Reads a file of contracts.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, registry, &mut seen)
    }))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, registry: &Registry, seen: &mut Once<ContractReference>) -> Option<Contract> {
    let reference = cells.required(REFERENCE, known::contract(registry));
    let known = reference
        .as_ref()
        .and_then(|reference| registry.contracts().get(reference));
    let held = known.map(|known| known.collectivite);
    let collectivite = cells.required_over(COLLECTIVITE, held, known::collectivite(registry));
    let held = known.map(|known| known.solution.clone());
    let solution = cells.required_over(SOLUTION, held, known::solution(registry));
    let held = known.map(|known| match &known.schools {
        ContractSchools::All => Schools::All,
        ContractSchools::Listed(list) => Schools::Listed(list.clone()),
    });
    let listed = cells.required_over(SCHOOLS, held, schools(registry));
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
