//! The annexe of a convention 26: a school joins it, a school leaves it.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::Context;
use super::agree::amendments;
use super::convention::{no_amendment, unknown_amendment};
use super::fields::invalid;
use crate::domain::change::{Change, Joined};
use crate::domain::command::AnnexeBy;
use crate::domain::convention::{Annexe, AnnexeLine, Article, Convention, Party};
use crate::domain::date::{Period, day_fr};
use crate::domain::id::{AmendmentNumber, ConventionNumber, SolutionCode, Uai};
use crate::domain::record::{Kind, Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::Sector;

/// How a school joins an annexe.
pub(super) struct Joining<'a> {
    pub(super) on: NaiveDate,
    pub(super) solution: Option<&'a SolutionCode>,
    pub(super) by: &'a AnnexeBy,
}

/// Names a school in the annexe from a day on: of a signed convention, by an avenant, unless it allows additions without
/// one.
pub(super) fn join(
    registry: &Registry,
    number: &ConventionNumber,
    school: Uai,
    joining: &Joining<'_>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let (before, lines) = listed(registry, number, "l’école en fait déjà partie")?;
    held_by_the_party(registry, before, school, context)?;
    let on = joining.on;
    if let Some(last) = before.last_day().filter(|last| *last < on) {
        let why = format!(
            "elle ne lie plus après le {}\u{a0}: l’école entre à l’annexe d’une convention qui la suit",
            day_fr(last)
        );
        return Err(no(number, &why));
    }
    let of_solution =
        |line: &&AnnexeLine| line.solution.is_none() || line.solution.as_ref() == joining.solution;
    let known = || before.lines_of(school).filter(of_solution);
    if known().any(|line| line.period.contains(on)) {
        return Err(no(number, "l’école y figure déjà ce jour-là"));
    }
    let mut later = known().filter_map(|line| line.period.from);
    if let Some(from) = later.find(|from| *from > on) {
        return Err(no(
            number,
            &format!("l’école y figure à partir du {}", day_fr(from)),
        ));
    }
    of_the_convention(registry, before, joining.solution)?;
    let by = moved_by(before, joining.by)?;
    if by.amendment.is_none() && before.signed_on().is_some() && !by.convention.open_annexe {
        return Err(no(
            number,
            "la convention est signée des deux parties\u{a0}: dites par quel avenant l’école y entre, ou que la convention \
             permet les ajouts sans avenant",
        ));
    }
    let period = Period {
        from: Some(on),
        to: None,
    };
    let line = AnnexeLine {
        solution: joining.solution.cloned(),
        joined_by: by.amendment.clone(),
        ..AnnexeLine::new(school, period)
    };
    let lines = lines.iter().cloned().chain([line]).collect();
    Ok(vec![by.with(before, lines)])
}

/// Refuses that what both have signed moves more schools: a line names in `changes` no avenant that was signed by both in
/// the registry, unless it named it already, be it under the UAI of a school that is made one with another.
pub(super) fn keeps_signed(registry: &Registry, changes: &[Change]) -> Result<(), Refusal> {
    let conventions = changes.iter().filter_map(|change| match &change.after {
        Some(Record::Convention(after)) => Some(after.as_ref()),
        _ => None,
    });
    let joined = Joined::among(changes).filter(|joined| joined.from.kind() == Kind::School);
    for after in conventions {
        let Some(held) = registry.conventions().get(&after.number) else {
            continue;
        };
        let before = &under_one_uai(held, joined.as_ref());
        let newly = |line: &AnnexeLine, by: fn(&AnnexeLine) -> Option<&AmendmentNumber>| {
            let number = by(line)?.clone();
            let mut known = before
                .lines_of(line.uai)
                .filter(|known| known.solution == line.solution);
            let is_new = !known.any(|known| by(known) == Some(&number));
            is_new.then_some(number)
        };
        let signed = |line: &AnnexeLine| {
            let joined = newly(line, |line| line.joined_by.as_ref());
            let mut named = joined
                .into_iter()
                .chain(newly(line, |line| line.left_by.as_ref()));
            named.find_map(|number| {
                let found = before.amendment(&number)?;
                Some((found, line.uai, found.effect_day()?))
            })
        };
        if let Some((found, school, on)) = after.annexe.lines().iter().find_map(signed) {
            return Err(no(
                &after.number,
                &format!(
                    "l’avenant {} est signé des deux parties depuis le {}\u{a0}: il ne déplace pas d’autre école ({school}). \
                     Notez un nouvel avenant\u{a0}; si son texte la nomme, retirez-en d’abord une signature, ou importez la \
                     ligne (annexes)",
                    found.number,
                    day_fr(on)
                ),
            ));
        }
    }
    Ok(())
}

