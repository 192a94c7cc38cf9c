//! The end of a convention, renewals counted.
//!
//! Every renewed end is computed from the origin (the recorded end, or the effect where there is a duration),
//! never from the end before it: the ends of months do not drift.

use chrono::NaiveDate;

use super::{Convention, Renewal};
use crate::domain::date::add_months;

/// From what the ends of a convention are computed.
#[derive(Debug, Clone, Copy)]
enum Origin {
    /// The recorded last day.
    End(NaiveDate),
    /// The effect and a duration in months; the last day is the one before the anniversary.
    Effect(NaiveDate, u32),
}

impl Origin {
    /// The last day once `months` of renewals were added.
    fn end_after(self, months: u64) -> NaiveDate {
        match self {
            Self::End(end) => add_months(end, clamped(months)),
            Self::Effect(effect, duration) => {
                let anniversary = add_months(effect, clamped(u64::from(duration) + months));
                anniversary.pred_opt().unwrap_or(NaiveDate::MIN)
            }
        }
    }
}

/// A number of months for [`add_months`], which stops at the end of the calendar.
fn clamped(months: u64) -> i32 {
    i32::try_from(months).unwrap_or(i32::MAX)
}

impl Convention {
    /// The last day before any renewal: the recorded end, else the effect, its duration, and one day less.
    pub fn first_end(&self) -> Option<NaiveDate> {
        self.origin().map(|origin| origin.end_after(0))
    }

    /// The last day of the term that holds `day`: the first end, moved by as many tacit renewals as have
    /// happened by that day and as the ceiling allows. None for a convention without end.
    pub fn end_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        self.end_after_renewals(self.renewals_by(day))
    }

    /// The last day once every renewal that the ceiling allows has happened. None for a convention without end.
    ///
    /// A termination or a refusal is not counted here; see [`Convention::last_day`].
    pub fn final_end(&self) -> Option<NaiveDate> {
        match self.tacit() {
            Some((_, None)) => None,
            Some((_, Some(ceiling))) => self.end_after_renewals(u64::from(ceiling)),
            None => self.first_end(),
        }
    }

    /// The last day on which it can still bind, by its final end or by what stopped it, whichever is earlier.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let stopped = self.stopped().and_then(|day| day.pred_opt());
        match (self.final_end(), stopped) {
            (Some(end), Some(stopped)) => Some(end.min(stopped)),
            (end, stopped) => end.or(stopped),
        }
    }

    /// The last day of the term that holds `day`, no later than the day before what stopped it.
    pub fn current_end(&self, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.last_day();
        let end = self.end_on(day).or(last)?;
        Some(last.map_or(end, |last| end.min(last)))
    }

    /// The last day on which it was in force; none while it is, and of one that never was.
    pub fn lapsed_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let last = self.last_day()?;
        (last < day && self.in_force(last)).then_some(last)
    }

    /// The first day of the current term where a tacit renewal opened it; none in the first term.
    pub fn renewed_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        let before = self.renewals_by(day).checked_sub(1)?;
        self.end_after_renewals(before)?.succ_opt()
    }

    /// How many tacit renewals have happened by a day.
    pub fn renewals_by(&self, day: NaiveDate) -> u64 {
        let (Some(origin), Some((months, ceiling))) = (self.origin(), self.tacit()) else {
            return 0;
        };
        let most = ceiling.map_or(u64::MAX, u64::from);
        // A lower bound by whole months, from which at most a few steps remain.
        let mut count = (months_between(origin.end_after(0), day) / u64::from(months)).saturating_sub(1);
        while count < most && passed(origin.end_after(count * u64::from(months)), day) {
            count += 1;
        }
        count.min(most)
    }

    fn end_after_renewals(&self, count: u64) -> Option<NaiveDate> {
        let months = self.tacit().map_or(0, |(months, _)| u64::from(months));
        self.origin().map(|origin| origin.end_after(count * months))
    }

    fn origin(&self) -> Option<Origin> {
        let from_effect = || Some(Origin::Effect(self.effect_day()?, self.duration_months?));
        self.end.map(Origin::End).or_else(from_effect)
    }

    /// The period and the ceiling of a tacit renewal. A period of no month renews nothing.
    fn tacit(&self) -> Option<(u32, Option<u32>)> {
        match self.renewal {
            Renewal::Tacite { months, ceiling } if months > 0 => Some((months, ceiling)),
            _ => None,
        }
    }
}

/// True when an end is before a day, and is not the end of the calendar, which no renewal moves.
fn passed(end: NaiveDate, day: NaiveDate) -> bool {
    end < day && end < NaiveDate::MAX
}

/// Whole calendar months from one day's month to a later day's; 0 where it is not later.
fn months_between(from: NaiveDate, to: NaiveDate) -> u64 {
    use chrono::Datelike;
    let months = |day: NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month0());
    u64::try_from(months(to) - months(from)).unwrap_or(0)
}
