//! The life of schools: closed, merged into another, split, given another UAI. What still stands of those that close, and what
//! begins for those that take their place, goes in one operation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Context;
use super::fields::{self, invalid, not_in_future};
use crate::domain::change::Change;
use crate::domain::contract::{Contract, ContractSchools};
use crate::domain::convention::{Annexe, AnnexeLine, Convention};
use crate::domain::date::{Period, day_fr};
use crate::domain::decide::leave::{self, Leaving};
use crate::domain::decide::register;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::{Rpi, School, SchoolState};

/// Schools that close on a day, and those that take their place.
pub(super) struct Ending<'a> {
    pub(super) schools: &'a [Uai],
    /// Those that take their place; one of `schools` among them goes on.
    pub(super) into: &'a [Uai],
    /// The first day on which they are closed.
    pub(super) on: NaiveDate,
    pub(super) reason: &'a str,
}

/// Closes schools, with what still stands of them, and has others take their place.
pub(super) fn end(
    registry: &Registry,
    ending: &Ending<'_>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let closing = closing(registry, ending, context)?;
    let first = closing[0];
    let reason = fields::text(RecordId::School(first.uai), "motif", ending.reason)?;
    let reason = with_successors(&reason, ending, first.uai);
    let mut changes = Vec::new();
    for school in &closing {
        changes.extend(uses(registry, school, (ending.on, &reason), context)?);
        changes.push(Change::update((*school).clone(), closed(school, ending)));
    }
    changes.extend(beginning(registry, &closing, ending)?);
    changes.extend(contracts(registry, &closing, ending));
    changes.extend(annexes(registry, &closing, ending));
    Ok(changes)
}

/// The schools that close: known, open up to the day, and not among those that go on.
fn closing<'a>(
    registry: &'a Registry,
    ending: &Ending<'_>,
    context: &Context<'_>,
) -> Result<Vec<&'a School>, Refusal> {
    let on = ending.on;
    let mut closing = Vec::new();
    for uai in ending.schools.iter().filter(|uai| !ending.into.contains(uai)) {
        let id = RecordId::School(*uai);
        let found = registry.schools().get(uai);
        let found = found.ok_or_else(|| Refusal::missing(registry, &id))?;
        not_in_future(id.clone(), "date", on, context)?;
        if found.opened.is_some_and(|opened| on < opened) {
            return Err(invalid(id, "date", "elle n’était pas encore ouverte ce jour-là"));
        }
        if let (SchoolState::Closed, Some(closed)) = (found.state, found.closed)
            && found
                .successors
                .iter()
                .any(|successor| !ending.into.contains(successor))
        {
            let why = format!(
                "elle est fermée depuis le {}, et une autre a pris sa place",
                day_fr(closed)
            );
            return Err(invalid(id, "école", why));
        }
        closing.push(found);
    }
    if closing.is_empty() {
        let id = RecordId::School(
            ending
                .schools
                .first()
                .or(ending.into.first())
                .copied()
                .ok_or(Refusal::Nothing)?,
        );
        return Err(invalid(
            id,
            "école",
            "aucune école ne ferme\u{a0}: celle-ci continue",
        ));
    }
    Ok(closing)
}

/// The reason as it is kept with what closes: the day, and which schools take the place.
fn with_successors(reason: &str, ending: &Ending<'_>, school: Uai) -> String {
    let into: Vec<String> = ending
        .into
        .iter()
        .filter(|uai| **uai != school)
        .map(Uai::to_string)
        .collect();
    let replaced = match into.as_slice() {
        [] => String::new(),
        several => format!(", remplacée par {}", several.join(", ")),
    };
    format!("école fermée le {}{replaced}\u{a0}: {reason}", day_fr(ending.on))
}

fn closed(school: &School, ending: &Ending<'_>) -> School {
    let mut closed = school.clone();
    (closed.state, closed.closed) = (SchoolState::Closed, Some(ending.on));
    let new = ending.into.iter().filter(|uai| !school.successors.contains(uai));
    closed.successors.extend(new);
    closed
}

