//! A base of before the avenants of conventions.

use preau::store::verify;

use crate::former::{former, journal, registry, texts, undone};
use crate::support::values::{day, number, uai};

const BASE: &str = "before-avenants.preau";

#[test]
fn a_base_of_before_avenants_opens_and_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BASE);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let found = registry(&store);
    let convention = found.conventions().get(&number("26-0001")).unwrap();
    assert!(!convention.open_annexe && convention.amendments.is_empty());
    let stored = texts(&found).concat();
    assert!(
        !stored.contains("amendments") && !stored.contains("open_annexe"),
        "{stored}"
    );
}

#[test]
fn its_last_operation_is_undone_and_gives_the_list_of_schools_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = former(folder.path(), BASE);
    assert_eq!(journal(&store).len(), 8);
    let (now, before) = undone(&store, "2026-11-30");
    assert_eq!(texts(&now), texts(&before));
    let convention = now.conventions().get(&number("26-0001")).unwrap();
    let [line] = convention.annexe.lines() else {
        panic!("{:?}", convention.annexe);
    };
    assert_eq!(line.to_string(), "0381926M");
    assert!(convention.covers_school(uai("0381926M"), day("2026-11-30")));
}

/// Its convention has the avenant 1, and the document that is attached to it says nothing of that.
const BEFORE_DOCUMENTS: &str = "before-avenant-documents.preau";

#[test]
fn a_base_of_before_the_documents_of_avenants_opens_is_sound_and_undone() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = former(folder.path(), BEFORE_DOCUMENTS);
    let report = verify(&mut store);
    assert!(report.is_sound(), "{report}");
    let found = registry(&store);
    let convention = found.conventions().get(&number("26-0001")).unwrap();
    let [avenant] = convention.amendments.as_slice() else {
        panic!("{:?}", convention.amendments);
    };
    assert_eq!(avenant.document, None);
    let stored = serde_json::to_string(convention).unwrap();
    assert!(!stored.contains("document"), "{stored}");
    assert_eq!(found.documents().len(), 1);
    let (now, before) = undone(&store, "2026-11-30");
    assert_eq!(texts(&now), texts(&before));
    assert!(now.documents().is_empty());
}
