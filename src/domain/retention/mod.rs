//! Which dated backups are kept: the last of each of the last days, weeks and months.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDateTime};

use super::coded::coded;

/// How many days, weeks and months keep their last backup.
///
/// A period without a backup is not counted: after a pause, or on a clock that jumps, what there is stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Retention {
    pub days: u32,
    /// Weeks, from Monday on.
    pub weeks: u32,
    pub months: u32,
}

coded! {
    /// What a backup is the last of; also the order in which they are told. The code is the letter in the text of a
    /// retention.
    enum Span {
        Day "j", "jour";
        Week "s", "semaine";
        Month "m", "mois";
    }
}

impl Span {
    /// The period of a moment; those of one span are in the order of time.
    fn period(self, moment: NaiveDateTime) -> (i32, u32) {
        let day = moment.date();
        match self {
            Self::Day => (day.year(), day.ordinal()),
            Self::Week => (day.iso_week().year(), day.iso_week().week()),
            Self::Month => (day.year(), day.month()),
        }
    }
}

impl Retention {
    /// The moments to keep, each with the spans of which it is the last. The latest moment is among them.
    pub fn keeps(&self, moments: &[NaiveDateTime]) -> BTreeMap<NaiveDateTime, BTreeSet<Span>> {
        let mut kept: BTreeMap<NaiveDateTime, BTreeSet<Span>> = BTreeMap::new();
        kept.extend(moments.iter().max().map(|latest| (*latest, BTreeSet::new())));
        for span in Span::ALL {
            for moment in last_of_each(span, moments)
                .into_values()
                .rev()
                .take(self.count(span))
            {
                kept.entry(moment).or_default().insert(span);
            }
        }
        kept
    }

    fn count(&self, span: Span) -> usize {
        let count = match span {
            Span::Day => self.days,
            Span::Week => self.weeks,
            Span::Month => self.months,
        };
        usize::try_from(count).unwrap_or(usize::MAX)
    }
}

/// The last moment of each period.
fn last_of_each(span: Span, moments: &[NaiveDateTime]) -> BTreeMap<(i32, u32), NaiveDateTime> {
    let mut last = BTreeMap::new();
    for moment in moments {
        let latest = last.entry(span.period(*moment)).or_insert(*moment);
        *latest = (*latest).max(*moment);
    }
    last
}
