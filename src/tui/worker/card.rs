//! Reads what one screen of the review shows of a school, from the calls of a desk.

use crate::domain::command::{Command, Order};
use crate::domain::convention::Signatory;
use crate::domain::deployment::DeploymentId;
use crate::domain::id::{ConventionNumber, Uai};
use crate::domain::query::page::{ConventionRow, MAX_ROWS, Row, SchoolRow};
use crate::domain::query::shared::Shared;
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::rule::{RuleCode, Standing};
use crate::service::{Desk, DeskError, HistoryLine};
use crate::tui::model::review::{Card, Cause, Event};

/// The entries of the journal that are shown.
const EVENTS: usize = 5;

/// The changed fields of an entry that are shown.
const FIELDS: usize = 2;

/// Reads what is known of a school, and of one of its deployments.
pub fn read(desk: &dyn Desk, id: &RecordId) -> Result<Card, DeskError> {
    let row = row(desk, id)?.ok_or_else(|| Refusal::Unknown(id.clone()))?;
    let id = row.id();
    let dossier = desk.open(&id)?;
    let ready = row.standing == Standing::Ready;
    let entry = dossier
        .deployment
        .filter(|_| ready)
        .and_then(|deployment| entry(desk, deployment));
    let mut shared = desk.companions(&id)?;
    let conventions = conventions(desk, row.uai)?;
    let cause = cause(&row, &shared, &conventions);
    shared.retain(|shared| !shared.others.is_empty());
    Ok(Card {
        cause,
        shared,
        events: events(desk, &id)?,
        summary: desk.query(&Query::all(Pane::Providers, 1))?.summary,
        entry,
        dossier,
        row,
        id,
    })
}

/// The row of a deployment; of a school, or of a deployment that is gone, the first of the school.
fn row(desk: &dyn Desk, id: &RecordId) -> Result<Option<SchoolRow>, DeskError> {
    let mut rows = schools(desk, id)?;
    let place = rows.iter().position(|row| row.id() == *id).unwrap_or(0);
    Ok((place < rows.len()).then(|| rows.swap_remove(place)))
}

/// The rows of the list of schools that are tied to a record.
fn schools(desk: &dyn Desk, id: &RecordId) -> Result<Vec<SchoolRow>, DeskError> {
    let page = desk.query(&tied(Pane::Schools, id))?;
    let school = |row| match row {
        Row::School(row) => Some(*row),
        _ => None,
    };
    Ok(page.rows.into_iter().filter_map(school).collect())
}

fn tied(pane: Pane, id: &RecordId) -> Query {
    Query {
        scope: vec![id.clone()],
        ..Query::all(pane, MAX_ROWS)
    }
}

/// The entry that a registration would make.
fn entry(desk: &dyn Desk, deployment: DeploymentId) -> Option<Box<RegisterEntry>> {
    let order = Order::blind(Command::Register { deployment });
    let changes = desk.preview(&order).ok()?.changes;
    changes.into_iter().find_map(|change| match change.after {
        Some(Record::Entry(entry)) => Some(entry),
        _ => None,
    })
}

/// The signature that a school waits for: one that others wait for too, else that of the convention that lacks least.
fn cause(row: &SchoolRow, shared: &[Shared], conventions: &[ConventionRow]) -> Option<Cause> {
    let together = shared.iter().find_map(|shared| together(row, shared));
    let rules = [(RuleCode::B5, 28), (RuleCode::B7, 26)];
    let mut failing = rules
        .into_iter()
        .filter(|(rule, _)| has(row, *rule) && row.standing.is_a_project());
    together.or_else(|| failing.find_map(|(rule, article)| alone(row, rule, article, conventions)))
}

/// The signature of the convention of an article that lacks the fewest.
fn alone(row: &SchoolRow, rule: RuleCode, article: u8, conventions: &[ConventionRow]) -> Option<Cause> {
    let unsigned = conventions
        .iter()
        .filter(|found| found.article == article && !found.lacks.is_empty());
    let found = unsigned.min_by_key(|found| found.lacks.len())?;
    let number = ConventionNumber::parse(&found.number).ok()?;
    Some(of(
        rule,
        number,
        found.party.clone(),
        found.lacks.clone(),
        vec![row.id()],
    ))
}

/// The signature of a convention that several schools wait for.
fn together(row: &SchoolRow, shared: &Shared) -> Option<Cause> {
    let number = shared.convention.clone().filter(|_| !shared.missing.is_empty())?;
    let schools = std::iter::once(row.id()).chain(shared.others.iter().cloned());
    Some(of(
        shared.rule,
        number,
        shared.party_name.clone(),
        shared.missing.clone(),
        schools.collect(),
    ))
}

fn of(
    rule: RuleCode,
    convention: ConventionNumber,
    party: String,
    missing: Vec<Signatory>,
    schools: Vec<RecordId>,
) -> Cause {
    Cause {
        rule,
        title: format!("{convention} · {party}"),
        convention,
        party,
        missing,
        schools,
    }
}

fn has(row: &SchoolRow, rule: RuleCode) -> bool {
    row.findings.iter().any(|finding| finding.rule == rule)
}

/// The conventions that concern a school.
fn conventions(desk: &dyn Desk, school: Uai) -> Result<Vec<ConventionRow>, DeskError> {
    let page = desk.query(&tied(Pane::Conventions, &RecordId::School(school)))?;
    let convention = |row| match row {
        Row::Convention(row) => Some(row),
        _ => None,
    };
    Ok(page.rows.into_iter().filter_map(convention).collect())
}

/// The last entries of the journal about a deployment, or about a school without any.
fn events(desk: &dyn Desk, id: &RecordId) -> Result<Vec<Event>, DeskError> {
    let lines = desk.history(id)?;
    let entries = lines.chunk_by(|one, other| one.seq == other.seq);
    Ok(entries.take(EVENTS).filter_map(event).collect())
}

/// An entry in short: its verb, and what it changed where that is little.
fn event(lines: &[HistoryLine]) -> Option<Event> {
    let first = lines.first()?;
    let changes: Vec<String> = lines
        .iter()
        .filter(|line| !line.before.is_empty() && !line.after.is_empty())
        .map(|line| format!("{}\u{a0}: {} → {}", line.field, line.before, line.after))
        .collect();
    let what = match changes.len() {
        1..=FIELDS => format!("{} ({})", first.verb, changes.join("\u{a0}; ")),
        _ => first.verb.clone(),
    };
    Some(Event {
        seq: first.seq,
        at: first.at,
        by: first.by.clone(),
        what,
    })
}
