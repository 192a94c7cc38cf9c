//! The dashboard's figures: each is as long as the list behind it.

use preau::domain::permit::Right;
use preau::domain::query::figures::{Figures, MOST, Split};
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::domain::rule::RuleCode;
use preau::service::{Desk, DeskError};

use super::demo::{demo, today};
use super::office::Office;
use crate::support::values::{day, siren};
use crate::support::world::GRENOBLE;

fn office() -> Office {
    let office = Office::on(demo().records().map(|(record, _)| record), &today().to_string());
    Office(office.0.with_target(Some(day("2027-01-31"))))
}

fn scope(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::all(Pane::Schools, 0)
    }
}

/// Every figure with its filter.
fn counted(figures: &Figures) -> Vec<(usize, &str)> {
    let bars = figures
        .funnel
        .iter()
        .chain([&figures.curve.before, &figures.curve.left])
        .map(|bar| (bar.count, bar.filter.as_str()));
    let splits = figures.circonscriptions.iter().chain(&figures.collectivites);
    let parts = splits.flat_map(|split: &Split| {
        [
            (
                split.registered + split.blocked + split.eligible,
                split.filter.as_str(),
            ),
            (split.registered, &split.registered_filter),
            (split.blocked, &split.blocked_filter),
            (split.eligible, &split.eligible_filter),
        ]
    });
    let reasons = figures.reasons.iter().flat_map(|reason| {
        [
            (reason.blocked, reason.filter.as_str()),
            (reason.alone, &reason.alone_filter),
        ]
    });
    let spans = figures
        .curve
        .weeks
        .iter()
        .chain(&figures.ends)
        .chain(&figures.councils);
    bars.chain(parts)
        .chain(reasons)
        .chain(spans.map(|span| (span.count, span.filter.as_str())))
        .collect()
}

fn all_as_said(office: &Office, scope: &Query) -> Figures {
    let figures = office.0.figures(scope).unwrap();
    assert_eq!(figures.total, office.0.query(scope).unwrap().total);
    for (count, filter) in counted(&figures) {
        let behind = Query {
            text: filter.to_owned(),
            ..scope.clone()
        };
        assert_eq!(office.0.query(&behind).unwrap().total, count, "{filter}");
    }
    figures
}

#[test]
fn every_figure_is_as_long_as_the_list_behind_it() {
    let office = office();
    let figures = all_as_said(&office, &scope(""));
    let sum: usize = figures.funnel.iter().map(|bar| bar.count).sum();
    assert_eq!(sum, figures.total, "each line is at one stage");
    let under = |splits: &[Split]| -> usize {
        let lines = splits.iter().map(|s| s.registered + s.blocked + s.eligible);
        lines.sum()
    };
    assert_eq!(
        under(&figures.circonscriptions),
        figures.total,
        "each line is under one name"
    );
    assert_eq!(
        figures.collectivites.len(),
        MOST.min(figures.collectivites_in_all)
    );
    assert!(under(&figures.collectivites) <= figures.total);
    let weeks: usize = figures.curve.weeks.iter().map(|week| week.count).sum();
    let registered = office.0.query(&scope("inscrite:oui")).unwrap().total;
    assert_eq!(figures.curve.before.count + weeks, registered);
    assert!(weeks > 0 && figures.curve.before.count > 0);
    assert!(figures.ends.iter().any(|span| span.count > 0));
    assert!(figures.councils.iter().any(|span| span.count > 0));
}

#[test]
fn the_first_reason_is_the_one_that_blocks_most() {
    let figures = office().0.figures(&scope("")).unwrap();
    let first = &figures.reasons[0];
    assert_eq!(first.rule, RuleCode::B7);
    assert!(first.alone > 0 && first.alone < first.blocked);
    assert!(figures.reasons.is_sorted_by(|a, b| a.blocked >= b.blocked));
}

#[test]
fn a_private_school_is_freed_by_nothing() {
    let office = office();
    let figures = office.0.figures(&scope("")).unwrap();
    let mut private = figures
        .reasons
        .iter()
        .filter(|reason| reason.rule == RuleCode::B2);
    let private = private.next().unwrap();
    assert!(private.blocked > 0);
    assert_eq!(private.alone, 0);
}

#[test]
fn a_scope_narrows_them_all() {
    let office = office();
    all_as_said(&office, &scope("secteur:public -etape:aucune"));
    all_as_said(&office, &scope("jaures"));
    let pinned = Query {
        scope: vec![RecordId::Collectivite(siren(GRENOBLE))],
        ..scope("solution:one")
    };
    let figures = all_as_said(&office, &pinned);
    assert_eq!(figures.collectivites.len(), 1);
    assert_eq!(figures.collectivites[0].label, "Grenoble");
}

#[test]
fn the_pace_needed_is_what_is_left_over_the_weeks_that_remain() {
    let curve = office().0.figures(&scope("")).unwrap().curve;
    assert_eq!(curve.target, Some(day("2027-01-31")));
    assert_eq!(
        curve.needed,
        Some(curve.left.count.div_ceil(10)),
        "ten weeks from a Monday"
    );
    let none = Office(office().0.with_target(None))
        .0
        .figures(&scope(""))
        .unwrap()
        .curve;
    assert_eq!((none.target, none.needed), (None, None));
}

#[test]
fn an_unknown_filter_is_told_and_a_reader_sees_figures() {
    let office = office();
    assert!(matches!(
        office.0.figures(&scope("etap:x")),
        Err(DeskError::Filter { .. })
    ));
    let reader = Office(office.0.with_rights([Right::Lecture]));
    assert!(reader.0.figures(&scope("")).is_ok());
}
