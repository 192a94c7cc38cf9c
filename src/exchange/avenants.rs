//! `avenants.csv`: the avenants of conventions.
//!
//! A row is an avenant of a convention that the base has. A column that the file lacks keeps what the base says; an empty
//! day clears it. An avenant that is in no row stays.

use chrono::NaiveDate;

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::known;
use super::once::Once;
use super::order;
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use super::touched::Touched;
use crate::domain::convention::{Amendment, Convention, NOT_SIGNED};
use crate::domain::id::{AmendmentNumber, ConventionNumber};
use crate::domain::record::to_come;
use crate::domain::registry::Registry;

columns! {
    CONVENTION = Column::required("convention").like("26-EXEMPLE");
    NUMBER = Column::required("numero").like("1");
    DATE = Column::optional("date").like("2026-11-02");
    SIGNED_DASEN = Column::optional("signee_dasen_le").like("2026-11-20");
    SIGNED_PARTY = Column::optional("signee_partie_le").like("2026-11-09");
    SENT = Column::optional("envoye_le").like("2026-11-03");
    DOCUMENT = Column::optional("piece");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the avenants.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |convention: &Convention, found: &Amendment| -> [Value; COLUMNS.len()] {
        [
            Value::text(&convention.number),
            Value::text(&found.number),
            Value::day(found.date),
            Value::day(found.signed_dasen),
            Value::day(found.signed_party),
            Value::day(found.sent),
            found.document.map_or(Value::Nothing, Value::text),
        ]
    };
    let conventions = registry.conventions().iter();
    let rows = conventions.flat_map(|one| one.amendments.iter().map(move |found| row(one, found).into()));
    rows.collect()
}

/// Reads a file of avenants.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let (mut seen, mut touched) = (Once::default(), Touched::new(against.registry));
    let mut gather = Gather::rows_of(&table, against, |cells| {
        row(cells, against, &mut seen, &mut touched).map_or(Outcome::Refuse, |()| Outcome::Take(Vec::new()))
    });
    gather.records = touched.into_records();
    Ok(gather)
}

/// Reads one row over the avenant of the base; nothing of a row that is refused counts.
fn row(
    cells: &mut Cells<'_>,
    against: Against<'_>,
    seen: &mut Once<(ConventionNumber, AmendmentNumber)>,
    touched: &mut Touched<'_>,
) -> Option<()> {
    let key = cells.required(CONVENTION, known::convention(against.registry));
    let convention = key.as_ref().and_then(|key| touched.get(key));
    let number = cells.required(NUMBER, known::amendment(convention.as_deref()));
    let (convention, key, number) = (convention?, key?, number?);
    let taken = key.clone();
    seen.check(cells, NUMBER, (key, number.clone()));
    let held = convention.amendment(&number).cloned();
    let mut amendment = held.unwrap_or_else(|| Amendment::draft(number.clone()));
    let days: [(Column, &mut Option<NaiveDate>); 4] = [
        (DATE, &mut amendment.date),
        (SENT, &mut amendment.sent),
        (SIGNED_DASEN, &mut amendment.signed_dasen),
        (SIGNED_PARTY, &mut amendment.signed_party),
    ];
    for (column, day) in days {
        let read = cells.optional(column, cell::date).over(*day);
        if let Some(on) = read.filter(|on| read != *day && *on > against.today) {
            cells.reject(column, &to_come(on));
        }
        *day = read;
    }
    let attached = known::document(against.registry, &taken);
    amendment.document = cells.tolerated(DOCUMENT, attached).over(amendment.document);
    for (column, day) in [
        (SIGNED_DASEN, amendment.signed_dasen),
        (SIGNED_PARTY, amendment.signed_party),
    ] {
        order::check(cells, (SENT, amendment.sent), (column, day));
    }
    if convention.amendment(&number) != Some(&amendment) {
        in_order(cells, convention, &amendment);
    }
    if cells.is_rejected() {
        return None;
    }
    match convention
        .amendments
        .iter_mut()
        .find(|found| found.number == number)
    {
        Some(found) => *found = amendment,
        None => convention.amendments.push(amendment),
    }
    touched.take(taken);
    Some(())
}

/// Refuses an avenant of a convention that the two have not signed, and a day before they had or after its end.
fn in_order(cells: &mut Cells<'_>, convention: &Convention, amendment: &Amendment) {
    if convention.signed_on().is_none() {
        return cells.reject(CONVENTION, NOT_SIGNED);
    }
    let days = [
        (DATE, amendment.date),
        (SENT, amendment.sent),
        (SIGNED_DASEN, amendment.signed_dasen),
        (SIGNED_PARTY, amendment.signed_party),
    ];
    for (column, on) in days {
        if let Some(why) = on.and_then(|on| convention.no_amendment_on(on)) {
            cells.reject(column, &format!("ce jour {why}"));
        }
    }
}
