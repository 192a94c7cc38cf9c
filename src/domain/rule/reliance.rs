//! What an inscription au registre rests on: two conventions and a fiche.

use chrono::NaiveDate;

use crate::domain::convention::Article;
use crate::domain::deployment::Deployment;
use crate::domain::id::{ConventionNumber, SheetVersion};
use crate::domain::record::Record;
use crate::domain::registry::Registry;

use super::place::Place;
use super::policy::Policy;
use super::serving::{self, all};
use super::subject::{Subject, latest_sheet};

/// The conventions and the fiche that an eligible deployment rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reliance {
    /// The convention with the prestataire: in force, for the solution and the département, no clause absent.
    pub convention28: ConventionNumber,
    /// The convention with the holder of the competence or its predecessor: in force, for the school and the
    /// solution.
    pub convention26: ConventionNumber,
    /// The version of the latest fiche at the day.
    pub sheet: SheetVersion,
    /// The earliest last day of the conventions and of the contract in force; none where nothing ends.
    pub end: Option<NaiveDate>,
}

/// The conventions and the fiche that a deployment rests on, on a day; none where one is missing.
///
/// It is no permission: [`assess`](super::assess) alone says whether the school may be entered.
pub fn reliance(registry: &Registry, deployment: &Deployment, day: NaiveDate) -> Option<Reliance> {
    let school = registry.schools().get(&deployment.school)?;
    let place = Place::new(registry, school, day, &Policy::default());
    let found = Subject::new(place, Some(deployment));
    Some(Reliance {
        convention28: found.art28.serves?.number.clone(),
        convention26: found.art26.serves?.number.clone(),
        sheet: found.sheet?.version.clone(),
        end: found.end(),
    })
}

/// The numbers of every convention that serves a deployment on a day: those that it could rest on, 28 before 26.
pub fn serving(registry: &Registry, deployment: &Deployment, day: NaiveDate) -> Vec<ConventionNumber> {
    let school = registry.schools().get(&deployment.school);
    let solution = deployment.solution.as_ref();
    let solution = solution.and_then(|code| registry.solutions().get(code));
    let Some((school, solution)) = school.zip(solution) else {
        return Vec::new();
    };
    let place = Place::new(registry, school, day, &Policy::default());
    all(place, solution).map(|found| found.number.clone()).collect()
}

/// True where a record may decide what the rules say of a use on a day: of conventions, fiches and contracts only the one
/// that is chosen among its like is looked at, and without another nothing changes. True of every other record.
pub(in crate::domain) fn may_decide(
    registry: &Registry,
    record: &Record,
    used: &Deployment,
    day: NaiveDate,
) -> bool {
    let school = registry.schools().get(&used.school);
    let Some((school, code)) = school.zip(used.solution.as_ref()) else {
        return true;
    };
    let place = || Place::new(registry, school, day, &Policy::default());
    match record {
        Record::Sheet(sheet) => {
            latest_sheet(registry, code, day).is_some_and(|latest| latest.version == sheet.version)
        }
        Record::Convention(found) if found.article() == Article::Art28 => {
            let solution = registry.solutions().get(code);
            let at = Place::without_holder(registry, school, day);
            let chosen = solution.and_then(|solution| serving::art28(at, solution).in_force);
            chosen.is_some_and(|chosen| chosen.number == found.number)
        }
        Record::Convention(found) => {
            let at = place();
            let holder = at.holder.as_ref();
            let chosen = holder.and_then(|holder| serving::art26(at, holder, Some(code)).in_force);
            chosen.is_some_and(|chosen| chosen.number == found.number)
        }
        Record::Contract(found) => {
            let at = place();
            let holder = at.holder.as_ref();
            let chosen = holder.and_then(|holder| serving::contract(at, holder, code));
            chosen.is_some_and(|chosen| chosen.reference == found.reference)
        }
        _ => true,
    }
}
