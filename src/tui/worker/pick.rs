//! Finds the records among which the value of a field is picked.

use crate::domain::query::page::Row;
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Record, RecordId};
use crate::service::{Desk, DeskError};
use crate::tui::form::spec::Target;
use crate::tui::model::editor::{Found, Picker};

/// The records shown.
const SHOWN: usize = 30;

/// The rows that are read to find so many of one kind.
const READ: usize = 400;

/// The communes that are read one by one, for their codes.
const OPENED: usize = 12;

/// Finds what the words name among the records of a field.
pub fn find(
    desk: &dyn Desk,
    target: Target,
    words: &str,
    of: Option<&RecordId>,
) -> Result<Vec<Found>, DeskError> {
    let found = match target {
        Target::Provider => rows(desk, Pane::Providers, words)?,
        Target::Convention => rows(desk, Pane::Conventions, words)?,
        Target::School => rows(desk, Pane::Schools, words)?,
        Target::Any => rows(desk, Pane::Everything, words)?,
        Target::Collectivite => collectivites(desk, words)?,
        Target::Commune => communes(desk, words)?,
        Target::Perimeter => {
            let mut found = communes(desk, words)?;
            found.extend(rows(desk, Pane::Schools, words)?);
            return Ok(keyed(found, target));
        }
        Target::Solution => return solutions(desk, words),
        Target::Document => return of.map_or_else(|| Ok(Vec::new()), |of| documents(desk, of, words)),
    };
    Ok(keyed(found, target))
}

/// A record with its name, what tells it from others, and what it brings with it.
type Named = (RecordId, Found);

fn keyed(found: Vec<Named>, target: Target) -> Vec<Found> {
    let mut kept: Vec<Found> = Vec::new();
    for (id, mut one) in found {
        if one.key.is_empty() {
            one.key = target.key(&id).unwrap_or_default();
        }
        if !one.key.is_empty() && !kept.iter().any(|known| known.key == one.key) {
            kept.push(one);
        }
    }
    kept.truncate(SHOWN);
    kept
}

fn rows(desk: &dyn Desk, pane: Pane, words: &str) -> Result<Vec<Named>, DeskError> {
    let query = Query {
        text: words.to_owned(),
        ..Query::all(pane, READ)
    };
    // Words that the bar takes for a wrong filter find nothing.
    let found = match desk.query(&query) {
        Err(DeskError::Filter { .. }) => return Ok(Vec::new()),
        other => other?,
    };
    Ok(found.rows.iter().map(named).collect())
}

fn named(row: &Row) -> Named {
    let id = row.id();
    let (label, detail) = match row {
        Row::School(row) => (row.name.clone(), row.commune.clone()),
        Row::Collectivite(row) => (row.name.clone(), row.kind.clone()),
        Row::Provider(row) => (row.name.clone(), row.solutions.join(", ")),
        Row::Convention(row) => (
            row.party.clone(),
            format!("art. {} · {}", row.article, row.status),
        ),
        Row::Any(row) => (row.label.clone(), row.detail.clone()),
    };
    let found = Found {
        key: String::new(),
        label,
        detail,
        with: Vec::new(),
    };
    (id, found)
}

/// Every collectivité that the words name; without words, those that the list shows.
fn collectivites(desk: &dyn Desk, words: &str) -> Result<Vec<Named>, DeskError> {
    let pane = if words.trim().is_empty() {
        Pane::Collectivites
    } else {
        Pane::Everything
    };
    let mut found = rows(desk, pane, words)?;
    found.retain(|(id, _)| matches!(id, RecordId::Collectivite(_)));
    Ok(found)
}

/// The communes by their INSEE codes, each with its name and its département.
fn communes(desk: &dyn Desk, words: &str) -> Result<Vec<Named>, DeskError> {
    let mut found = Vec::new();
    let communes = collectivites(desk, words)?;
    for (id, mut one) in communes
        .into_iter()
        .filter(|(_, one)| one.detail == "commune")
        .take(OPENED)
    {
        let Record::Collectivite(commune) = desk.open(&id)?.record else {
            continue;
        };
        if let Some(code) = commune.insee {
            one.key = code.to_string();
            let departement = commune.departement.or_else(|| code.departement());
            one.with = vec![("commune", commune.name.clone())];
            one.with
                .extend(departement.map(|departement| ("departement", departement.to_string())));
            found.push((id, one));
        }
    }
    Ok(found)
}

/// The solutions, as any school may choose them; in a base without schools, those that the words name.
fn solutions(desk: &dyn Desk, words: &str) -> Result<Vec<Found>, DeskError> {
    let first = desk.query(&Query::all(Pane::Schools, 1))?.rows.into_iter().next();
    let Some(row) = first else {
        return Ok(keyed(rows(desk, Pane::Everything, words)?, Target::Solution));
    };
    let choices = desk.open(&row.id())?.choices;
    let all = choices.into_iter().map(|one| Found {
        key: one.solution.to_string(),
        label: one.name,
        detail: format!("{} · {}", one.category.label(), one.provider),
        with: Vec::new(),
    });
    Ok(Picker::narrowed(&all.collect::<Vec<_>>(), words))
}

/// The documents attached to a record.
fn documents(desk: &dyn Desk, of: &RecordId, words: &str) -> Result<Vec<Found>, DeskError> {
    let sections = desk.open(of)?.sections;
    let lines = sections.into_iter().flat_map(|section| section.lines);
    let attached = lines.filter_map(|line| match line.link {
        Some(RecordId::Document(id)) => Some(Found {
            key: id.to_string(),
            label: line.value,
            detail: line.label,
            with: Vec::new(),
        }),
        _ => None,
    });
    Ok(Picker::narrowed(&attached.collect::<Vec<_>>(), words))
}
