//! The agenda: what falls on each day of a time, within a scope.
//!
//! Invariant: the agenda of one day has as many items as the agenda of a longer time counts on that day.

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::language::Problem;
use super::page::{MAX_ROWS, Row};
use super::select::{Bases, lines, select};
use super::source::Source;
use super::{Pane, Query};
use crate::domain::collectivite::Perimeter;
use crate::domain::convention::{Convention, Party};
use crate::domain::id::{ConventionNumber, Siren, Uai};
use crate::domain::record::RecordId;
use crate::domain::registry::Registry;
use crate::domain::rule::overdue_from;
use crate::domain::vacances::Vacances;

/// The most items that are given; more are counted.
const MOST: usize = MAX_ROWS;

/// The longest time of which an agenda is made, in days.
pub const LONGEST: u64 = 62;

/// What falls on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgendaKind {
    /// The last day of a convention in force, or of a contract.
    End,
    /// The last day on which a renewal may be denounced.
    Denounce,
    /// The day from which its denunciation is told of.
    Window,
    /// The first day of the next term.
    Renewal,
    /// A conseil d'école.
    Council,
    /// A reminder to come back to.
    Reminder,
    /// The first day on which the certificate of deletion of a use that was left is overdue.
    Certificate,
    /// A school that was put off until then.
    FollowUp,
    /// A school, a collectivité or a competence that begins or ends, a code that stands for another commune, a prestataire
    /// whose place another takes.
    Movement,
}

impl AgendaKind {
    /// What one is called, and several.
    pub fn labels(self) -> [&'static str; 2] {
        match self {
            Self::End => ["échéance", "échéances"],
            Self::Denounce => ["dernier jour pour dénoncer", "derniers jours pour dénoncer"],
            Self::Window => ["dénonciation qui s’ouvre", "dénonciations qui s’ouvrent"],
            Self::Renewal => ["reconduction", "reconductions"],
            Self::Council => ["conseil d’école", "conseils d’école"],
            Self::Reminder => ["relance à reprendre", "relances à reprendre"],
            Self::Certificate => [
                "attestation de suppression due",
                "attestations de suppression dues",
            ],
            Self::FollowUp => ["école à revoir", "écoles à revoir"],
            Self::Movement => ["mouvement", "mouvements"],
        }
    }

    /// So many of them: `3 conseils d’école`.
    pub fn counted(self, count: usize) -> String {
        let [one, several] = self.labels();
        format!("{count} {}", if count < 2 { one } else { several })
    }
}

/// One thing that falls on a day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AgendaItem {
    pub day: NaiveDate,
    pub kind: AgendaKind,
    /// What it leads to.
    pub record: RecordId,
    /// The party of a convention or of a contract, the solution of a use that was left; empty of another record.
    pub of: String,
}

/// How many things of a kind fall on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaCount {
    pub day: NaiveDate,
    pub kind: AgendaKind,
    pub count: usize,
}

/// What falls on the days of a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// By day, then by kind.
    pub counts: Vec<AgendaCount>,
    /// The first of the items, by day, then by kind.
    pub items: Vec<AgendaItem>,
    /// The holidays of the zone of the configuration that fall in the time.
    pub holidays: Vec<Vacances>,
}

impl Agenda {
    /// What falls on a day.
    pub fn counts_on(&self, day: NaiveDate) -> impl Iterator<Item = AgendaCount> + '_ {
        self.counts.iter().filter(move |count| count.day == day).copied()
    }

    /// The holidays that a day is in.
    pub fn holidays_on(&self, day: NaiveDate) -> Option<&Vacances> {
        self.holidays
            .iter()
            .find(|found| (found.from..=found.to).contains(&day))
    }
}

/// Finds what falls on the days of a time, both its ends included, at most [`LONGEST`] days; within the pinned records and
/// the filter of a query.
///
/// # Errors
///
/// A [`Problem`] where the search bar names something unknown.
pub fn agenda(source: Source<'_>, scope: &Query, from: NaiveDate, to: NaiveDate) -> Result<Agenda, Problem> {
    let last = from.checked_add_days(Days::new(LONGEST - 1)).unwrap_or(to);
    let mut gathered = Gathered {
        source,
        scope: Scope::of(source, scope)?,
        time: (from, to.min(last)),
        items: Vec::new(),
    };
    gathered.conventions();
    gathered.contracts();
    gathered.schools();
    gathered.territory();
    Ok(gathered.finish())
}

/// The schools and conventions of a scope; none where nothing narrows it.
struct Scope(Option<(HashSet<Uai>, HashSet<ConventionNumber>)>);

