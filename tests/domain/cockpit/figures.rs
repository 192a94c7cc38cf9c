//! The dashboard's figures: each is as long as the list behind it.

use preau::domain::permit::Right;
use preau::domain::query::figures::{Figures, MOST, Split};
use preau::domain::query::{Pane, Query};
use preau::domain::record::RecordId;
use preau::domain::rule::{RuleCode, Standing};
use preau::domain::view::SHIPPED;
use preau::service::{Desk, DeskError};

use super::office::Office;
use crate::support::demo::{demo, today};
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

/// What a figure counts of the list behind it.
#[derive(Debug, Clone, Copy)]
enum Of {
    Schools,
    Lines,
}

/// Every figure with its filter.
fn counted(figures: &Figures) -> Vec<(Of, usize, String)> {
    let bars = figures
        .funnel
        .iter()
        .flat_map(|step| std::iter::once(&step.at).chain(&step.reached))
        .chain([&figures.curve.before, &figures.curve.left])
        .map(|bar| (Of::Lines, bar.count, bar.filter.clone()));
    let splits = figures.circonscriptions.iter().chain(&figures.collectivites);
    let parts = splits.flat_map(|split: &Split| {
        let part = |standing| (Of::Schools, split.counts.of(standing), split.filter_of(standing));
        let all = (Of::Schools, split.counts.schools(), split.filter.clone());
        Standing::ALL
            .into_iter()
            .map(part)
            .chain([all])
            .collect::<Vec<_>>()
    });
    let reasons = figures.reasons.iter().flat_map(|reason| {
        [
            (Of::Schools, reason.schools, reason.filter.clone()),
            (Of::Schools, reason.alone, reason.alone_filter.clone()),
        ]
    });
    let span = |of| move |span: &preau::domain::query::figures::Span| (of, span.count, span.filter.clone());
    let spans = figures
        .curve
        .weeks
        .iter()
        .chain(&figures.ends)
        .map(span(Of::Lines));
    bars.chain(parts)
        .chain(reasons)
        .chain(spans)
        .chain(figures.councils.iter().map(span(Of::Schools)))
        .collect()
}

fn all_as_said(office: &Office, scope: &Query) -> Figures {
    let figures = office.0.figures(scope).unwrap();
    let whole = office.0.query(scope).unwrap();
    assert_eq!((figures.total, figures.schools), (whole.total, whole.records.0));
    for (of, count, filter) in counted(&figures) {
        let behind = Query {
            text: filter.clone(),
            ..scope.clone()
        };
        let found = office.0.query(&behind).unwrap();
        let found = match of {
            Of::Schools => found.records.0,
            Of::Lines => found.total,
        };
        assert_eq!(found, count, "{of:?} {filter}");
    }
    figures
}

#[test]
fn every_figure_is_as_long_as_the_list_behind_it() {
    let office = office();
    let figures = all_as_said(&office, &scope(""));
    let sum: usize = figures.funnel.iter().map(|step| step.at.count).sum();
    assert_eq!(sum, figures.total, "each line is at one stage");
    let under = |splits: &[Split]| -> usize { splits.iter().map(|split| split.counts.schools()).sum() };
    assert_eq!(
        under(&figures.circonscriptions),
        figures.schools,
        "each school is under one name"
    );
    assert_eq!(
        figures.collectivites.len(),
        MOST.min(figures.collectivites_in_all)
    );
    assert!(under(&figures.collectivites) <= figures.schools);
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
    assert!(first.alone > 0 && first.alone < first.schools);
    assert!(figures.reasons.is_sorted_by(|a, b| a.schools >= b.schools));
}

#[test]
fn a_school_without_a_project_or_out_of_scope_is_kept_out_by_nothing() {
    let figures = office().0.figures(&scope("etat:hors_champ,sans_projet")).unwrap();
    assert!(figures.schools > 0);
    assert_eq!(figures.reasons, []);
}

#[test]
fn views_header_and_dashboard_count_the_same_way() {
    let office = office();
    let figures = office.0.figures(&scope("")).unwrap();
    let header = office.0.query(&Query::all(Pane::Collectivites, 1_000)).unwrap();
    for standing in Standing::ALL {
        let in_pictures: usize = figures
            .circonscriptions
            .iter()
            .map(|split| split.counts.of(standing))
            .sum();
        let listed = office
            .0
            .query(&scope(&format!("etat:{}", standing.code())))
            .unwrap();
        assert_eq!(in_pictures, header.summary.of(standing), "{standing:?}");
        assert_eq!(listed.records.0, header.summary.of(standing), "{standing:?}");
    }
    assert_eq!(header.summary.schools(), figures.schools);
    for (view, rules) in [
        ("sans convention 26", [RuleCode::B7, RuleCode::B8]),
        ("sans convention 28", [RuleCode::B5, RuleCode::B6]),
    ] {
        let view = SHIPPED.iter().find(|shipped| shipped.name == view).unwrap();
        let listed = office.0.query(&scope(view.text)).unwrap().records.0;
        // A use lacks the convention, or the convention lacks what it needs: of one school, both may be.
        let of = |rule| {
            let reason = figures.reasons.iter().find(|reason| reason.rule == rule);
            reason.map_or(0, |reason| reason.schools)
        };
        let [one, other] = rules.map(of);
        assert!(
            listed <= one + other && listed >= one.max(other),
            "{}: {listed}, {one}, {other}",
            view.name
        );
    }
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