/// The uses of a school are left, and its active entries closed with them; an entry without its use is closed alone.
fn uses(
    registry: &Registry,
    school: &School,
    (on, reason): (NaiveDate, &str),
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let leaving = Leaving {
        on,
        reason,
        keep_entry: false,
    };
    let mut changes = Vec::new();
    for used in registry.deployments_of(school.uai).filter(|used| !used.is_left()) {
        if used.solution.is_none() {
            continue;
        }
        changes.extend(leave::leave(registry, used, leaving, context)?);
    }
    for entry in registry.entries_of(school.uai).filter(|entry| entry.is_active()) {
        let id = RecordId::Entry(entry.number);
        if !changes.iter().any(|change| change.id().as_ref() == Some(&id)) {
            changes.push(register::closing(entry, reason.to_owned(), context));
        }
    }
    Ok(changes)
}

/// The schools that take the place: one that the base lacks is made after the first that closes, and each goes on with the
/// solution of those that close, where they have one and it has none.
fn beginning(registry: &Registry, closing: &[&School], ending: &Ending<'_>) -> Result<Vec<Change>, Refusal> {
    let solutions = solutions(registry, closing);
    let mut changes = Vec::new();
    for uai in ending.into {
        let known = registry.schools().get(uai);
        if known.is_none() {
            fields::plain_key(RecordId::School(*uai))?;
            changes.push(Change::create(made(closing[0], *uai, ending.on)));
        }
        if known.is_some_and(|known| matches!(known.state, SchoolState::Closed)) {
            let why = "elle est fermée\u{a0}: elle ne prend la place d’aucune";
            return Err(invalid(RecordId::School(*uai), "école", why));
        }
        for (category, code) in &solutions {
            let id = DeploymentId::first(*uai, *category);
            let present = registry.present_use(*uai, *category);
            if present.is_none_or(Deployment::is_left) {
                changes.push(begin(registry, id, code, ending.on)?);
            }
        }
    }
    Ok(changes)
}

/// The solution of each category in which all those that close and have one have the same.
fn solutions(registry: &Registry, closing: &[&School]) -> BTreeMap<Category, SolutionCode> {
    let mut found: BTreeMap<Category, BTreeSet<SolutionCode>> = BTreeMap::new();
    for school in closing {
        for used in registry.present_uses(school.uai).filter(|used| !used.is_left()) {
            found
                .entry(used.category)
                .or_default()
                .extend(used.solution.clone());
        }
    }
    let one = |(category, codes): (Category, BTreeSet<SolutionCode>)| {
        let mut codes = codes.into_iter();
        let code = codes.next().filter(|_| codes.next().is_none())?;
        Some((category, code))
    };
    found.into_iter().filter_map(one).collect()
}

fn begin(
    registry: &Registry,
    id: DeploymentId,
    code: &SolutionCode,
    on: NaiveDate,
) -> Result<Change, Refusal> {
    let mut next = if registry.schools().get(&id.school).is_some() {
        leave::following(registry, id, on)?
    } else {
        Deployment::new(id)
    };
    next.solution = Some(code.clone());
    next.reach(Stage::SolutionChoisie, on);
    Ok(Change::create(next))
}

/// A school that takes the place of another, as long as no annuaire says more of it.
fn made(like: &School, uai: Uai, on: NaiveDate) -> School {
    School {
        uai,
        state: SchoolState::Open,
        opened: Some(on),
        closed: None,
        successors: Vec::new(),
        by_hand: true,
        email: String::new(),
        ..like.clone()
    }
}

