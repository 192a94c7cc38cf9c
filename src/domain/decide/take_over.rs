//! Taking over an existing register (reprise): each entry has the day and the reference that it had there, and is judged
//! by the rules on that day, with what the base knows.
//!
//! Its number and who took it over are given here. An entry that the register has already is left as it is.

use chrono::NaiveDate;

use super::fields::{self, invalid};
use super::gate;
use crate::domain::change::Change;
use crate::domain::convention::Article;
use crate::domain::date::day_fr;
use crate::domain::deployment::{Deployment, DeploymentId, Stage};
use crate::domain::id::{ConventionNumber, SheetVersion, SolutionCode};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::{Closure, EntryNumber, RegisterEntry, Review, TakenOver};
use crate::domain::registry::Registry;
use crate::domain::rule::{Policy, RuleCode, assess_use, reliance, serving};

/// An entry as the existing register has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// The school and the category; the rank is that of its use of the solution.
    pub deployment: DeploymentId,
    pub solution: SolutionCode,
    /// The version of the fiche that it rested on; none stands for that of its day.
    pub sheet: Option<SheetVersion>,
    /// The day it had.
    pub entered_on: NaiveDate,
    /// The conventions that it rested on; an article of which none is named stands for the one of its day.
    pub conventions: Vec<ConventionNumber>,
    /// Its reference; may be empty.
    pub reference: String,
    /// The day of its last review.
    pub reviewed: Option<NaiveDate>,
    /// The day it was closed, and why.
    pub closed: Option<(NaiveDate, String)>,
}

impl Former {
    /// The entry of the register that is this one already.
    pub fn known<'r>(&self, registry: &'r Registry) -> Option<&'r RegisterEntry> {
        let first = (self.entered_on, self.is_closed_at_once());
        known(registry, self.deployment, &self.solution, first)
    }

    /// True where it was closed on the day it began, as one that was made by mistake: another may begin on that day.
    pub fn is_closed_at_once(&self) -> bool {
        self.closed
            .as_ref()
            .is_some_and(|(day, _)| *day == self.entered_on)
    }

    /// What it becomes: an entry that is still to pass the gate.
    ///
    /// # Errors
    ///
    /// [`Refusal::Blocked`] where nothing of its day is there to rest on.
    pub fn entry(self, registry: &Registry, number: EntryNumber) -> Result<RegisterEntry, Refusal> {
        let used = used(registry, self.deployment, &self.solution, self.entered_on);
        let Some(found) = reliance(registry, &used, self.entered_on) else {
            let active = self.closed.is_none();
            return Err(
                rules(registry, &used, active, self.entered_on, &Policy::default())
                    .err()
                    .unwrap_or(Refusal::Unknown(RecordId::Deployment(self.deployment))),
            );
        };
        let named = |article28: bool| {
            let of_article = |number: &&ConventionNumber| is_28(registry, number) == Some(article28);
            self.conventions.iter().any(|number| of_article(&number))
        };
        let mut conventions = self.conventions.clone();
        conventions.extend((!named(true)).then_some(found.convention28));
        conventions.extend((!named(false)).then_some(found.convention26));
        let unsaid = String::new;
        Ok(RegisterEntry {
            number,
            school: self.deployment.school,
            category: self.deployment.category,
            rank: used.rank,
            solution: self.solution,
            sheet: self.sheet.unwrap_or(found.sheet),
            conventions,
            entered_on: self.entered_on,
            entered_by: unsaid(),
            reviewed: self.reviewed.map(|on| Review::without_digests(on, unsaid())),
            closed: self.closed.map(|(on, reason)| Closure {
                on,
                by: unsaid(),
                reason,
            }),
            taken_over: Some(TakenOver {
                reference: self.reference,
            }),
        })
    }
}

/// True where a convention is with a prestataire; none where the base has no such convention.
fn is_28(registry: &Registry, number: &ConventionNumber) -> Option<bool> {
    let convention = registry.conventions().get(number)?;
    Some(convention.party.article() == Article::Art28)
}

