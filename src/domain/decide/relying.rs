//! What rests on a record without naming it: the entries and the open accounts that the rules allow because of it.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::Context;
use super::fields::invalid;
use crate::domain::change::Change;
use crate::domain::collectivite::Perimeter;
use crate::domain::convention::{Article, Party};
use crate::domain::deployment::{Deployment, Stage};
use crate::domain::id::{DepartementCode, SolutionCode, Uai};
use crate::domain::record::{Record, RecordId};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterEntry;
use crate::domain::registry::Registry;
use crate::domain::rule::{
    Assessment, Policy, RuleCode, Severity, assess_use, departement, may_decide, serving,
};

/// The register entries, closed ones included, and the uses with accounts that rest on a record and are not named already: on
/// their own day or on the present one, a rule speaks without it that is silent with it.
pub(super) fn without_naming(
    registry: &Registry,
    gone: &Change,
    named: &BTreeSet<RecordId>,
    context: &Context<'_>,
) -> Vec<RecordId> {
    let Some(record) = &gone.before else {
        return Vec::new();
    };
    let Some(schools) = may_concern(registry, record) else {
        return Vec::new();
    };
    let mut without = registry.clone();
    without.apply_changes([gone], registry.revision());
    let compared = Compared {
        registries: [registry, &without],
        record,
        named,
        decided: RefCell::default(),
        today: context.today,
        policy: context.policy,
    };
    let found = schools.into_iter().flat_map(|school| compared.of_school(school));
    found.collect()
}

/// Refuses changes that make one record of two where a rule that lets an active entry stand today would speak against it.
pub(super) fn keeps_entries(
    registry: &Registry,
    changes: &[Change],
    merged: [&RecordId; 2],
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let concerned = |id: &RecordId| match (id, registry.get(id)) {
        (RecordId::School(uai), _) => BTreeSet::from([*uai]),
        (RecordId::Collectivite(siren), _) => registry
            .schools_held_by(*siren)
            .map(|school| school.uai)
            .collect(),
        (_, Some(record)) => may_concern(registry, &record).unwrap_or_default(),
        (_, None) => BTreeSet::new(),
    };
    let schools: BTreeSet<Uai> = merged.into_iter().flat_map(concerned).collect();
    let mut ahead = registry.clone();
    ahead.apply_changes(changes, registry.revision() + 1);
    let entries = schools.into_iter().flat_map(|school| registry.entries_of(school));
    for entry in entries.filter(|entry| entry.is_active()) {
        let after = ahead.entries().get(&entry.number);
        let held = judged(registry, entry, context);
        let (Some(held), Some(now)) = (held, after.and_then(|after| judged(&ahead, after, context))) else {
            continue;
        };
        let known: BTreeSet<RuleCode> = held.failures().map(|finding| finding.rule).collect();
        let mut new = now.failures().filter(|finding| !known.contains(&finding.rule));
        if let Some(finding) = new.next() {
            let why = format!(
                "l’inscription n°\u{a0}{} n’y serait plus permise\u{a0}: {} {}",
                entry.number,
                finding.rule.as_str(),
                finding.message(&ahead, &now, context.today)
            );
            return Err(invalid(merged[0].clone(), "fusion", why));
        }
    }
    Ok(())
}

/// What the rules say today of the use that an entry is about.
fn judged(registry: &Registry, entry: &RegisterEntry, context: &Context<'_>) -> Option<Assessment> {
    let school = registry.schools().get(&entry.school)?;
    let used = registry.use_of(entry)?;
    Some(assess_use(registry, school, used, context.today, context.policy))
}

/// The schools that a record may bear on without being named; none for a kind whose every hold names it.
fn may_concern(registry: &Registry, record: &Record) -> Option<BTreeSet<Uai>> {
    Some(match record {
        Record::Competence(r) => match r.perimeter {
            Perimeter::Commune(code) => registry.schools_in(code).map(|school| school.uai).collect(),
            Perimeter::School(uai) => BTreeSet::from([uai]),
        },
        // One that lacks a signature is never in force.
        Record::Convention(r) if r.signed_on().is_none() => return None,
        Record::Convention(r) => match r.party {
            Party::Provider(siren) => {
                let providers = registry.successors_of(siren).into_iter();
                let solutions = providers.flat_map(|siren| registry.solutions_of(siren));
                let served = |uai: &Uai| {
                    let departement = registry.schools().get(uai).and_then(departement);
                    departement.is_some_and(|code| r.covers_departement(code))
                };
                solutions
                    .filter(|solution| r.covers_solution(&solution.code))
                    .flat_map(|solution| using(registry, &solution.code))
                    .filter(served)
                    .collect()
            }
            Party::Collectivite(siren) => registry.schools_held_by(siren).map(|school| school.uai).collect(),
        },
        Record::Contract(r) => using(registry, &r.solution),
        Record::Sheet(r) => using(registry, &r.solution),
        _ => return None,
    })
}

fn using(registry: &Registry, solution: &SolutionCode) -> BTreeSet<Uai> {
    let uses = registry.deployments_with(solution);
    uses.map(|used| used.school).collect()
}

/// What a record of all schools alike decides by: département and solution of a use, and the day.
type Alike = (Option<DepartementCode>, SolutionCode, NaiveDate);

