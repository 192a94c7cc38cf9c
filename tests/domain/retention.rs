//! Which backups a retention keeps, over random folders.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDateTime, TimeDelta};
use preau::domain::retention::{Retention, Span};
use proptest::collection::vec;
use proptest::prelude::*;

fn start() -> NaiveDateTime {
    "2026-11-23T21:30:00".parse().unwrap()
}

fn kept(retention: Retention, moments: &[NaiveDateTime]) -> BTreeSet<NaiveDateTime> {
    retention.keeps(moments).into_keys().collect()
}

/// The periods of a span that moments fall in, counted another way than the program does.
fn periods(span: Span, moments: &[NaiveDateTime]) -> BTreeSet<i32> {
    let number = |moment: &NaiveDateTime| {
        let day = moment.num_days_from_ce();
        match span {
            Span::Day => day,
            Span::Week => (day - 1).div_euclid(7),
            Span::Month => moment.year() * 12 + moment.month0().cast_signed(),
        }
    };
    moments.iter().map(number).collect()
}

fn retentions() -> impl Strategy<Value = Retention> {
    (0..20_u32, 0..10_u32, 0..15_u32).prop_map(|(days, weeks, months)| Retention { days, weeks, months })
}

/// Backups over two years, several on some days.
fn folders() -> impl Strategy<Value = Vec<NaiveDateTime>> {
    vec(0..2 * 366 * 24 * 60_i64, 0..120).prop_map(|minutes| {
        let distinct: BTreeSet<i64> = minutes.into_iter().collect();
        distinct
            .into_iter()
            .map(|minutes| start() + TimeDelta::minutes(minutes))
            .collect()
    })
}

fn count(retention: Retention, span: Span) -> usize {
    let count = match span {
        Span::Day => retention.days,
        Span::Week => retention.weeks,
        Span::Month => retention.months,
    };
    count as usize
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_of_the_last_periods_keeps_its_last_and_nothing_else_is_kept(
        retention in retentions(), moments in folders(),
    ) {
        let keeps = retention.keeps(&moments);
        for span in Span::ALL {
            let told: Vec<NaiveDateTime> =
                keeps.iter().filter(|(_, spans)| spans.contains(&span)).map(|(at, _)| *at).collect();
            let all = periods(span, &moments);
            let last: BTreeSet<i32> = all.iter().rev().take(count(retention, span)).copied().collect();
            prop_assert_eq!(&periods(span, &told), &last);
            prop_assert_eq!(told.len(), last.len(), "one of each");
            for at in told {
                let later = moments.iter().filter(|other| **other > at);
                prop_assert!(later.into_iter().all(|other| periods(span, &[*other]) != periods(span, &[at])));
            }
        }
        let latest = moments.iter().max();
        prop_assert!(keeps.iter().all(|(at, spans)| !spans.is_empty() || Some(at) == latest));
        prop_assert!(latest.is_none_or(|latest| keeps.contains_key(latest)));
    }

    #[test]
    fn what_is_kept_is_kept_again(retention in retentions(), moments in folders()) {
        let once = kept(retention, &moments);
        let again = kept(retention, &once.iter().copied().collect::<Vec<_>>());
        prop_assert_eq!(once, again);
    }

    #[test]
    fn removing_after_each_backup_leaves_what_removing_once_at_the_end_does(
        retention in retentions(), moments in folders(),
    ) {
        let mut folder = BTreeSet::new();
        for moment in &moments {
            folder.insert(*moment);
            folder = kept(retention, &folder.iter().copied().collect::<Vec<_>>());
        }
        prop_assert_eq!(folder, kept(retention, &moments));
    }
}

#[test]
fn a_year_of_nights_leaves_the_days_the_weeks_and_the_months_asked_for() {
    let nights: Vec<NaiveDateTime> = (0..400)
        .map(|night| start().checked_sub_days(Days::new(night)).unwrap())
        .collect();
    let retention = Retention::parse("14j,8s,12m").unwrap();
    let days: Vec<String> = kept(retention, &nights)
        .iter()
        .map(|at| at.date().to_string())
        .collect();
    let expected = [
        "2025-12-31",
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
        "2026-05-31",
        "2026-06-30",
        "2026-07-31",
        "2026-08-31",
        "2026-09-30",
        "2026-10-11",
        "2026-10-18",
        "2026-10-25",
        "2026-10-31",
        "2026-11-01",
        "2026-11-08",
        "2026-11-10",
        "2026-11-11",
        "2026-11-12",
        "2026-11-13",
        "2026-11-14",
        "2026-11-15",
        "2026-11-16",
        "2026-11-17",
        "2026-11-18",
        "2026-11-19",
        "2026-11-20",
        "2026-11-21",
        "2026-11-22",
        "2026-11-23",
    ];
    assert_eq!(days, expected);
}
