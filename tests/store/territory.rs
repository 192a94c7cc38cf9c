//! Territory: a base of before codes stood for a commune from a day on, and competences had a nature.

use preau::store::verify;

use crate::former::{former, registry, texts, undone};
use crate::support::values::{day, uai};

const BASE: &str = "before-territory.preau";

/// The school whose commune is known by its own code, and registered.
const REGISTERED: &str = "0010002X";

#[test]
fn a_base_of_before_dated_codes_opens_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let registry = registry(&store);
    let part = registry.localities().iter().next().unwrap();
    assert_eq!(
        serde_json::to_string(part).unwrap(),
        r#"{"code":"01999","name":"Landaize","kind":"commune-associee","commune":"01138"}"#
    );
    assert_eq!(part.id().to_string(), "01999", "since ever");
    let competence = registry.competences().iter().next().unwrap();
    assert_eq!(
        serde_json::to_string(competence).unwrap(),
        r#"{"perimeter":"01039","collectivite":"200040350","period":{"from":"2023-01-01"}}"#
    );
    assert!(competence.gives_holder(), "confirmed, and of both");
    let school = registry.schools().get(&uai(REGISTERED)).unwrap();
    let holder = |on: &str| registry.competent(school, day(on)).map(|siren| siren.to_string());
    assert_eq!(holder("2022-12-31").as_deref(), Some("210100392"));
    assert_eq!(holder("2023-01-01").as_deref(), Some("200040350"));
}

#[test]
fn its_last_operation_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (now, before) = undone(&store, "2026-11-30");
    assert_eq!(texts(&now), texts(&before));
}
