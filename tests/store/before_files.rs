//! A base of before a convention kept when its dossiers changed on the site, a fiche the family of its data and who
//! receives a transfer, a school the code of its circonscription and its establishment.

use preau::domain::rule::{Policy, RuleCode, assess};
use preau::store::verify;

use crate::former::{former, registry, texts, undone};
use crate::support::values::{day, number, uai};

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
    for field in [
        "dossiers_changed",
        "famille",
        "organisme",
        "lien",
        "circonscription_code",
        "mere",
    ] {
        assert!(!stored.contains(field), "{field}: {stored}");
    }
    // The review of an entry still covers the fiche that it saw.
    let school = found.schools().get(&uai("0381926M")).unwrap();
    let assessed = assess(&found, school, day("2026-12-01"), &Policy::default());
    let findings = assessed.iter().flat_map(|assessment| &assessment.findings);
    assert!(
        !findings
            .map(|finding| finding.rule)
            .any(|rule| rule == RuleCode::W18)
    );
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
