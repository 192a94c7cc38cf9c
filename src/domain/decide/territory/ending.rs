//! The life of schools: closed, merged into another, split, given another UAI. What still stands of those that close, and what
//! begins for those that take their place, goes in one operation.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::fields::{self, invalid, not_in_future};
use super::{Context, Ending, lists, once};
use crate::domain::change::Change;
use crate::domain::collectivite::{Competence, Perimeter};
use crate::domain::date::{Period, day_fr};
use crate::domain::decide::leave::{self, Leaving};
use crate::domain::decide::register;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::{SolutionCode, Uai};
use crate::domain::provider::Category;
use crate::domain::record::RecordId;
use crate::domain::refusal::Refusal;
use crate::domain::registry::Registry;
use crate::domain::school::{School, SchoolState, Sector};

/// Closes schools, with what still stands of them, and has others take their place. A school that goes on may have others
/// beside it: it is split.
pub(super) fn end(
    registry: &Registry,
    ending: &Ending<'_>,
    context: &Context<'_>,
) -> Result<Vec<Change>, Refusal> {
    let (schools, into) = (once(ending.schools)?, once(ending.into)?);
    let ending = &Ending {
        schools: &schools,
        into: &into,
        ..*ending
    };
    let former = former(registry, ending, context)?;
    let mut changes = Vec::new();
    for school in former.iter().filter(|school| ending.closes(school.uai)) {
        let closed = closed(school, ending);
        let reason = fields::text(RecordId::School(school.uai), "motif", ending.reason)?;
        let reason = with_successors(&reason, ending, closed.closed);
        changes.extend(uses(registry, school, (ending.on, &reason), context)?);
        changes.push(Change::update((*school).clone(), closed));
    }
    let splits = former.iter().filter(|school| !ending.closes(school.uai));
    changes.extend(splits.map(|school| Change::update((*school).clone(), split(school, ending))));
    changes.extend(beginning(registry, &former, ending)?);
    let mut ahead = registry.clone();
    ahead.apply_changes(&changes, registry.revision() + 1);
    changes.extend(lists::changes(registry, &ahead, &former, ending)?);
    Ok(changes)
}

/// The schools whose place others take: those that close or, where one is split and goes on, that one. Each is known, and
/// open up to the day.
fn former<'a>(
    registry: &'a Registry,
    ending: &Ending<'_>,
    context: &Context<'_>,
) -> Result<Vec<&'a School>, Refusal> {
    let first = *ending.schools.first().ok_or(Refusal::Nothing)?;
    let is_split = ending.into.iter().any(|uai| !ending.schools.contains(uai));
    let any_closes = ending.schools.iter().any(|uai| ending.closes(*uai));
    if !any_closes && !is_split {
        let why = "aucune école ne ferme\u{a0}: celle-ci continue";
        return Err(invalid(RecordId::School(first), "école", why));
    }
    let is_former = |uai: &&Uai| !any_closes || ending.closes(**uai);
    let former = ending.schools.iter().filter(is_former).map(|uai| {
        let id = RecordId::School(*uai);
        let found = registry.schools().get(uai);
        let found = found.ok_or_else(|| Refusal::missing(registry, &id))?;
        not_in_future(id, "date", ending.on, context)?;
        was_open(found, ending)?;
        Ok(found)
    });
    former.collect()
}

/// A school closes, or is split, once it was open; the place of one that is closed is taken where it was not.
fn was_open(school: &School, ending: &Ending<'_>) -> Result<(), Refusal> {
    let no = |field: &'static str, why: &str| Err(invalid(RecordId::School(school.uai), field, why));
    if school.opened.is_some_and(|opened| ending.on < opened) {
        return no("date", "elle n’était pas encore ouverte ce jour-là");
    }
    if school.state != SchoolState::Closed {
        return Ok(());
    }
    let since = school.closed.map(|on| format!(" depuis le {}", day_fr(on)));
    let since = since.unwrap_or_default();
    if !ending.closes(school.uai) {
        return no(
            "école",
            &format!("elle est fermée{since}\u{a0}: elle ne continue pas"),
        );
    }
    if school.successors.iter().any(|uai| !ending.into.contains(uai)) {
        return no(
            "école",
            &format!("elle est fermée{since}, et une autre a pris sa place"),
        );
    }
    Ok(())
}

/// How many of the schools that take the place a reason names.
const NAMED: usize = 5;

/// The reason as it is kept with what closes: the day, and which schools take the place.
fn with_successors(reason: &str, ending: &Ending<'_>, on: Option<NaiveDate>) -> String {
    let names: Vec<String> = ending.into.iter().take(NAMED).map(Uai::to_string).collect();
    let others = ending.into.len() - names.len();
    let replaced = match (names.as_slice(), others) {
        ([], _) => String::new(),
        (names, 0) => format!(", remplacée par {}", names.join(", ")),
        (names, others) => format!(", remplacée par {} et {others} de plus", names.join(", ")),
    };
    let on = on.unwrap_or(ending.on);
    format!("école fermée le {}{replaced}\u{a0}: {reason}", day_fr(on))
}

/// The school as it is once closed: one that was closed before keeps its day.
fn closed(school: &School, ending: &Ending<'_>) -> School {
    let mut closed = school.clone();
    let earlier = school.closed.filter(|on| *on < ending.on);
    (closed.state, closed.closed) = (SchoolState::Closed, earlier.or(Some(ending.on)));
    closed.successors = successors(school, ending);
    closed
}

/// The school as it is once others are beside it: it goes on, and they come from it.
fn split(school: &School, ending: &Ending<'_>) -> School {
    School {
        successors: successors(school, ending),
        ..school.clone()
    }
}

