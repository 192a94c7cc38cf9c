//! `conseils.csv`: meetings of conseils d'école.
//!
//! A column that the file lacks keeps what the base says of a known meeting; an empty cell means no, or no day.

use super::ExchangeError;
use super::against::Against;
use super::cell;
use super::format::{Format, Model};
use super::gather::Gather;
use super::known;
use super::once::Once;
use super::source::Source;
use super::table::{Cells, Column, Table};
use crate::domain::council::{CouncilId, CouncilMeeting};
use crate::domain::registry::Registry;

const UAI: Column = Column::required("uai").like("0380123C");
const DATE: Column = Column::required("date").like("2026-11-06");
const AGENDA: Column = Column::optional("ent_a_l_ordre_du_jour").like("oui");
const INFORMED: Column = Column::optional("familles_informees")
    .like("oui")
    .day_of("families_informed");
const MINUTES: Column = Column::optional("pv_recu_le")
    .like("2026-11-20")
    .day_of("minutes_received");

pub(super) const FORMAT: Format = Format {
    columns: &[UAI, DATE, AGENDA, INFORMED, MINUTES],
    model: Model::Columns,
    read,
};

/// Reads a file of meetings.
fn read(source: &Source, against: Against<'_>) -> Result<Gather, ExchangeError> {
    let registry = against.registry;
    let table = Table::open(source, FORMAT.columns)?;
    let mut seen = Once::default();
    Ok(Gather::rows_of(&table, against, |cells| {
        row(cells, &table, registry, &mut seen)
    }))
}

/// Reads one row.
fn row(
    cells: &mut Cells<'_>,
    table: &Table<'_>,
    registry: &Registry,
    seen: &mut Once<CouncilId>,
) -> Option<CouncilMeeting> {
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
    let mut meeting = known.unwrap_or_else(|| blank(id));
    if table.has(AGENDA) {
        meeting.on_agenda = on_agenda.over_value(meeting.on_agenda);
    }
    if table.has(INFORMED) {
        meeting.families_informed = informed.over_value(meeting.families_informed);
    }
    if table.has(MINUTES) {
        meeting.minutes_received = minutes.over(meeting.minutes_received);
    }
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