/// A convention whose annexe names the school that stays in place of the one that goes.
fn under_one_uai<'c>(held: &'c Convention, joined: Option<&Joined>) -> Cow<'c, Convention> {
    let renamed = joined.map(|joined| Record::from(held.clone()).renamed(&joined.from, &joined.to));
    match renamed {
        Some(Record::Convention(renamed)) => Cow::Owned(*renamed),
        _ => Cow::Borrowed(held),
    }
}

/// A line's own solution is one that the convention names, where it names any.
fn of_the_convention(
    registry: &Registry,
    convention: &Convention,
    solution: Option<&SolutionCode>,
) -> Result<(), Refusal> {
    let Some(code) = solution.filter(|code| !convention.covers_solution(code)) else {
        return Ok(());
    };
    let name = registry.solutions().get(code).map(|found| found.name.clone());
    let name = name.unwrap_or_else(|| code.to_string());
    Err(no(
        &convention.number,
        &format!("la convention ne vise pas {name}"),
    ))
}

/// What a move rests on: the convention with the avenant noted, or with what it allows.
struct MovedBy {
    convention: Convention,
    amendment: Option<AmendmentNumber>,
}

impl MovedBy {
    fn with(self, before: &Convention, lines: Vec<AnnexeLine>) -> Change {
        let after = Convention {
            annexe: Annexe::Listed(lines),
            ..self.convention
        };
        Change::update(before.clone(), after)
    }
}

/// Notes the avenant of a move, or that the convention allows to do without.
fn moved_by(convention: &Convention, by: &AnnexeBy) -> Result<MovedBy, Refusal> {
    let mut moved = MovedBy {
        convention: convention.clone(),
        amendment: None,
    };
    match by {
        AnnexeBy::Nothing => {}
        AnnexeBy::Allowed => moved.convention.open_annexe = true,
        AnnexeBy::Noted(number) if convention.amendment(number).is_some() => {
            moved.amendment = Some(number.clone());
        }
        AnnexeBy::Noted(number) => return Err(unknown_amendment(&convention.number, number)),
        AnnexeBy::New(new) => {
            match convention.amendment_like(&new.number) {
                None => moved.convention.amendments.push(new.clone()),
                Some(held) if held == new => {}
                Some(held) => {
                    let why = format!("elle a déjà un avenant {}", held.number);
                    return Err(no_amendment(&convention.number, why));
                }
            }
            amendments(Some(convention), &moved.convention)?;
            moved.amendment = Some(new.number.clone());
        }
    }
    Ok(moved)
}

/// Names a school in the annexe no more from a day on; a line that began on that day or later goes altogether, unless an
/// avenant is to take it out: until that one is signed, it stays.
pub(super) fn leave(
    registry: &Registry,
    number: &ConventionNumber,
    school: Uai,
    on: NaiveDate,
    by: &AnnexeBy,
) -> Result<Vec<Change>, Refusal> {
    let why = "dressez d’abord la liste des écoles pour en retirer une";
    let (before, lines) = listed(registry, number, why)?;
    let by = moved_by(before, by)?;
    let ends_after = |line: &AnnexeLine| line.uai == school && line.period.to.is_none_or(|to| to >= on);
    let ending = || lines.iter().filter(|line| ends_after(line));
    if ending().next().is_none() {
        return Err(no(number, "l’école n’y figure pas à partir de ce jour"));
    }
    let begins = ending()
        .filter_map(|line| line.period.from)
        .find(|from| *from >= on);
    if let Some(from) = begins.filter(|_| by.amendment.is_some()) {
        let why = format!(
            "l’école n’y figure qu’à partir du {}\u{a0}: un avenant l’en fait sortir un jour d’après",
            day_fr(from)
        );
        return Err(no(number, &why));
    }
    let kept = |line: &AnnexeLine| {
        if !ends_after(line) {
            return Some(line.clone());
        }
        let begun = line.period.from.is_none_or(|from| from < on);
        let period = Period {
            to: on.pred_opt(),
            ..line.period
        };
        begun.then(|| AnnexeLine {
            period,
            left_by: by.amendment.clone(),
            ..line.clone()
        })
    };
    let lines = lines.iter().filter_map(kept).collect();
    Ok(vec![by.with(before, lines)])
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

fn no(number: &ConventionNumber, why: &str) -> Refusal {
    invalid(RecordId::Convention(number.clone()), "annexe", why)
}