/// The schools that took the place of one before, and those that do now.
fn successors(school: &School, ending: &Ending<'_>) -> Vec<Uai> {
    let mut all = school.successors.clone();
    for uai in ending.into.iter().filter(|uai| **uai != school.uai) {
        if !all.contains(uai) {
            all.push(*uai);
        }
    }
    all
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
    let current = registry.deployments_of(school.uai).filter(|used| !used.is_left());
    for used in current.filter(|used| used.solution.is_some()) {
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

/// The schools that take the place: one that the base lacks is made after the first of the former, and each goes on with the
/// solution of the former, where they have one and it has none.
fn beginning(registry: &Registry, former: &[&School], ending: &Ending<'_>) -> Result<Vec<Change>, Refusal> {
    let solutions = solutions(registry, former);
    let mut changes = Vec::new();
    for uai in ending.into {
        let known = registry.schools().get(uai);
        if known.is_none() {
            changes.extend(made(registry, former[0], *uai, ending)?);
        }
        if known.is_some_and(|known| known.state == SchoolState::Closed) {
            let why = "elle est fermée\u{a0}: elle ne prend la place d’aucune";
            return Err(invalid(RecordId::School(*uai), "école", why));
        }
        if known.is_some_and(|known| known.sector == Sector::Private) {
            continue;
        }
        if let Some(known) = known.filter(|known| begins(known, former, ending)) {
            changes.extend(followed(registry, former, known.uai, ending.on));
        }
        for (category, code) in &solutions {
            let id = DeploymentId::first(*uai, *category);
            changes.extend(begin(registry, id, code, ending.on)?);
        }
    }
    Ok(changes)
}

/// The solution of each category in which all those that have one have the same.
fn solutions(registry: &Registry, former: &[&School]) -> BTreeMap<Category, SolutionCode> {
    let mut found: BTreeMap<Category, BTreeSet<SolutionCode>> = BTreeMap::new();
    for school in former {
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

/// A school goes on with a solution: by the use of no solution that it has, else by another; none where it has its own.
fn begin(
    registry: &Registry,
    id: DeploymentId,
    code: &SolutionCode,
    on: NaiveDate,
) -> Result<Option<Change>, Refusal> {
    let present = registry.present_use(id.school, id.category);
    match present.filter(|used| !used.is_left()) {
        None => leave::begin(registry, id, code, on).map(Some),
        Some(Deployment {
            solution: Some(_), ..
        }) => Ok(None),
        Some(used) => {
            let mut chosen = used.clone();
            chosen.solution = Some(code.clone());
            chosen.reach(Stage::SolutionChoisie, on);
            Ok(Some(Change::update(used.clone(), chosen)))
        }
    }
}

/// A school that the base lacks, after one of the former as long as no annuaire says more of it, with the competences that
/// are recorded over that one alone.
fn made(registry: &Registry, like: &School, uai: Uai, ending: &Ending<'_>) -> Result<Vec<Change>, Refusal> {
    fields::plain_key(RecordId::School(uai))?;
    let name = name(registry, like, uai, ending);
    let next = School {
        uai,
        name,
        state: SchoolState::Open,
        opened: Some(ending.on),
        closed: None,
        successors: Vec::new(),
        by_hand: true,
        email: String::new(),
        ..like.clone()
    };
    let carried = carried(registry, like.uai, uai, ending.on);
    Ok([Change::create(next)].into_iter().chain(carried).collect())
}

/// The name of a school that is made after another. Of several that a split makes, each has its own: they would be taken for
/// one (W19).
fn name(registry: &Registry, like: &School, uai: Uai, ending: &Ending<'_>) -> String {
    let made = ending
        .into
        .iter()
        .filter(|uai| registry.schools().get(uai).is_none());
    let place = made.clone().position(|other| *other == uai).unwrap_or_default() + 1;
    match (ending.closes(like.uai), made.count()) {
        (true, 1) => like.name.clone(),
        (false, 1) => format!("{} (scission)", like.name),
        _ => format!("{} (scission, {place})", like.name),
    }
}

/// True of a known school that begins with the ending: the only one in the place of one, or opened since.
fn begins(known: &School, former: &[&School], ending: &Ending<'_>) -> bool {
    let is_renumbered = former.len() == 1 && ending.into.len() == 1;
    let is_new = known.opened.is_some_and(|opened| ending.on <= opened);
    !ending.schools.contains(&known.uai) && (is_renumbered || is_new)
}

/// The competences that are recorded over the former alone, over one that takes their place: where all have the same holder
/// by them, and nothing is recorded over that one.
fn followed(registry: &Registry, former: &[&School], uai: Uai, on: NaiveDate) -> Vec<Change> {
    let goes_on = |held: &&Competence| held.period.to.is_none_or(|to| on <= to);
    let over = |uai: Uai| registry.competences_over(Perimeter::School(uai)).filter(goes_on);
    let holders = former.iter().map(|school| {
        let mut held = over(school.uai).filter(|held| held.gives_holder());
        held.next_back().map(|held| held.collectivite)
    });
    let holders: BTreeSet<_> = holders.collect();
    if holders.len() > 1 || over(uai).next().is_some() {
        return Vec::new();
    }
    carried(registry, former[0].uai, uai, on)
}

/// The competences over one school alone that go on from a day on, over another.
fn carried(registry: &Registry, like: Uai, uai: Uai, on: NaiveDate) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    let over = registry.competences_over(Perimeter::School(like));
    for held in over.filter(|held| held.period.to.is_none_or(|to| on <= to)) {
        let from = held.period.from.max(Some(on));
        let next = Competence {
            perimeter: Perimeter::School(uai),
            period: Period { from, ..held.period },
            ..held.clone()
        };
        changes.retain(|change| change.id() != Some(RecordId::Competence(next.id())));
        changes.push(Change::create(next));
    }
    changes
}