impl Scope {
    fn of(source: Source<'_>, scope: &Query) -> Result<Self, Problem> {
        if scope.scope.is_empty() && scope.text.trim().is_empty() {
            return Ok(Self(None));
        }
        let schools = lines(source, scope)?
            .into_iter()
            .map(|(entry, _)| entry.uai)
            .collect();
        let mut query = Query {
            scope: scope.scope.clone(),
            text: scope.text.clone(),
            ..Query::all(Pane::Conventions, MAX_ROWS)
        };
        let mut list = select(source, &Bases::default(), &query)?;
        let mut conventions = HashSet::new();
        loop {
            let page = list.page(source, &query);
            query.offset = page.offset + page.rows.len();
            conventions.extend(page.rows.iter().filter_map(number));
            if page.rows.is_empty() || query.offset >= page.total {
                return Ok(Self(Some((schools, conventions))));
            }
        }
    }

    fn has_school(&self, school: Uai) -> bool {
        self.0
            .as_ref()
            .is_none_or(|(schools, _)| schools.contains(&school))
    }

    fn has_convention(&self, number: &ConventionNumber) -> bool {
        self.0
            .as_ref()
            .is_none_or(|(_, conventions)| conventions.contains(number))
    }

    /// True of a collectivité that holds a school of the scope.
    fn has_collectivite(&self, source: Source<'_>, siren: Siren) -> bool {
        let mut held = source.registry.schools_held_by(siren);
        self.0.is_none() || held.any(|school| self.has_school(school.uai))
    }
}

/// The day that was promised to the last relance of a convention, where it has no answer and the party's signature is
/// awaited still.
fn promised(registry: &Registry, convention: &Convention, day: NaiveDate) -> Option<NaiveDate> {
    let last = registry.last_reminder(&convention.number, day)?;
    let due = last.next_due.filter(|_| last.is_open())?;
    let mut waits = convention.waits(day);
    waits.any(|wait| wait.by.is_party()).then_some(due)
}

fn number(row: &Row) -> Option<ConventionNumber> {
    match row.id() {
        RecordId::Convention(number) => Some(number),
        _ => None,
    }
}

/// What was found so far.
struct Gathered<'a> {
    source: Source<'a>,
    scope: Scope,
    /// The first day and the last.
    time: (NaiveDate, NaiveDate),
    items: Vec<AgendaItem>,
}

