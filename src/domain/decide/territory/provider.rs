//! Prestataires that another absorbs, or whose products another buys.

use chrono::NaiveDate;

use super::Context;
use super::fields::{self, invalid, not_in_future};
use crate::domain::change::Change;
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
    not_in_future(id.clone(), "date", succeeding.on, context)?;
    if registry.successors_of(succeeding.to).contains(&succeeding.from) {
        let why = "celui-ci a lui-même pris la place de l’autre, ou est le même";
        return Err(invalid(id, "successeur", why));
    }
    let solutions = solutions(registry, succeeding)?;
    let mut changes = Vec::new();
    if registry.providers().get(&succeeding.to).is_none() {
        let to = RecordId::Provider(succeeding.to);
        let name = fields::text(to, ("name", "nom"), succeeding.name)?;
        changes.push(Change::create(Provider::new(succeeding.to, name)));
    }
    let mut noted = former.clone();
    let succession = Succession {
        provider: succeeding.to,
        on: succeeding.on,
        nature: succeeding.nature,
    };
    noted.successors.retain(|one| one.provider != succeeding.to);
    noted.successors.push(succession);
    changes.push(Change::update(former.clone(), noted));
    changes.extend(solutions.into_iter().map(|held| {
        let sold = Solution {
            provider: succeeding.to,
            ..held.clone()
        };
        Change::update(Record::from(held.clone()), sold)
    }));
    Ok(changes)
}

/// The solutions that pass; a fusion takes them all.
fn solutions<'a>(registry: &'a Registry, succeeding: &Succeeding<'_>) -> Result<Vec<&'a Solution>, Refusal> {
    let sold: Vec<&Solution> = registry.solutions_of(succeeding.from).collect();
    let id = RecordId::Provider(succeeding.from);
    if succeeding.solutions.is_empty() {
        return Ok(sold);
    }
    if succeeding.nature == SuccessionNature::Merger {
        let why = "une fusion les prend toutes\u{a0}: n’en nommez pas, ou notez une cession";
        return Err(invalid(id, "solutions", why));
    }
    let named = succeeding.solutions.iter().map(|code| {
        let held = sold.iter().find(|held| held.code == *code).copied();
        held.ok_or_else(|| invalid(id.clone(), "solutions", format!("il ne vend pas {code}")))
    });
    named.collect()
}
