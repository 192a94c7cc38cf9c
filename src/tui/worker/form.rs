//! Reads what a form shows: its record, the names of those it refers to, the schools of an annexe.

use crate::domain::convention::{Annexe, Party};
use crate::domain::id::{ConventionNumber, Uai};
use crate::domain::query::page::{MAX_ROWS, Row};
use crate::domain::query::{Pane, Query};
use crate::domain::record::{Record, RecordId};
use crate::service::{Desk, DeskError, Dossier};
use crate::tui::effect::{AnnexeRead, FormRead};
use crate::tui::form::{Values, whole_of};

/// Reads a record, where one is given, and the names of the records that it and the caller name.
pub fn read(desk: &dyn Desk, id: Option<&RecordId>, named: &[RecordId]) -> Result<FormRead, DeskError> {
    let dossier = id.map(|id| desk.open(id)).transpose()?;
    let mut ids = named.to_vec();
    if let Some(dossier) = &dossier {
        ids.extend(referred(dossier));
    }
    Ok(FormRead {
        dossier,
        names: names(desk, ids)?,
    })
}

fn referred(dossier: &Dossier) -> Vec<RecordId> {
    let Some(kind) = whole_of(&dossier.record) else {
        return Vec::new();
    };
    let records = Values::of(kind, Some(&dossier.record)).records();
    records.into_iter().map(|(_, id)| id).collect()
}

/// What records are called, without the name of their kind.
pub fn names(desk: &dyn Desk, mut ids: Vec<RecordId>) -> Result<Vec<(RecordId, String)>, DeskError> {
    ids.sort_unstable();
    ids.dedup();
    let names = desk.names(&ids)?;
    let bare = |(id, name): (RecordId, String)| {
        let kind = format!("{} ", id.kind().label());
        let name = name.strip_prefix(&kind).map(ToOwned::to_owned).unwrap_or(name);
        (id, name)
    };
    Ok(ids.into_iter().zip(names).map(bare).collect())
}

/// Reads a convention 26, the schools of its collectivité and those that its annexe names, by name.
pub fn annexe(desk: &dyn Desk, number: &ConventionNumber) -> Result<AnnexeRead, DeskError> {
    let dossier = desk.open(&RecordId::Convention(number.clone()))?;
    let mut schools: Vec<(Uai, String)> = Vec::new();
    if let Record::Convention(convention) = &dossier.record
        && let Party::Collectivite(siren) = convention.party
    {
        schools = held(desk, RecordId::Collectivite(siren))?;
        schools.extend(others(desk, &convention.annexe, &schools)?);
    }
    schools.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Ok(AnnexeRead { dossier, schools })
}

/// The public schools over which a collectivité holds the competence, page after page: a private one is in no annexe.
fn held(desk: &dyn Desk, collectivite: RecordId) -> Result<Vec<(Uai, String)>, DeskError> {
    let RecordId::Collectivite(siren) = collectivite else {
        return Ok(Vec::new());
    };
    let mut query = Query {
        scope: vec![collectivite],
        text: "secteur:public".to_owned(),
        ..Query::all(Pane::Schools, MAX_ROWS)
    };
    let mut schools: Vec<(Uai, String)> = Vec::new();
    loop {
        let page = desk.query(&query)?;
        let count = page.rows.len();
        for row in page.rows {
            if let Row::School(row) = row
                && row
                    .collectivite
                    .as_ref()
                    .is_some_and(|(holder, _)| *holder == siren)
                && schools.last().is_none_or(|(uai, _)| *uai != row.uai)
                && !schools.iter().any(|(uai, _)| *uai == row.uai)
            {
                schools.push((row.uai, format!("{}, {}", row.name, row.commune)));
            }
        }
        query.offset += count;
        if count == 0 || query.offset >= page.total {
            return Ok(schools);
        }
    }
}

/// The schools that an annexe names and that are not known yet.
fn others(
    desk: &dyn Desk,
    annexe: &Annexe,
    known: &[(Uai, String)],
) -> Result<Vec<(Uai, String)>, DeskError> {
    let Annexe::Listed(lines) = annexe else {
        return Ok(Vec::new());
    };
    let mut missing: Vec<Uai> = lines.iter().map(|line| line.uai).collect();
    missing.sort_unstable();
    missing.dedup();
    missing.retain(|uai| !known.iter().any(|(known, _)| known == uai));
    let ids: Vec<RecordId> = missing.iter().copied().map(RecordId::School).collect();
    let names = desk.names(&ids)?;
    Ok(missing.into_iter().zip(names).collect())
}
