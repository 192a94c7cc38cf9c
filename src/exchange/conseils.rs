//! `conseils.csv`: meetings of conseils d'école.
//!
//! A column that the file lacks keeps what the base says of a known meeting; an empty cell means no, or no day.

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::export::Value;
use super::format::{Format, Model, Written};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Table, columns};
use crate::domain::council::{CouncilId, CouncilMeeting};
use crate::domain::registry::Registry;

columns! {
    UAI = Column::required("uai").like("0380123C");
    DATE = Column::required("date").like("2026-11-06");
    AGENDA = Column::optional("ent_a_l_ordre_du_jour").like("oui");
    INFORMED = Column::optional("familles_informees").like("oui").day_of(&["families_informed"]);
    MINUTES = Column::optional("pv_recu_le").like("2026-11-20").day_of(&["minutes_received"]);
}

pub(super) const FORMAT: Format = Format {
    columns: COLUMNS,
    model: Model::Columns,
    mapped: false,
    read,
    written: Written::Rows(written),
};

/// Writes the meetings.
fn written(registry: &Registry) -> Vec<Vec<Value>> {
    let row = |meeting: &CouncilMeeting| -> [Value; COLUMNS.len()] {
        [
            Value::text(meeting.school),
            Value::Day(meeting.date),
            Value::Flag(meeting.on_agenda),
            Value::Flag(meeting.families_informed),
            Value::day(meeting.minutes_received),
        ]
    };
    registry
        .councils()
        .iter()
        .map(|meeting| row(meeting).into())
        .collect()
}

/// Reads a file of meetings.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, COLUMNS)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, registry, &mut seen)
    }))
}

/// Reads one row.
fn row(cells: &mut Cells<'_>, registry: &Registry, seen: &mut Once<CouncilId>) -> Option<CouncilMeeting> {
    let school = cells.required(UAI, known::school(registry));
    let date = cells.required(DATE, cell::date);
    let on_agenda = cells.optional(AGENDA, cell::yes_no);
    let informed = cells.optional(INFORMED, cell::yes_no);
    let minutes = cells.optional(MINUTES, cell::date);
    let id = CouncilId {
        school: school?,
        date: date?,
    };
    seen.check(cells, DATE, id);
    let known = registry.councils().get(&id).cloned();
    let held_by = registry.schools().get(&id.school).filter(|_| known.is_none());
    if let Some(why) = held_by.and_then(|school| school.no_council_on(id.date)) {
        cells.reject(DATE, &why);
    }
    let mut meeting = known.unwrap_or_else(|| blank(id));
    meeting.on_agenda = on_agenda.over_value(meeting.on_agenda);
    meeting.families_informed = informed.over_value(meeting.families_informed);
    meeting.minutes_received = minutes.over(meeting.minutes_received);
    Some(meeting)
}

/// Returns a meeting of which nothing is known.
fn blank(id: CouncilId) -> CouncilMeeting {
    CouncilMeeting {
        school: id.school,
        date: id.date,
        on_agenda: false,
        families_informed: false,
        minutes_received: None,
    }
}
