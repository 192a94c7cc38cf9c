//! `competences.csv`: which collectivité holds the school competence, where and when.
//!
//! The key is the perimeter and the first day: a line changes the holder or the last day of that period.

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, CellError, CellResult, choice};
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::order;
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::collectivite::{Competence, CompetenceId, CompetenceNature, Perimeter};
use crate::domain::date::Period;
use crate::domain::registry::Registry;

columns! {
    PERIMETER = Column::required("perimetre").like("0380123C");
    HOLDER = Column::required("collectivite").like("213801855");
    FROM = Column::required("debut").like("2026-09-01");
    TO = Column::required("fin");
    NATURE = Column::optional("nature");
}

/// What may be written of a competence, and what it means; an empty cell is both.
const NATURES: &[(&str, CompetenceNature)] = &[
    ("service", CompetenceNature::Service),
    ("batiments", CompetenceNature::Buildings),
    ("les_deux", CompetenceNature::Both),
    (TO_CONFIRM, CompetenceNature::Unknown),
];

/// What is written of a proposal, which is to be confirmed.
const TO_CONFIRM: &str = "a_confirmer";

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the competences.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |competence: &Competence| -> [Value; COLUMNS.len()] {
        [
            Value::text(competence.perimeter),
            Value::text(competence.collectivite),
            Value::day(competence.period.from),
            Value::day(competence.period.to),
            Value::text(nature_of(competence)),
        ]
    };
    registry
        .competences()
        .iter()
        .map(|competence| row(competence).into())
        .collect()
}

/// What is written of a competence.
fn nature_of(competence: &Competence) -> &'static str {
    match competence.nature {
        _ if competence.to_confirm => TO_CONFIRM,
        CompetenceNature::Service => "service",
        CompetenceNature::Buildings => "batiments",
        CompetenceNature::Both | CompetenceNature::Unknown => "",
    }
}

/// Reads a file of competences.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let table = Table::open(source, COLUMNS)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, against, &mut seen)
    }))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, against: Against<'_>, seen: &mut Once<CompetenceId>) -> Option<Competence> {
    let registry = against.registry;
    let perimeter = cells.required(PERIMETER, perimeter(registry));
    let collectivite = cells.required(HOLDER, known::collectivite(registry));
    let from = cells.optional_key(FROM, cell::date);
    let to = cells.optional(TO, cell::last_day);
    let id = perimeter.map(|perimeter| CompetenceId { perimeter, from });
    let known = id.and_then(|id| registry.competences().get(&id));
    let period = Period {
        from,
        to: to.over_value(known.and_then(|known| known.period.to)),
    };
    let nature = cells.optional(NATURE, choice(NATURES));
    let held = known.map(|known| {
        if known.to_confirm {
            CompetenceNature::Unknown
        } else {
            known.nature
        }
    });
    let nature = nature.over_value(held.unwrap_or_default());
    order::check(cells, (FROM, period.from), (TO, period.to));
    let competence = Competence {
        perimeter: perimeter?,
        collectivite: collectivite?,
        period,
        nature,
        to_confirm: nature == CompetenceNature::Unknown,
    };
    seen.check(cells, PERIMETER, competence.id());
    if let Perimeter::Commune(code) = competence.perimeter
        && registry.commune(code, against.today).is_none()
    {
        cells.warn(PERIMETER, "la base n’a pas de commune de ce code");
    }
    Some(competence)
}

/// Makes a parser of perimeters: an INSEE code, or the UAI of a school that the base has.
fn perimeter(registry: &Registry) -> impl Fn(&str) -> CellResult<Perimeter> {
    let school = known::school(registry);
    move |text| {
        if let Ok(code) = cell::insee(text) {
            return Ok(code.map(Perimeter::Commune));
        }
        match school(text) {
            Ok(uai) => Ok(uai.map(Perimeter::School)),
            Err(wrong) if text.starts_with(|c: char| c.is_ascii_digit()) => Err(wrong),
            Err(_) => Err(CellError::Unknown(
                "ce n’est ni un code INSEE ni un UAI".to_owned(),
            )),
        }
    }
}