impl Gathered<'_> {
    fn add(&mut self, day: Option<NaiveDate>, kind: AgendaKind, record: RecordId) {
        let (from, to) = self.time;
        if let Some(day) = day.filter(|day| (from..=to).contains(day)) {
            let of = self.named(&record);
            self.items.push(AgendaItem {
                day,
                kind,
                record,
                of,
            });
        }
    }

    /// What tells a record from others of its kind.
    fn named(&self, record: &RecordId) -> String {
        let registry = self.source.registry;
        let party = match record {
            RecordId::Convention(number) => registry.conventions().get(number).map(|found| found.party),
            RecordId::Contract(reference) => {
                let found = registry.contracts().get(reference);
                found.map(|found| Party::Collectivite(found.collectivite))
            }
            RecordId::Deployment(used) => {
                let code = registry
                    .deployments()
                    .get(used)
                    .and_then(|used| used.solution.as_ref());
                let solution = code.and_then(|code| registry.solutions().get(code));
                return solution.map_or_else(String::new, |found| found.name.clone());
            }
            _ => None,
        };
        party.map_or_else(String::new, |party| registry.party_name(party).to_owned())
    }

    fn conventions(&mut self) {
        let (registry, day) = (self.source.registry, self.source.day_index.day());
        let elections = self.source.day_index.policy().elections;
        for convention in registry.conventions().iter() {
            if !self.scope.has_convention(&convention.number) {
                continue;
            }
            if convention.signed_on().is_some_and(|on| on <= day) {
                let last = convention.last_day().filter(|last| convention.in_force(*last));
                let id = RecordId::Convention(convention.number.clone());
                self.add(last, AgendaKind::End, id);
                self.terms(convention);
            }
            if let Some(due) = promised(registry, convention, day) {
                let id = RecordId::Convention(convention.number.clone());
                let due = elections.out_of_holidays(registry, due);
                self.add(Some(due), AgendaKind::Reminder, id);
            }
        }
    }

    /// The renewals of a convention whose own day, or whose days for notice, fall in the time.
    fn terms(&mut self, convention: &Convention) {
        let warning = u64::from(self.source.day_index.policy().notice_warning_days);
        let ahead = warning.saturating_add(convention.notice_days.unwrap_or_default().into());
        let last = self
            .time
            .1
            .checked_add_days(Days::new(ahead))
            .unwrap_or(NaiveDate::MAX);
        let before = self.time.0.pred_opt().unwrap_or(self.time.0);
        let mut within = convention.effect_day().map(|effect| effect.max(before));
        while let Some(renews) = within.and_then(|day| convention.next_renewal(day)) {
            let id = || RecordId::Convention(convention.number.clone());
            self.add(Some(renews), AgendaKind::Renewal, id());
            let notice = within.and_then(|day| convention.notice_by(day));
            self.add(notice, AgendaKind::Denounce, id());
            let opens = notice.and_then(|last| last.checked_sub_days(Days::new(warning)));
            self.add(opens, AgendaKind::Window, id());
            within = Some(renews).filter(|renews| *renews <= last);
        }
    }

    fn contracts(&mut self) {
        for contract in self.source.registry.contracts().iter() {
            if self.scope.has_collectivite(self.source, contract.collectivite) {
                let id = RecordId::Contract(contract.reference.clone());
                self.add(contract.period.to, AgendaKind::End, id);
            }
        }
    }

    fn schools(&mut self) {
        let registry = self.source.registry;
        for held in registry.councils().iter() {
            if self.scope.has_school(held.school) {
                let id = RecordId::School(held.school);
                self.add(Some(held.date), AgendaKind::Council, id);
            }
        }
        let (day, policy) = (self.source.day_index.day(), self.source.day_index.policy());
        for used in registry.deployments().iter().filter(|used| used.is_left()) {
            if self.scope.has_school(used.school) {
                let id = RecordId::Deployment(used.id());
                self.add(overdue_from(used, day, policy), AgendaKind::Certificate, id);
            }
        }
        for put_off in registry.follow_ups().iter() {
            if self.scope.has_school(put_off.school) {
                let id = RecordId::School(put_off.school);
                self.add(Some(put_off.due), AgendaKind::FollowUp, id);
            }
        }
        for school in registry.schools().iter() {
            if self.scope.has_school(school.uai) {
                let id = RecordId::School(school.uai);
                self.add(school.opened, AgendaKind::Movement, id.clone());
                self.add(school.closed, AgendaKind::Movement, id);
            }
        }
    }

    fn territory(&mut self) {
        let registry = self.source.registry;
        for competence in registry.competences().iter() {
            let mut schools = match competence.perimeter {
                Perimeter::School(uai) => vec![uai],
                Perimeter::Commune(code) => registry.schools_in(code).map(|school| school.uai).collect(),
            }
            .into_iter();
            if self.scope.0.is_none() || schools.any(|uai| self.scope.has_school(uai)) {
                let id = RecordId::Competence(competence.id());
                self.add(competence.period.from, AgendaKind::Movement, id.clone());
                self.add(competence.period.to, AgendaKind::Movement, id);
            }
        }
        for locality in registry.localities().iter() {
            let mut schools = registry.schools_at(locality.code);
            if self.scope.0.is_none() || schools.any(|school| self.scope.has_school(school.uai)) {
                let id = RecordId::Locality(locality.id());
                self.add(locality.from, AgendaKind::Movement, id);
            }
        }
        for provider in registry.providers().iter() {
            let mut conventions = registry.conventions_with(Party::Provider(provider.siren));
            if conventions.any(|convention| self.scope.has_convention(&convention.number)) {
                for succession in &provider.successors {
                    let id = RecordId::Provider(provider.siren);
                    self.add(Some(succession.on), AgendaKind::Movement, id);
                }
            }
        }
        for collectivite in registry.collectivites().iter() {
            if self.scope.has_collectivite(self.source, collectivite.siren) {
                let id = RecordId::Collectivite(collectivite.siren);
                self.add(collectivite.open.from, AgendaKind::Movement, id.clone());
                self.add(collectivite.open.to, AgendaKind::Movement, id);
            }
        }
    }

    fn finish(mut self) -> Agenda {
        self.items.sort();
        self.items.dedup();
        let mut counts: BTreeMap<(NaiveDate, AgendaKind), usize> = BTreeMap::new();
        for item in &self.items {
            *counts.entry((item.day, item.kind)).or_default() += 1;
        }
        self.items.truncate(MOST);
        let (from, to) = self.time;
        let zone = self.source.day_index.policy().elections.zone;
        let found = zone
            .into_iter()
            .flat_map(|zone| self.source.registry.holidays_from(zone, from));
        Agenda {
            counts: counts
                .into_iter()
                .map(|((day, kind), count)| AgendaCount { day, kind, count })
                .collect(),
            holidays: found.take_while(|found| found.from <= to).cloned().collect(),
            items: self.items,
        }
    }
}