/// The entry of a school, a category and a solution that began on a day, and was not taken back. One that was closed on
/// that day is none that was not; of both, each is its own.
fn known<'r>(
    registry: &'r Registry,
    deployment: DeploymentId,
    solution: &SolutionCode,
    (day, closed_at_once): (NaiveDate, bool),
) -> Option<&'r RegisterEntry> {
    let held = registry.entries_of(deployment.school).filter(|held| {
        held.deployment().is_beside(deployment)
            && held.solution == *solution
            && held.entered_on == day
            && !held.is_taken_back()
            && (closed_at_once || !is_closed_at_once(held))
    });
    held.min_by_key(|held| is_closed_at_once(held) != closed_at_once)
}

fn is_closed_at_once(entry: &RegisterEntry) -> bool {
    entry
        .closed
        .as_ref()
        .is_some_and(|closed| closed.on == entry.entered_on)
}

/// What the entries of a file change: each that the register has not is created, under the next number, and takes its
/// deployment to *inscrite* where it is active.
pub(super) fn changes<'a>(
    registry: &Registry,
    entries: impl Iterator<Item = &'a RegisterEntry>,
    by: &str,
) -> Result<Vec<Change>, Refusal> {
    let mut next = first(registry);
    let mut changes = Vec::new();
    for read in entries {
        let first = (read.entered_on, is_closed_at_once(read));
        if known(registry, read.deployment(), &read.solution, first).is_some() {
            continue;
        }
        let number = free(registry, next)?;
        next = number.saturating_add(1);
        let entry = RegisterEntry {
            number,
            entered_by: by.to_owned(),
            ..plain(read, number, registry.revision())?
        };
        changes.extend(registered(registry, &entry));
        let mut change = Change::create(entry);
        change.after.iter_mut().for_each(Record::clean);
        changes.push(change);
    }
    Ok(changes)
}

/// The number from which on entries that are taken over take free ones.
pub fn first(registry: &Registry) -> EntryNumber {
    fields::next(registry, registry.entries().keys(), RecordId::Entry).unwrap_or(EntryNumber::MAX)
}

/// The first number that no entry has, from one on.
pub fn free(registry: &Registry, from: EntryNumber) -> Result<EntryNumber, Refusal> {
    (from..=EntryNumber::MAX)
        .find(|number| registry.entries().get(number).is_none())
        .ok_or_else(|| invalid(RecordId::Entry(from), "numéro", "tous les numéros sont pris"))
}

/// An entry with its texts as the register keeps them, taken over after a place in the journal; who reviewed and closed it
/// is not known.
fn plain(read: &RegisterEntry, number: EntryNumber, place: u64) -> Result<RegisterEntry, Refusal> {
    let id = || RecordId::Entry(number);
    let reference = match &read.taken_over {
        Some(from) if !from.reference.trim().is_empty() => fields::text(id(), "référence", &from.reference)?,
        _ => String::new(),
    };
    let closed = match &read.closed {
        Some(closed) => Some(Closure {
            on: closed.on,
            by: String::new(),
            reason: fields::text(id(), "motif", &closed.reason)?,
        }),
        None => None,
    };
    let reviewed = read.reviewed.as_ref().map(|review| Review {
        // What is recorded later than the register that it comes from is not what was reviewed.
        seen: Some(place),
        ..Review::without_digests(review.on, String::new())
    });
    Ok(RegisterEntry {
        reviewed,
        closed,
        taken_over: Some(TakenOver { reference }),
        ..read.clone()
    })
}

/// The move of a deployment to *inscrite* on the day that its active entry had.
fn registered(registry: &Registry, entry: &RegisterEntry) -> Option<Change> {
    let before = registry.deployments().get(&entry.deployment())?;
    if !entry.is_active() || before.stage >= Stage::Inscrite {
        return None;
    }
    let mut after = before.clone();
    after.reach(Stage::Inscrite, entry.entered_on);
    Some(Change::update(before.clone(), after))
}

/// Refuses an entry that the rules of its own day keep out, whose days are not in order, or that rests on what did not
/// serve on its day.
pub(super) fn judge(
    registry: &Registry,
    entry: &RegisterEntry,
    latest: NaiveDate,
    policy: &Policy,
) -> Result<(), Refusal> {
    in_order(entry, latest)?;
    let used = used(registry, entry.deployment(), &entry.solution, entry.entered_on);
    let used = if entry.is_active() {
        used
    } else {
        before_leaving(used)
    };
    rules(registry, &used, entry.is_active(), entry.entered_on, policy)?;
    rests(registry, entry, &used)
}

