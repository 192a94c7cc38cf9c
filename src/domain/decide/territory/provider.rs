//! Prestataires that another absorbs, or whose products another buys.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Context;
use super::fields::{self, invalid, not_in_future};
use crate::domain::change::Change;
use crate::domain::date::day_fr;
use crate::domain::id::{Siren, SolutionCode};
use crate::domain::provider::{Provider, Solution, Succession, SuccessionNature};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;

/// A prestataire that takes the place of another.
pub(super) struct Succeeding<'a> {
    pub(super) from: Siren,
    pub(super) to: Siren,
    pub(super) on: NaiveDate,
    pub(super) nature: SuccessionNature,
    /// What it sells from then on; none named, all that the other sells.
    pub(super) solutions: &'a [SolutionCode],
    /// Its name, where the base has none of that SIREN.
    pub(super) name: &'a str,
}

/// Notes who absorbed a prestataire or bought what it sells, and gives that one its solutions.
pub(super) fn succeed(
    registry: &Registry,
    succeeding: &Succeeding<'_>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let id = RecordId::Provider(succeeding.from);
    let former = registry.providers().get(&succeeding.from);
    let former = former.ok_or_else(|| Refusal::missing(registry, &id))?;
    not_in_future(id, "date", succeeding.on, context)?;
    goes_on(registry, former, succeeding)?;
    let passing = passing(registry, former, succeeding)?;
    let mut changes = Vec::new();
    if registry.providers().get(&succeeding.to).is_none() {
        let to = RecordId::Provider(succeeding.to);
        let name = fields::text(to, ("name", "nom"), succeeding.name)?;
        changes.push(Change::create(Provider::new(succeeding.to, name)));
    }
    let noted = noted(former, succeeding, &passing);
    changes.push(Change::update(former.clone(), noted));
    let given = passing.iter().filter(|held| held.provider != succeeding.to);
    changes.extend(given.map(|held| {
        let sold = Solution {
            provider: succeeding.to,
            ..(*held).clone()
        };
        Change::update(Record::from((*held).clone()), sold)
    }));
    Ok(changes)
}

/// That the one that takes the place is another, and that neither was absorbed by a third.
fn goes_on(registry: &Registry, former: &Provider, succeeding: &Succeeding<'_>) -> Result<(), Refusal> {
    let no = |why: String| Err(invalid(RecordId::Provider(former.siren), "successeur", why));
    if succeeding.to == former.siren {
        return no("celui-ci est le même".to_owned());
    }
    let after = registry.providers().get(&succeeding.to);
    for one in after.into_iter().chain([former]) {
        let mut by = one.successors.iter();
        let by = by.find(|by| by.nature == SuccessionNature::Merger && by.provider != succeeding.to);
        if let Some(by) = by {
            let (on, by) = (day_fr(by.on), by.provider);
            return no(format!(
                "{} ({}) a été absorbé le {on} par {by}",
                one.name, one.siren
            ));
        }
    }
    Ok(())
}

/// The former with the succession. What was noted before stays, except of the solutions that are noted anew.
fn noted(former: &Provider, succeeding: &Succeeding<'_>, passing: &[&Solution]) -> Provider {
    let is_anew = |code: &SolutionCode| {
        let mut all = passing.iter();
        all.any(|held| held.code == *code && held.provider == succeeding.to)
    };
    let mut noted = former.clone();
    for one in noted
        .successors
        .iter_mut()
        .filter(|one| one.provider == succeeding.to)
    {
        if let Some(passed) = &mut one.solutions {
            passed.retain(|code| !is_anew(code));
        }
    }
    noted.successors.retain(|one| {
        one.provider != succeeding.to || one.solutions.as_ref().is_none_or(|passed| !passed.is_empty())
    });
    noted.successors.push(Succession {
        provider: succeeding.to,
        on: succeeding.on,
        nature: succeeding.nature,
        solutions: Some(passing.iter().map(|held| held.code.clone()).collect()),
    });
    noted
}

/// The solutions that pass: a fusion takes them all. Those that passed to the same one before, in the same way, may be noted
/// anew, of another day.
fn passing<'a>(
    registry: &'a Registry,
    former: &Provider,
    succeeding: &Succeeding<'_>,
) -> Result<Vec<&'a Solution>, Refusal> {
    let no = |why: String| invalid(RecordId::Provider(former.siren), "solutions", why);
    let sold: Vec<&Solution> = registry.solutions_of(former.siren).collect();
    let passed = |held: &&Solution| {
        let to_it = |one: &&Succession| one.provider == succeeding.to && one.nature == succeeding.nature;
        let mut all = former.successors.iter().filter(to_it);
        all.any(|one| one.solutions.iter().flatten().any(|code| *code == held.code))
    };
    let again: Vec<&Solution> = registry.solutions_of(succeeding.to).filter(passed).collect();
    if succeeding.solutions.is_empty() {
        let all = if sold.is_empty() { again } else { sold };
        if all.is_empty() && succeeding.nature == SuccessionNature::Sale {
            return Err(no("il ne vend rien".to_owned()));
        }
        return Ok(all);
    }
    if succeeding.nature == SuccessionNature::Merger {
        let why = "une fusion les prend toutes\u{a0}: n’en nommez pas, ou notez une cession";
        return Err(no(why.to_owned()));
    }
    let named = succeeding.solutions.iter().collect::<BTreeSet<_>>().into_iter();
    let named = named.map(|code| {
        let mut held = sold.iter().chain(&again);
        let held = held.find(|held| held.code == *code).copied();
        held.ok_or_else(|| no(format!("il ne vend pas {code}")))
    });
    named.collect()
}
