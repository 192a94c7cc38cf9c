//! A base of before a convention kept when its dossiers changed on the site.

use preau::store::verify;

use crate::former::{former, registry, texts, undone};
use crate::support::values::{day, number};

const BASE: &str = "before-site-moments.preau";

#[test]
fn a_base_of_before_the_moments_of_dossiers_opens_is_sound_and_keeps_its_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let found = registry(&store);
    let convention = found.conventions().get(&number("26-0002")).unwrap();
    assert_eq!(convention.dossiers, ["4343"]);
    assert!(convention.dossiers_changed.is_empty());
    let stored = texts(&found).concat();
    assert!(!stored.contains("dossiers_changed"), "{stored}");
}

#[test]
fn its_last_import_of_dossiers_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (now, before) = undone(&store, "2026-12-01");
    assert_eq!(texts(&now), texts(&before));
    let of = |registry: &preau::domain::registry::Registry| {
        registry
            .conventions()
            .get(&number("26-0002"))
            .unwrap()
            .signed_dasen
    };
    assert_eq!((of(&registry(&store)), of(&now)), (Some(day("2026-11-20")), None));
}