/// The use that an entry of a day is about: that of its rank, else the last of the school's with its solution that was
/// not left by then, else any with it; where there is none, one that nothing is noted of.
fn used(registry: &Registry, id: DeploymentId, solution: &SolutionCode, day: NaiveDate) -> Deployment {
    let has_it = |used: &&Deployment| used.solution.as_ref() == Some(solution);
    let named = registry.deployments().get(&id).filter(has_it);
    let of_it = || registry.uses_of(id.school, id.category).filter(has_it);
    let of_the_day = || of_it().rfind(|used| !used.is_left_on(day));
    let own = named.or_else(of_the_day).or_else(|| of_it().next_back());
    own.cloned().unwrap_or_else(|| Deployment {
        solution: Some(solution.clone()),
        ..Deployment::new(id)
    })
}

/// A use as it was before the school left it: an entry that was closed since is not held against that.
fn before_leaving(used: Deployment) -> Deployment {
    Deployment {
        stage: used.stage.min(Stage::EnUsage),
        ..used
    }
}

/// Refuses when a rule keeps a use out of the register on a day. An entry that was closed since is not held against
/// what is in the register now.
fn rules(
    registry: &Registry,
    used: &Deployment,
    active: bool,
    day: NaiveDate,
    policy: &Policy,
) -> Result<(), Refusal> {
    let school = registry
        .schools()
        .get(&used.school)
        .ok_or(Refusal::Unknown(RecordId::School(used.school)))?;
    let assessment = assess_use(registry, school, used, day, policy);
    let failures = assessment
        .failures()
        .filter(|finding| active || finding.rule != RuleCode::B11);
    let reasons = gate::reasons(registry, &assessment, day, failures);
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Refusal::Blocked {
        deployment: used.id(),
        reasons,
    })
}

/// The review and the closure of an entry come after it, and no day is to come.
fn in_order(entry: &RegisterEntry, latest: NaiveDate) -> Result<(), Refusal> {
    let id = || RecordId::Entry(entry.number);
    let end = entry
        .closed
        .as_ref()
        .map_or(latest, |closed| closed.on.min(latest));
    if entry
        .closed
        .as_ref()
        .is_some_and(|closed| closed.on < entry.entered_on || closed.on > latest)
    {
        let why = "elle est à venir, ou précède l’inscription";
        return Err(invalid(id(), "clôture", why));
    }
    if entry
        .reviewed
        .as_ref()
        .is_some_and(|review| review.on < entry.entered_on || review.on > end)
    {
        let why = "il est à venir, précède l’inscription ou suit sa clôture";
        return Err(invalid(id(), "contrôle", why));
    }
    Ok(())
}

/// An entry rests on the fiche and on conventions that served on its day, one of each article at least.
fn rests(registry: &Registry, entry: &RegisterEntry, used: &Deployment) -> Result<(), Refusal> {
    let (id, day) = (|| RecordId::Entry(entry.number), entry.entered_on);
    let of_the_day = reliance(registry, used, day).map(|found| found.sheet);
    if let Some(version) = of_the_day.filter(|version| *version != entry.sheet) {
        let why = format!(
            "au {}, la fiche de {} est la version {version}",
            day_fr(day),
            entry.solution
        );
        return Err(invalid(id(), "fiche", why));
    }
    let serving = serving(registry, used, day);
    if let Some(other) = entry.conventions.iter().find(|number| !serving.contains(number)) {
        let why = format!(
            "la convention {other} ne valait pas pour cette école et cette solution au {}",
            day_fr(day)
        );
        return Err(invalid(id(), "conventions", why));
    }
    let has = |article28| {
        entry
            .conventions
            .iter()
            .any(|number| is_28(registry, number) == Some(article28))
    };
    if has(true) && has(false) {
        return Ok(());
    }
    Err(invalid(
        id(),
        "conventions",
        "il en faut une de l’art. 28 et une de l’art. 26",
    ))
}

/// The entries among records.
pub(super) fn entries(records: &[Record]) -> impl Iterator<Item = &RegisterEntry> {
    records.iter().filter_map(|record| match record {
        Record::Entry(entry) => Some(entry.as_ref()),
        _ => None,
    })
}
