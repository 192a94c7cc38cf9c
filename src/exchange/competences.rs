//! `competences.csv`: which collectivité holds the school competence, where and when.
//!
//! The key is the perimeter and the first day: a line changes the holder or the last day of that period.

use super::ExchangeError;
use super::against::Against;
use super::cell::{self, CellError, CellResult};
use super::gather::{Gather, Outcome};
use super::known;
use super::once::Once;
use super::order;
use super::reading::Reading;
use super::source::Source;
use super::table::{Cells, Column, Table};
use crate::domain::collectivite::{Competence, CompetenceId, Perimeter};
use crate::domain::command::ImportKind;
use crate::domain::date::Period;
use crate::domain::record::Record;
use crate::domain::registry::Registry;

const PERIMETER: Column = Column::required("perimetre");
const HOLDER: Column = Column::required("collectivite");
const FROM: Column = Column::required("debut");
const TO: Column = Column::required("fin");

/// The columns of the file, in the order of its model.
pub(super) const SCHEMA: [Column; 4] = [PERIMETER, HOLDER, FROM, TO];

/// Reads a file of competences.
pub(super) fn read(source: &Source, against: Against<'_>) -> Result<Reading, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, &SCHEMA)?;
    let mut seen = Once::default();
    let gather = Gather::rows_of(&table, against, |cells| {
        Outcome::from(row(cells, registry, &mut seen).map(Record::from))
    });
    Ok(gather.finish(ImportKind::Competences, source))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, registry: &Registry, seen: &mut Once<CompetenceId>) -> Option<Competence> {
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
    order::check(cells, (FROM, period.from), (TO, period.to));
    let competence = Competence {
        perimeter: perimeter?,
        collectivite: collectivite?,
        period,
    };
    seen.check(cells, PERIMETER, competence.id());
    if let Perimeter::Commune(code) = competence.perimeter
        && registry.commune(code).is_none()
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
