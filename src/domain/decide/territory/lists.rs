//! The contracts and the annexes that name schools which close or are split: they name those that take the place, where the
//! collectivité holds the competence over them and they have the solution.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Ending;
use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::convention::{Annexe, AnnexeLine, Convention};
use crate::domain::date::{Period, day_fr};
use crate::domain::deployment::Deployment;
use crate::domain::id::{Siren, SolutionCode, Uai};
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::{School, Sector};

/// The contracts and the conventions 26 that name schools which close or are split, as they are after. `ahead` has those that
/// take the place, with their uses.
pub(super) fn changes(
    registry: &Registry,
    ahead: &Registry,
    former: &[&School],
    ending: &Ending<'_>,
) -> Result<Vec<Change>, Refusal> {
    let taking = Taking {
        registry,
        ahead,
        former,
        on: ending.on,
    };
    let of_all = |uai: Uai| {
        let contracts = registry
            .contracts_naming(uai, ending.on)
            .map(|one| &one.reference);
        let conventions = registry.annexes_naming(uai, ending.on).map(|one| &one.number);
        (contracts.collect::<Vec<_>>(), conventions.collect::<Vec<_>>())
    };
    let named: Vec<_> = former.iter().map(|school| of_all(school.uai)).collect();
    let contracts: BTreeSet<_> = named.iter().flat_map(|(contracts, _)| contracts).collect();
    let conventions: BTreeSet<_> = named.iter().flat_map(|(_, conventions)| conventions).collect();
    let contracts = contracts
        .into_iter()
        .filter_map(|key| registry.contracts().get(*key));
    let conventions = conventions
        .into_iter()
        .filter_map(|key| registry.conventions().get(*key));
    let contracts = contracts.map(|found| {
        let after = taking.contract(found, ending)?;
        Ok(Change::update(found.clone(), after))
    });
    let conventions =
        conventions.map(|found| Ok(Change::update(found.clone(), taking.convention(found, ending))));
    contracts.chain(conventions).collect()
}

/// A line of an annexe once schools have closed; none where it would begin after.
fn left(line: &AnnexeLine, ending: &Ending<'_>) -> Option<AnnexeLine> {
    if !ending.closes(line.uai) || line.period.to.is_some_and(|to| to < ending.on) {
        return Some(line.clone());
    }
    let begun = line.period.from.is_none_or(|from| from < ending.on);
    let period = Period {
        to: ending.on.pred_opt(),
        ..line.period
    };
    begun.then(|| AnnexeLine {
        period,
        ..line.clone()
    })
}

/// What is looked at of the schools that take the place.
struct Taking<'a> {
    /// As it was before.
    registry: &'a Registry,
    /// As it is once they have taken the place.
    ahead: &'a Registry,
    former: &'a [&'a School],
    on: NaiveDate,
}

impl Taking<'_> {
    /// A contract that names schools which close names those that take the place; one that would name none ends the day
    /// before, and is refused where it begins later.
    fn contract(&self, contract: &Contract, ending: &Ending<'_>) -> Result<Contract, Refusal> {
        let mut after = contract.clone();
        let ContractSchools::Listed(names) = &mut after.schools else {
            return Ok(after);
        };
        names.retain(|uai| !ending.closes(*uai));
        for uai in ending.into {
            let joins = self.is_held_by(*uai, contract.collectivite) && self.has(*uai, &contract.solution);
            if joins && !names.contains(uai) {
                names.push(*uai);
            }
        }
        if names.is_empty() {
            if let Some(from) = contract.period.from.filter(|from| ending.on <= *from) {
                let why = format!(
                    "il commence le {}, quand plus aucune de ses écoles n’est ouverte\u{a0}: corrigez-le ou retirez-le d’abord",
                    day_fr(from)
                );
                return Err(invalid(
                    RecordId::Contract(contract.reference.clone()),
                    "début",
                    why,
                ));
            }
            after.schools = contract.schools.clone();
            after.period.to = ending.on.pred_opt();
        }
        Ok(after)
    }

    /// The annexe names schools that close until the day before. It names those that take the place where no avenant is
    /// needed for it: the convention is not signed, or allows additions without one.
    fn convention(&self, convention: &Convention, ending: &Ending<'_>) -> Convention {
        let lines = convention.annexe.lines().iter();
        let mut lines: Vec<AnnexeLine> = lines.filter_map(|line| left(line, ending)).collect();
        if convention.signed_on().is_none() || convention.open_annexe {
            lines.extend(self.joining(convention, ending));
        }
        Convention {
            annexe: Annexe::Listed(lines),
            ..convention.clone()
        }
    }

    /// True of a public school over which a collectivité holds the competence on the day, or held it before.
    fn is_held_by(&self, uai: Uai, collectivite: Siren) -> bool {
        let Some(school) = self.ahead.schools().get(&uai) else {
            return false;
        };
        let holds = self.ahead.holds(school, self.on);
        school.sector == Sector::Public
            && (self.ahead.competent(school, self.on) == Some(collectivite)
                || holds.iter().any(|hold| hold.siren == collectivite))
    }

    /// True where the school has the solution; of one that has none in its category, where the former had none either.
    fn has(&self, uai: Uai, solution: &SolutionCode) -> bool {
        let category = self
            .registry
            .solutions()
            .get(solution)
            .map(|found| found.category);
        let chosen = |registry: &Registry, uai: Uai| {
            let used = category.and_then(|category| registry.present_use(uai, category).cloned());
            used.filter(|used: &Deployment| !used.is_left())?.solution
        };
        match chosen(self.ahead, uai) {
            Some(own) => own == *solution,
            None => self
                .former
                .iter()
                .all(|school| chosen(self.registry, school.uai).is_none()),
        }
    }

    /// The lines of the schools that take the place, for the solutions of the former.
    fn joining(&self, convention: &Convention, ending: &Ending<'_>) -> Vec<AnnexeLine> {
        let period = Period {
            from: Some(self.on),
            to: None,
        };
        let goes_on = |line: &&AnnexeLine| line.period.to.is_none_or(|to| self.on <= to);
        let old = convention.annexe.lines().iter().filter(goes_on);
        let old = old.filter(|line| self.former.iter().any(|school| school.uai == line.uai));
        let solutions: BTreeSet<Option<SolutionCode>> = old.map(|line| line.solution.clone()).collect();
        let held_by = |uai: &&Uai| self.is_held_by(**uai, convention.party.siren());
        let mut lines = Vec::new();
        for uai in ending.into.iter().filter(held_by) {
            for solution in solutions
                .iter()
                .filter(|own| self.has_one(*uai, own.as_ref(), convention))
            {
                let held = convention.lines_of(*uai).filter(goes_on);
                let mut held = held.filter(|line| line.solution.is_none() || line.solution == *solution);
                if held.next().is_none() {
                    lines.push(AnnexeLine {
                        solution: solution.clone(),
                        ..AnnexeLine::new(*uai, period)
                    });
                }
            }
        }
        lines
    }

    /// True where the school has the solution of a line or, of a line that names none, one that the convention names.
    fn has_one(&self, uai: Uai, own: Option<&SolutionCode>, convention: &Convention) -> bool {
        if let Some(own) = own {
            return self.has(uai, own);
        }
        let mut named = convention.solutions.iter();
        convention.solutions.is_empty() || named.any(|code| self.has(uai, code))
    }
}
