//! The calendar of the ministry: holidays by zone.
//!
//! It has a row for each académie, so that those of one zone repeat each other, and rows of days for teachers alone.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::format::{Format, Model, Written};
use super::gather::{Gather, Outcome};
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::vacances::{Vacances, VacancesId, Zone};
use crate::text::fold;

columns! {
    NAME = Column::required("description");
    POPULATION = Column::optional("population");
    START = Column::required("start_date");
    END = Column::required("end_date");
    ZONES = Column::required("zones");
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Published,
    mapped: false,
    read,
    written: Written::Elsewhere,
};

/// Reads a calendar.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let mut seen = HashMap::new();
    Ok(Gather::rows_of(&table, against, |cells| row(cells, &mut seen)))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, seen: &mut HashMap<VacancesId, Vacances>) -> Outcome {
    if fold(cells.row().get(POPULATION)) == "enseignants" {
        return Outcome::OutOfScope("jours des enseignants seuls".to_owned());
    }
    let Some(zone) = zone(cells.row().get(ZONES)) else {
        let named = crate::text::quoted(cells.row().get(ZONES));
        return Outcome::OutOfScope(format!("zone inconnue\u{a0}: {named}"));
    };
    let name = cells.required(NAME, cell::text);
    let start = cells.required(START, cell::date);
    let end = cells.required(END, cell::date);
    let (Some(name), Some(from), Some(goes_on)) = (name, start, end) else {
        return Outcome::Refuse;
    };
    if goes_on < from {
        cells.reject(END, "la fin précède le début");
        return Outcome::Refuse;
    }
    let to = last_day(&name, from, goes_on);
    let found = Vacances { zone, from, to, name };
    match seen.get(&found.id()) {
        Some(first) if first.to == found.to => {
            Outcome::OutOfScope("ligne qui répète celle d’une autre académie".to_owned())
        }
        Some(first) => {
            let why = format!(
                "une autre ligne de la {} les termine un autre jour, le {}",
                zone.label(),
                first.to
            );
            cells.reject(END, &why);
            Outcome::Refuse
        }
        None => {
            seen.insert(found.id(), found.clone());
            Outcome::one(found)
        }
    }
}

/// Reads a zone: `Zone A`, `A`, `Corse`.
fn zone(cell: &str) -> Option<Zone> {
    let folded = fold(cell);
    let plain = |text: &str| {
        fold(text)
            .trim_start_matches("zone ")
            .trim_start_matches("la ")
            .to_owned()
    };
    let named = plain(&folded);
    let is_it = |zone: &Zone| plain(zone.code()) == named || plain(zone.label()) == named;
    Zone::ALL.into_iter().find(is_it)
}

/// The last day: that before classes go on. A row that has the first day alone is of a holiday of one day, or of the summer,
/// which lasts until the end of August.
fn last_day(name: &str, from: NaiveDate, goes_on: NaiveDate) -> NaiveDate {
    if goes_on > from {
        return goes_on.pred_opt().unwrap_or(from);
    }
    let is_summer = fold(name).split(' ').any(|word| word == "ete");
    let august = NaiveDate::from_ymd_opt(from.year(), 8, 31).filter(|_| is_summer);
    august.filter(|august| *august > from).unwrap_or(from)
}
