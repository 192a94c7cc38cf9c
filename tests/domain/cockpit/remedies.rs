//! The order that lifts a finding, beside it.

use preau::domain::convention::{Convention, Renewal};
use preau::domain::query::Pane::Schools;
use preau::domain::query::Query;
use preau::domain::query::page::Row;
use preau::domain::rule::{RemedyKind, RuleCode};
use preau::service::Desk;

use super::office::Office;
use crate::support::values::day;
use crate::support::world::{C26, C28, World};

/// What is typed over a convention.
type Edit = fn(&mut Convention);

/// Beside a finding stands the order that helps: what is over is not signed again, nor changed, but followed by another.
#[test]
fn what_lifts_a_finding_of_a_convention_is_an_order_that_helps() {
    let table: [(&str, Edit, RemedyKind); 9] = [
        (
            "brouillon",
            |c| (c.sent, c.signed_dasen, c.signed_party) = (None, None, None),
            RemedyKind::Send,
        ),
        ("une signature", |c| c.signed_dasen = None, RemedyKind::Sign),
        (
            "effet futur",
            |c| c.effect = Some(day("2026-12-01")),
            RemedyKind::Edit,
        ),
        (
            "refusée",
            |c| {
                c.signed_dasen = None;
                c.refused = Some(day("2026-11-20"));
            },
            RemedyKind::Record,
        ),
        (
            "sans suite",
            |c| {
                c.signed_dasen = None;
                c.dropped = Some(day("2026-11-20"));
            },
            RemedyKind::Record,
        ),
        (
            "résiliée",
            |c| c.terminated = Some(day("2026-11-20")),
            RemedyKind::Record,
        ),
        (
            "échue",
            |c| {
                c.renewal = Renewal::None;
                c.end = Some(day("2026-11-20"));
            },
            RemedyKind::Record,
        ),
        (
            "échue, plafond",
            |c| {
                c.renewal = Renewal::Tacite {
                    months: 1,
                    ceiling: Some(1),
                };
                c.end = Some(day("2026-10-20"));
            },
            RemedyKind::Record,
        ),
        (
            "expresse",
            |c| {
                c.renewal = Renewal::Express;
                c.end = Some(day("2026-11-20"));
            },
            RemedyKind::Edit,
        ),
    ];
    for (case, edit, expected) in table {
        for (convention, rule) in [(C26, RuleCode::B7), (C28, RuleCode::B5)] {
            let office = Office::of(World::eligible().edit_convention(convention, edit));
            let rows = office.0.query(&Query::all(Schools, 10)).unwrap().rows;
            let lifted = rows.iter().find_map(|row| match row {
                Row::School(row) => row.findings.iter().find(|finding| finding.rule == rule),
                _ => None,
            });
            assert_eq!(
                lifted.map(|finding| finding.lifted_by),
                Some(expected),
                "{case}, {convention}"
            );
        }
    }
}
