//! Facts of a school on a day: the notice to families, a conseil d'école and its minutes, the certificate of deletion.

use chrono::NaiveDate;

use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::council::CouncilMeeting;
use crate::domain::deployment::{Deployment, DeploymentId, FamilyNotice};
use crate::domain::id::{SheetVersion, SolutionCode, Uai};
use crate::domain::provider::SheetId;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::rule::latest_sheet;

const NOTICE: (&str, &str) = ("family_notice", "notice aux familles");
const MINUTES: (&str, &str) = ("minutes_received", "PV reçu");
const CERTIFICATE: (&str, &str) = ("deletion_certificate", "attestation de suppression");

/// Notes the notice that families were given, drawn from a version of the fiche: the one in force on that day, unless
/// another is named. It takes the place of one that was drawn from another version.
pub(super) fn give_notice(
    registry: &Registry,
    id: DeploymentId,
    version: Option<&SheetVersion>,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let record = RecordId::Deployment(id);
    let before = used(registry, id)?;
    let no = |why: &str| Err(invalid(record.clone(), NOTICE, why));
    let Some(solution) = &before.solution else {
        return no("l’école n’a pas choisi de solution");
    };
    if before.is_left() {
        return no("l’école a quitté la solution");
    }
    let version = match version {
        Some(version) => known(registry, solution, version)?,
        None => match latest_sheet(registry, solution, on) {
            Some(sheet) => sheet.version.clone(),
            None => return no("aucune fiche de la solution n’est en vigueur ce jour-là"),
        },
    };
    if let Some(notice) = &before.family_notice
        && (notice.version.as_ref() == Some(&version) || notice.date > on)
    {
        return Err(Refusal::AlreadyDone {
            id: record,
            what: "la notice aux familles".to_owned(),
            on: notice.date,
        });
    }
    let after = Deployment {
        family_notice: Some(FamilyNotice {
            date: on,
            version: Some(version),
        }),
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}

/// Notes a conseil d'école, and whether the families' representatives were told of the solution in it; of one that is
/// noted already, that they were.
pub(super) fn hold_council(
    registry: &Registry,
    school: Uai,
    on: NaiveDate,
    informed: bool,
) -> Result<Vec<Change>, Refusal> {
    open(registry, school)?;
    let made = CouncilMeeting {
        school,
        date: on,
        on_agenda: informed,
        families_informed: informed,
        minutes_received: None,
    };
    let Some(before) = registry.councils_of(school).find(|held| held.date == on) else {
        return Ok(vec![Change::create(made)]);
    };
    let after = CouncilMeeting {
        families_informed: before.families_informed || informed,
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}

/// Notes that the minutes of the last conseil held by a day were received on it.
pub(super) fn receive_minutes(
    registry: &Registry,
    school: Uai,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    open(registry, school)?;
    let Some(before) = registry.councils_of(school).rfind(|held| held.date <= on) else {
        let why = "aucun conseil d’école n’est noté jusqu’à ce jour";
        return Err(invalid(RecordId::School(school), MINUTES, why));
    };
    if let Some(received) = before.minutes_received {
        return Err(Refusal::AlreadyDone {
            id: RecordId::Council(before.id()),
            what: "le PV".to_owned(),
            on: received,
        });
    }
    let after = CouncilMeeting {
        minutes_received: Some(on),
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}

/// Notes the certificate of deletion of what a school left: of the use itself, else of each of its category that was
/// left with accounts by that day and has none.
pub(super) fn receive_certificate(
    registry: &Registry,
    id: DeploymentId,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let named = used(registry, id)?;
    if let Some(received) = named.deletion_certificate.filter(|_| named.is_left()) {
        return Err(Refusal::AlreadyDone {
            id: RecordId::Deployment(id),
            what: CERTIFICATE.1.to_owned(),
            on: received,
        });
    }
    let left = registry.uses_of(id.school, id.category).filter(|used| {
        let meant = !named.is_left() || used.rank == id.rank;
        let open = used.had_accounts() && used.deletion_certificate.is_none();
        meant && open && used.is_left_on(on)
    });
    let changes: Vec<Change> = left
        .map(|before| {
            let deletion_certificate = Some(on);
            let after = Deployment {
                deletion_certificate,
                ..before.clone()
            };
            Change::update(before.clone(), after)
        })
        .collect();
    if changes.is_empty() {
        let why = "aucune solution quittée avec des comptes ouverts ne l’attend à ce jour";
        return Err(invalid(RecordId::Deployment(id), CERTIFICATE, why));
    }
    Ok(changes)
}

fn used(registry: &Registry, id: DeploymentId) -> Result<&Deployment, Refusal> {
    let found = registry.deployments().get(&id);
    found.ok_or(Refusal::Unknown(RecordId::Deployment(id)))
}

fn open(registry: &Registry, school: Uai) -> Result<(), Refusal> {
    match registry.schools().get(&school) {
        Some(_) => Ok(()),
        None => Err(Refusal::Unknown(RecordId::School(school))),
    }
}

/// A version of a solution’s fiche, which a record describes.
fn known(
    registry: &Registry,
    solution: &SolutionCode,
    version: &SheetVersion,
) -> Result<SheetVersion, Refusal> {
    let id = SheetId {
        solution: solution.clone(),
        version: version.clone(),
    };
    match registry.sheets().get(&id) {
        Some(sheet) => Ok(sheet.version.clone()),
        None => Err(Refusal::Unknown(RecordId::Sheet(id))),
    }
}
