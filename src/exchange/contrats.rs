//! `contrats.csv`: commercial contracts between a collectivité and a prestataire.
//!
//! The file carries every field of a contract: an empty date clears the one of the base.

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, in_known_order, key};
use super::gather::{Gather, Outcome};
use super::known;
use super::once::Once;
use super::order;
use super::reading::Reading;
use super::schools::{Schools, schools};
use super::source::Source;
use super::table::{Cells, Column, Table};
use crate::domain::command::ImportKind;
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::date::Period;
use crate::domain::id::ContractReference;
use crate::domain::record::Record;
use crate::domain::registry::Registry;

const REFERENCE: Column = Column::required("reference");
const COLLECTIVITE: Column = Column::required("collectivite");
const SOLUTION: Column = Column::required("solution");
const SCHOOLS: Column = Column::required("ecoles");
const FROM: Column = Column::required("debut");
const TO: Column = Column::required("fin");

/// The columns of the file, in the order of its model.
pub(super) const SCHEMA: [Column; 6] = [REFERENCE, COLLECTIVITE, SOLUTION, SCHOOLS, FROM, TO];

/// Reads a file of contracts.
pub(super) fn read(source: &Source, against: Against<'_>) -> Result<Reading, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, &SCHEMA)?;
    let mut seen = Once::default();
    let gather = Gather::rows_of(&table, against, |cells| {
        Outcome::from(row(cells, registry, &mut seen).map(Record::from))
    });
    Ok(gather.finish(ImportKind::Contrats, source))
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
