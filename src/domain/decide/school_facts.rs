//! Facts of a school on a day: the notice to families, a conseil d'école and its minutes, the certificate of deletion.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::council::CouncilMeeting;
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId, FamilyNotice};
use crate::domain::id::{SheetVersion, SolutionCode, Uai};
use crate::domain::provider::{Sheet, SheetId};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::rule::latest_sheet;
use crate::domain::school::School;
use crate::text::enumerated;

const COUNCIL: (&str, &str) = ("date", "conseil d’école");
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
        Some(version) => known(registry, solution, version)?.version.clone(),
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
            what: "la notice aux familles est déjà notée".to_owned(),
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
    not_before_its_sheet(registry, &after)?;
    Ok(vec![Change::update(before.clone(), after)])
}

/// A notice is drawn from a fiche that was there on its day.
pub(super) fn not_before_its_sheet(registry: &Registry, used: &Deployment) -> Result<(), Refusal> {
    match registry.sheet_after_notice(used) {
        None => Ok(()),
        Some(sheet) => {
            let (version, on) = (&sheet.version, day_fr(sheet.date));
            let why = format!("la fiche {version} est du {on}, après le jour de la notice");
            Err(invalid(RecordId::Deployment(used.id()), NOTICE, why))
        }
    }
}

/// Notes a conseil d'école, and whether the families' representatives were told of the solution in it; of one that is
/// noted already, that they were.
pub(super) fn hold_council(
    registry: &Registry,
    school: Uai,
    on: NaiveDate,
    informed: bool,
) -> Result<Vec<Change>, Refusal> {
    open_on(registry, school, on)?;
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
    known_school(registry, school)?;
    let Some(before) = registry.councils_of(school).rfind(|held| held.date <= on) else {
        let why = "aucun conseil d’école n’est noté jusqu’à ce jour";
        return Err(invalid(RecordId::School(school), MINUTES, why));
    };
    if let Some(received) = before.minutes_received {
        return Err(Refusal::AlreadyDone {
            id: RecordId::Council(before.id()),
            what: "le PV est déjà noté".to_owned(),
            on: received,
        });
    }
    let after = CouncilMeeting {
        minutes_received: Some(on),
        ..before.clone()
    };
    Ok(vec![Change::update(before.clone(), after)])
}

/// Notes the certificate of deletion of what a school left: of the use itself, else of those of its category that were left
/// with accounts by that day and have none. It is of one solution: the one that is named, else the only one that awaits it.
pub(super) fn receive_certificate(
    registry: &Registry,
    id: DeploymentId,
    solution: Option<&SolutionCode>,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let record = RecordId::Deployment(id);
    let named = used(registry, id)?;
    if let Some(received) = named.deletion_certificate.filter(|_| named.is_left()) {
        return Err(Refusal::AlreadyDone {
            id: record,
            what: "l’attestation de suppression est déjà notée".to_owned(),
            on: received,
        });
    }
    let left = registry.uses_of(id.school, id.category).filter(|used| {
        let meant = !named.is_left() || used.rank == id.rank;
        let is_its = solution.is_none_or(|code| used.solution.as_ref() == Some(code));
        let open = used.had_accounts() && used.deletion_certificate.is_none();
        meant && is_its && open && used.is_left_on(on)
    });
    let left: Vec<&Deployment> = left.collect();
    let solutions: BTreeSet<&str> = left.iter().map(|used| solution_name(registry, used)).collect();
    let why = match solutions.len() {
        0 => "aucune solution quittée avec des comptes ouverts ne l’attend à ce jour".to_owned(),
        1 => return Ok(left.into_iter().map(|before| certified(before, on)).collect()),
        _ => format!(
            "{} l’attendent\u{a0}: une attestation est d’une solution, dites laquelle",
            enumerated(&Vec::from_iter(solutions))
        ),
    };
    Err(invalid(record, CERTIFICATE, why))
}

/// A use that was left, with the certificate of its deletion.
fn certified(before: &Deployment, on: NaiveDate) -> Change {
    let after = Deployment {
        deletion_certificate: Some(on),
        ..before.clone()
    };
    Change::update(before.clone(), after)
}

/// What the solution of a use is called.
fn solution_name<'r>(registry: &'r Registry, used: &'r Deployment) -> &'r str {
    let code = used.solution.as_ref();
    let found = code.and_then(|code| registry.solutions().get(code));
    found.map_or_else(
        || code.map_or("une solution", SolutionCode::as_str),
        |found| &found.name,
    )
}

fn used(registry: &Registry, id: DeploymentId) -> Result<&Deployment, Refusal> {
    let found = registry.deployments().get(&id);
    found.ok_or(Refusal::Unknown(RecordId::Deployment(id)))
}

fn known_school(registry: &Registry, school: Uai) -> Result<&School, Refusal> {
    let found = registry.schools().get(&school);
    found.ok_or(Refusal::Unknown(RecordId::School(school)))
}

/// A conseil is held by a school that is open on its day.
pub(super) fn open_on(registry: &Registry, school: Uai, on: NaiveDate) -> Result<(), Refusal> {
    match known_school(registry, school)?.no_council_on(on) {
        None => Ok(()),
        Some(why) => Err(invalid(RecordId::School(school), COUNCIL, why)),
    }
}

/// A version of a solution’s fiche.
fn known<'r>(
    registry: &'r Registry,
    solution: &SolutionCode,
    version: &SheetVersion,
) -> Result<&'r Sheet, Refusal> {
    let id = SheetId {
        solution: solution.clone(),
        version: version.clone(),
    };
    let found = registry.sheets().get(&id);
    found.ok_or(Refusal::Unknown(RecordId::Sheet(id)))
}