/// A registry with a record and without it.
struct Compared<'a> {
    registries: [&'a Registry; 2],
    record: &'a Record,
    /// What is known to rest on it.
    named: &'a BTreeSet<RecordId>,
    /// Whether the record may decide, where it does so for all schools alike.
    decided: RefCell<HashMap<Alike, bool>>,
    today: NaiveDate,
    policy: &'a Policy,
}

impl Compared<'_> {
    fn of_school(&self, school: Uai) -> Vec<RecordId> {
        let is_new = |id: &RecordId| !self.named.contains(id);
        let entries = self.registries[0].entries_of(school);
        let entries = entries.filter(|entry| !entry.is_taken_back() && self.bears_on_entries());
        let entries = entries.map(|entry| (RecordId::Entry(entry.number), entry));
        let entries = entries.filter(|(id, entry)| is_new(id) && self.is_of_entry(entry));
        let uses = self.registries[0].deployments_of(school);
        let uses = uses.filter(|used| used.had_accounts() && self.bears_on_accounts());
        let uses = uses.map(|used| (RecordId::Deployment(used.id()), used));
        let uses = uses.filter(|(id, used)| is_new(id) && self.is_of_accounts(used));
        let entries = entries.map(|(id, _)| id);
        entries.chain(uses.map(|(id, _)| id)).collect()
    }

    /// True of a record that the blocking rules look at: of a contract, only those of accounts do.
    fn bears_on_entries(&self) -> bool {
        !matches!(self.record, Record::Contract(_))
    }

    /// True of a record that the rules of accounts look at: of a convention, only the blocking ones do.
    fn bears_on_accounts(&self) -> bool {
        !matches!(self.record, Record::Convention(_))
    }

    /// True where the record may decide what the rules say of a use on a day.
    fn may_decide(&self, used: &Deployment, day: NaiveDate) -> bool {
        let [with, _] = self.registries;
        let ask = || may_decide(with, self.record, used, day);
        let is_alike = match self.record {
            Record::Sheet(_) => true,
            Record::Convention(found) => found.article() == Article::Art28,
            _ => false,
        };
        let Some(code) = used.solution.as_ref().filter(|_| is_alike) else {
            return ask();
        };
        let departement = with.schools().get(&used.school).and_then(departement);
        let mut decided = self.decided.borrow_mut();
        *decided
            .entry((departement, code.clone(), day))
            .or_insert_with(ask)
    }

    /// True where an entry would be refused without the record on the day on which it was made, or, active, is to be
    /// regularised or has its review void; or where a convention that it names would serve it no more.
    fn is_of_entry(&self, entry: &RegisterEntry) -> bool {
        let today = entry.is_active().then_some(self.today);
        let speaks = |found: &Assessment| {
            let void = found.has(RuleCode::W18).then_some(RuleCode::W18);
            let failures = found.failures().map(|finding| finding.rule);
            failures.chain(void).collect()
        };
        self.registries[0].use_of(entry).is_some_and(|used| {
            let mut days = today.into_iter().chain([entry.entered_on]);
            self.differs(used, days.clone(), speaks) || days.any(|day| self.is_served_less(entry, used, day))
        })
    }

    /// True where a convention that an entry names serves it on a day with the record, and does not without it.
    fn is_served_less(&self, entry: &RegisterEntry, used: &Deployment, day: NaiveDate) -> bool {
        // Whether one convention serves, another does not decide; nor does a fiche.
        if !matches!(self.record, Record::Competence(_)) {
            return false;
        }
        let [with, without] = self.registries.map(|registry| serving(registry, used, day));
        let mut named = entry.conventions.iter();
        named.any(|number| with.contains(number) && !without.contains(number))
    }

    /// True where the accounts of a use could not have been opened without the record, or may not be open now.
    fn is_of_accounts(&self, used: &Deployment) -> bool {
        let opened = used.reached.range(Stage::ComptesEnseignants..Stage::Suspendue);
        let opened = opened.map(|(_, day)| *day);
        let today = used.stage.accounts_open().then_some(self.today);
        let speaks = |found: &Assessment| {
            let closed = found.findings.iter().map(|finding| finding.rule);
            // C1 says again what blocks the entry, which is named itself.
            closed
                .filter(|rule| rule.severity() == Severity::Accounts && *rule != RuleCode::C1)
                .collect()
        };
        self.differs(used, opened.chain(today), speaks)
    }

    /// True where without the record a rule speaks of a use, on one of the days, that is silent with it.
    fn differs(
        &self,
        used: &Deployment,
        days: impl Iterator<Item = NaiveDate>,
        speaks: impl Fn(&Assessment) -> BTreeSet<RuleCode>,
    ) -> bool {
        let on = |registry: &Registry, day| {
            let school = registry.schools().get(&used.school);
            school.map(|school| speaks(&assess_use(registry, school, used, day, self.policy)))
        };
        let [with, without] = self.registries;
        let mut days = days.filter(|day| self.may_decide(used, *day));
        days.any(|day| {
            let (held, now) = (on(with, day), on(without, day));
            held.zip(now).is_some_and(|(held, now)| !now.is_subset(&held))
        })
    }
}