/// The contracts that name schools that close name those that take their place; one that would name none ends the day before.
fn contracts(registry: &Registry, closing: &[&School], ending: &Ending<'_>) -> Vec<Change> {
    let closes = |uai: &Uai| closing.iter().any(|school| school.uai == *uai);
    let mut found: BTreeMap<_, &Contract> = BTreeMap::new();
    for school in closing {
        let naming = registry.contracts_naming(school.uai, ending.on);
        found.extend(naming.map(|contract| (contract.reference.clone(), contract)));
    }
    let changed = found.into_values().map(|contract| {
        let mut after = contract.clone();
        let ContractSchools::Listed(schools) = &contract.schools else {
            return Change::update(contract.clone(), after);
        };
        let mut names: Vec<Uai> = schools.iter().filter(|uai| !closes(uai)).copied().collect();
        let new: Vec<Uai> = ending
            .into
            .iter()
            .filter(|uai| !names.contains(uai))
            .copied()
            .collect();
        names.extend(new);
        if names.is_empty() {
            after.period.to = ending.on.pred_opt();
        } else {
            after.schools = ContractSchools::Listed(names);
        }
        Change::update(contract.clone(), after)
    });
    changed.collect()
}

/// The annexes name schools that close until the day before. They name those that take their place where no avenant is
/// needed for it: the convention is not signed, or allows additions without one.
fn annexes(registry: &Registry, closing: &[&School], ending: &Ending<'_>) -> Vec<Change> {
    let closes = |uai: &Uai| closing.iter().any(|school| school.uai == *uai);
    let mut found: BTreeMap<_, &Convention> = BTreeMap::new();
    for school in closing {
        let naming = registry.annexes_naming(school.uai, ending.on);
        found.extend(naming.map(|convention| (convention.number.clone(), convention)));
    }
    let changed = found.into_values().map(|convention| {
        let mut lines = Vec::new();
        for line in convention.annexe.lines() {
            if !closes(&line.uai) || line.period.to.is_some_and(|to| to < ending.on) {
                lines.push(line.clone());
            } else if line.period.from.is_none_or(|from| from < ending.on) {
                let period = Period {
                    to: ending.on.pred_opt(),
                    ..line.period
                };
                lines.push(AnnexeLine {
                    period,
                    ..line.clone()
                });
            }
        }
        if convention.signed_on().is_none() || convention.open_annexe {
            lines.extend(joining(convention, ending, &closes));
        }
        let after = Convention {
            annexe: Annexe::Listed(lines),
            ..convention.clone()
        };
        Change::update(convention.clone(), after)
    });
    changed.collect()
}

/// The lines of the schools that take the place, for the solutions of those that close.
fn joining(convention: &Convention, ending: &Ending<'_>, closes: &dyn Fn(&Uai) -> bool) -> Vec<AnnexeLine> {
    let period = Period {
        from: Some(ending.on),
        to: None,
    };
    let goes_on = |line: &&AnnexeLine| line.period.to.is_none_or(|to| ending.on <= to);
    let old = convention
        .annexe
        .lines()
        .iter()
        .filter(|line| closes(&line.uai))
        .filter(goes_on);
    let solutions: BTreeSet<Option<SolutionCode>> = old.map(|line| line.solution.clone()).collect();
    let mut lines = Vec::new();
    for uai in ending.into {
        for solution in &solutions {
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

/// Puts schools in an RPI dispersé, or takes them out of theirs.
pub(super) fn set_rpi(
    registry: &Registry,
    schools: &[Uai],
    code: Option<&str>,
) -> Result<Vec<Change>, Refusal> {
    let mut changes = Vec::new();
    for uai in schools {
        let id = RecordId::School(*uai);
        let found = registry.schools().get(uai);
        let found = found.ok_or_else(|| Refusal::missing(registry, &id))?;
        let is_code = |code: &str| code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if code.is_some_and(|code| !is_code(code)) {
            return Err(invalid(id, "RPI", "son code a six lettres ou chiffres"));
        }
        let after = School {
            rpi: code.map(|code| Rpi::Disperse(code.to_owned())),
            ..found.clone()
        };
        changes.push(Change::update(found.clone(), after));
    }
    Ok(changes)
}
