//! What the configuration says of conseils d'école after the elections of parents: their results, the zone, whether holidays
//! count (code de l'éducation, art. D411-1).

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::domain::date::SchoolYear;
use crate::domain::registry::Registry;
use crate::domain::vacances::Zone;

/// The most school years of which the day of the results is kept.
pub const MOST_YEARS: usize = 12;

/// The days of the results of the elections of parents, one a school year, and how the days after them are counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elections {
    results: [Option<NaiveDate>; MOST_YEARS],
    /// The zone whose holidays are the school's.
    pub zone: Option<Zone>,
    /// Days of holidays are not counted.
    pub skip_holidays: bool,
}

impl Elections {
    /// Notes the day of the results of a school year, in place of another of that year; false where there are too many.
    pub fn note(&mut self, day: NaiveDate) -> bool {
        let year = SchoolYear::containing(day);
        let held = |slot: &Option<NaiveDate>| slot.map(SchoolYear::containing);
        let place = self.results.iter().position(|slot| held(slot) == Some(year));
        let place = place.or_else(|| self.results.iter().position(Option::is_none));
        place.is_some_and(|at| {
            self.results[at] = Some(day);
            true
        })
    }

    /// The day of the results of a school year; none where it is not known.
    pub fn results(&self, year: SchoolYear) -> Option<NaiveDate> {
        let known = self.results.iter().copied().flatten();
        known.into_iter().find(|day| SchoolYear::containing(*day) == year)
    }

    /// A day, or where it is in holidays of the zone the first day after them: on those nobody is at school to be reminded.
    pub fn out_of_holidays(&self, registry: &Registry, day: NaiveDate) -> NaiveDate {
        let mut holidays = self
            .zone
            .into_iter()
            .flat_map(|zone| registry.holidays_from(zone, day));
        let mut out = day;
        while let Some(found) = holidays.next().filter(|found| found.from <= out) {
            out = out.max(found.to.succ_opt().unwrap_or(found.to));
        }
        out
    }

    /// The day that is so many days after another, those of holidays passed over where they are not counted.
    pub fn after(&self, registry: &Registry, from: NaiveDate, days: u32) -> NaiveDate {
        let zone = self.zone.filter(|_| self.skip_holidays);
        let holidays = zone
            .into_iter()
            .flat_map(|zone| registry.holidays_from(zone, from));
        // Whole holidays are passed over at once: this is asked for each school.
        let (mut day, mut left) = (from, i64::from(days.max(1)));
        for found in holidays {
            let before = (found.from - day).num_days() - 1;
            if left <= before {
                break;
            }
            left -= before.max(0);
            day = day.max(found.to);
        }
        day.checked_add_signed(TimeDelta::days(left))
            .unwrap_or(NaiveDate::MAX)
    }
}
