//! The annexe of a convention 26: a school joins it, a school leaves it.

use chrono::NaiveDate;

use super::Context;
use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::convention::{Annexe, AnnexeLine, Article, Convention, Party};
use crate::domain::date::{Period, day_fr};
use crate::domain::id::{ConventionNumber, Uai};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::Sector;

/// Names a school in the annexe from a day on.
pub(super) fn join(
    registry: &Registry,
    number: &ConventionNumber,
    school: Uai,
    on: NaiveDate,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let (before, lines) = listed(registry, number, "l’école en fait déjà partie")?;
    held_by_the_party(registry, before, school, context)?;
    if lines
        .iter()
        .any(|line| line.uai == school && line.period.contains(on))
    {
        return Err(no(number, "l’école y figure déjà ce jour-là"));
    }
    let later = lines
        .iter()
        .filter(|line| line.uai == school)
        .filter_map(|line| line.period.from)
        .find(|from| *from > on);
    if let Some(from) = later {
        return Err(no(
            number,
            &format!("l’école y figure à partir du {}", day_fr(from)),
        ));
    }
    let period = Period {
        from: Some(on),
        to: None,
    };
    let line = AnnexeLine { uai: school, period };
    let lines = lines.iter().copied().chain([line]).collect();
    Ok(vec![with(before, lines)])
}

/// Names a school in the annexe no more from a day on; a line that began on that day or later goes altogether.
pub(super) fn leave(
    registry: &Registry,
    number: &ConventionNumber,
    school: Uai,
    on: NaiveDate,
) -> Result<Vec<Change>, Refusal> {
    let why = "dressez d’abord la liste des écoles pour en retirer une";
    let (before, lines) = listed(registry, number, why)?;
    let ends_after = |line: &AnnexeLine| line.period.to.is_none_or(|to| to >= on);
    if !lines.iter().any(|line| line.uai == school && ends_after(line)) {
        return Err(no(number, "l’école n’y figure pas à partir de ce jour"));
    }
    let kept = |line: &AnnexeLine| {
        if line.uai != school || !ends_after(line) {
            return Some(*line);
        }
        let begun = line.period.from.is_none_or(|from| from < on);
        let period = Period {
            to: on.pred_opt(),
            ..line.period
        };
        begun.then_some(AnnexeLine { period, ..*line })
    };
    Ok(vec![with(before, lines.iter().filter_map(kept).collect())])
}

/// The convention and the lines of its annexe; refused where it has no list, with what is said where all schools are
/// in it.
fn listed<'a>(
    registry: &'a Registry,
    number: &ConventionNumber,
    why: &str,
) -> Result<(&'a Convention, &'a [AnnexeLine]), Refusal> {
    let found = registry
        .conventions()
        .get(number)
        .ok_or_else(|| Refusal::Unknown(RecordId::Convention(number.clone())))?;
    match (&found.annexe, found.article()) {
        (_, Article::Art28) => Err(no(number, "une convention 28 n’a pas d’annexe")),
        (Annexe::All, Article::Art26) => Err(no(
            number,
            &format!("elle dit «\u{a0}toutes les écoles\u{a0}»\u{a0}: {why}"),
        )),
        (Annexe::Listed(lines), Article::Art26) => Ok((found, lines)),
    }
}

/// A school is named in the annexe of the collectivité that holds the competence over it, and of no other.
fn held_by_the_party(
    registry: &Registry,
    convention: &Convention,
    school: Uai,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let id = RecordId::School(school);
    let found = registry
        .schools()
        .get(&school)
        .ok_or_else(|| Refusal::Unknown(id.clone()))?;
    if found.sector == Sector::Private {
        return Err(no(
            &convention.number,
            "une école privée est hors des conventions 26 (B2)",
        ));
    }
    let holder = registry.competent(found, context.today);
    if holder.map(Party::Collectivite) == Some(convention.party) {
        return Ok(());
    }
    let party = registry.party_name(convention.party);
    Err(no(
        &convention.number,
        &format!("l’école ne relève pas de {party}"),
    ))
}

fn with(before: &Convention, lines: Vec<AnnexeLine>) -> Change {
    let after = Convention {
        annexe: Annexe::Listed(lines),
        ..before.clone()
    };
    Change::update(before.clone(), after)
}

fn no(number: &ConventionNumber, why: &str) -> Refusal {
    invalid(RecordId::Convention(number.clone()), "annexe", why)
}
