//! Dossiers that the site soon purges, whose signed convention is not kept here.

use chrono::Days;
use preau::domain::convention::DocumentRef;
use preau::domain::document::{DocumentFormat, DocumentId, DocumentKind};
use preau::domain::query::Pane;
use preau::domain::record::{Document, RecordId};

use super::office::{Office, class, found};
use crate::support::values::{day, number};
use crate::support::world::{C26, TODAY, World};

/// A convention 26 of one dossier, accepted on a day.
fn accepted(on: &str) -> World {
    class(1).edit_convention(C26, |c| {
        c.dossiers = vec!["21900001".to_owned()];
        c.signed_dasen = Some(day(on));
    })
}

fn document(kind: DocumentKind) -> Document {
    Document {
        sha256: DocumentId::of([1; 32]),
        kind,
        name: "signée.pdf".to_owned(),
        format: DocumentFormat::Pdf,
        size: 312_000,
        pages: Some(3),
        date: None,
        about: vec![RecordId::Convention(number(C26))],
        filed: day(TODAY),
        by: "jdupont".to_owned(),
    }
}

fn are_named(world: World) -> bool {
    let office = Office::of(world);
    let found = found(&office, Pane::Conventions, "purge:proche");
    assert!(found.len() < 2);
    !found.is_empty()
}

#[test]
fn a_convention_is_named_from_60_days_before_the_purge_to_its_day() {
    // The purge is 12 months after the acceptance.
    for (left, expected) in [
        (61, false),
        (60, true),
        (59, true),
        (1, true),
        (0, true),
        (-1, false),
    ] {
        let purged = match u64::try_from(left) {
            Ok(days) => day(TODAY) + Days::new(days),
            Err(_) => day(TODAY) - Days::new(1),
        };
        let on = preau::domain::date::add_months(purged, -12).to_string();
        assert_eq!(are_named(accepted(&on)), expected, "{left} days before: {on}");
    }
}

#[test]
fn what_is_kept_here_or_never_was_on_the_site_is_not_named() {
    let on = "2025-12-15";
    assert!(are_named(accepted(on)));
    assert!(!are_named(
        accepted(on).with(document(DocumentKind::SignedConvention))
    ));
    assert!(are_named(accepted(on).with(document(DocumentKind::Deliberation))));
    let elsewhere = accepted(on).edit_convention(C26, |c| {
        c.document = Some(DocumentRef {
            path: "/srv/signees/26.pdf".to_owned(),
            sha256: "0".repeat(64),
        });
    });
    assert!(!are_named(elsewhere));
    assert!(!are_named(
        accepted(on).edit_convention(C26, |c| c.dossiers.clear())
    ));
    assert!(!are_named(
        accepted(on).edit_convention(C26, |c| c.signed_dasen = None)
    ));
}
