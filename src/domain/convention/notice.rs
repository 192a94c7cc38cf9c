//! The notice of a tacit renewal: until when a convention may be denounced, when it renews, when it did.

use chrono::{Days, NaiveDate};

use super::{Convention, Renewal};

/// How near a tacit renewal is, or how long ago.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalPhase {
    /// It renews unless it is denounced, on this day at the latest.
    Denounce(NaiveDate),
    /// The last day for notice is over: it renews on this day.
    Renews(NaiveDate),
    /// It was renewed on this day.
    Renewed(NaiveDate),
}

/// How many days before the last one for notice, and after a renewal, are told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenewalDays {
    pub before_notice: u32,
    pub after_renewal: u32,
}

impl Convention {
    /// The phase to tell of on a day; none of a convention that is not in force or that nothing renews by itself.
    ///
    /// What can still be acted on comes first, where terms are so short that two phases meet.
    pub fn renewal_phase(&self, day: NaiveDate, days: RenewalDays) -> Option<RenewalPhase> {
        if !self.in_force(day) || !matches!(self.renewal, Renewal::Tacite { .. }) {
            return None;
        }
        let to_come = self.next_renewal(day).and_then(|renews| {
            let notice = self.notice_by(day)?;
            let near = (notice - day).num_days() <= i64::from(days.before_notice);
            if day > notice {
                Some(RenewalPhase::Renews(renews))
            } else {
                near.then_some(RenewalPhase::Denounce(notice))
            }
        });
        to_come.or_else(|| {
            let renewed = self.renewed_on(day)?;
            let late = (day - renewed).num_days() > i64::from(days.after_renewal);
            (!late).then_some(RenewalPhase::Renewed(renewed))
        })
    }

    /// The first day of the next term of a convention in force that is renewed at the end of the present one; none at the
    /// ceiling, and where it is terminated before.
    pub fn next_renewal(&self, day: NaiveDate) -> Option<NaiveDate> {
        let end = self.end_on(day)?;
        let goes_on = self.last_day().is_none_or(|last| last > end);
        (self.in_force(day) && goes_on).then(|| end.succ_opt()).flatten()
    }

    /// The last day on which the next renewal may be denounced: the end of the present term, less the days of notice.
    pub fn notice_by(&self, day: NaiveDate) -> Option<NaiveDate> {
        let end = self.next_renewal(day)?.pred_opt()?;
        let notice = u64::from(self.notice_days.unwrap_or_default());
        end.checked_sub_days(Days::new(notice))
    }
}
