//! A base of the former format, in which a school had one deployment a category and another choice took its place.

use preau::domain::record::{Record, RecordId};
use preau::store::verify;

use crate::former::{former, registry, texts, undone};
use crate::support::values::uai;
use crate::support::world::SCHOOL;

const BASE: &str = "before-ranks.preau";

#[test]
fn a_base_of_one_deployment_a_category_opens_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let registry = registry(&store);
    let used = registry.deployments_of(uai(SCHOOL)).next().unwrap();
    assert_eq!(used.id().to_string(), "0380123C@ENT");
    assert_eq!(
        RecordId::Deployment(used.id()).to_string(),
        "deploiement/0380123C@ENT"
    );
    let written = serde_json::to_string(&Record::from(used.clone())).unwrap();
    assert!(
        !written.contains("rank") && !written.contains("exit_reason"),
        "{written}"
    );
    let entry = registry.entries().get(&1).unwrap();
    assert!(!serde_json::to_string(entry).unwrap().contains("rank"));
    assert_eq!(
        registry.use_of(entry),
        None,
        "another choice took the place of its use"
    );
    assert!(!registry.is_entered(used));
}

#[test]
fn its_last_operation_is_undone() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    let (now, before) = undone(&store, "2026-11-30");
    assert_eq!(texts(&now), texts(&before));
}
