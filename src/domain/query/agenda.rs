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
use crate::domain::id::{ConventionNumber, Siren, Uai};
use crate::domain::record::RecordId;
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
    /// A school that was put off until then.
    FollowUp,
    /// A school, a collectivité or a competence that begins or ends.
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
            self.items.push(AgendaItem { day, kind, record });
        }
    }

    fn conventions(&mut self) {
        let (registry, day) = (self.source.registry, self.source.day_index.day());
        let policy = self.source.day_index.policy();
        let (warning, elections) = (policy.notice_warning_days, policy.elections);
        for convention in registry.conventions().iter() {
            if !convention.in_force(day) || !self.scope.has_convention(&convention.number) {
                continue;
            }
            let id = || RecordId::Convention(convention.number.clone());
            self.add(convention.last_day(), AgendaKind::End, id());
            self.add(convention.next_renewal(day), AgendaKind::Renewal, id());
            let notice = convention.notice_by(day);
            self.add(notice, AgendaKind::Denounce, id());
            let opens = notice.and_then(|last| last.checked_sub_days(Days::new(warning.into())));
            self.add(opens, AgendaKind::Window, id());
        }
        for reminder in registry.reminders().iter() {
            if reminder.is_open() && self.scope.has_convention(&reminder.convention) {
                let id = RecordId::Convention(reminder.convention.clone());
                let due = reminder
                    .next_due
                    .map(|due| elections.out_of_holidays(registry, due));
                self.add(due, AgendaKind::Reminder, id);
            }
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
