//! `preau notice`: what the fiche says otherwise than the notice, and that it still serves.

use crate::support::place::Place;

#[test]
fn the_notice_is_said_to_serve_after_what_differs_is_shown() {
    let place = Place::demo();
    let row = "uai;solution;etape;depuis;notice_familles_le;notice_version\n\
               0380449G;fictif-d;contrat_souscrit;2026-11-06;2025-03-03;1\n";
    let file = place.file("deploiements.csv", row);
    place.run(["importer", "deploiements", &file]).expect(0);
    let before = place.content();
    let shown = place.run(["notice", "0380449G"]).expect(1).out;
    assert!(shown.contains("la fiche 2 et la notice remise"), "{shown}");
    assert!(shown.lines().count() > 1, "{shown}");
    let refused = place.run(["notice", "0380449G", "--motif", " "]).expect(1).err;
    assert!(refused.contains("motif"), "{refused}");
    assert_eq!(place.content(), before);
    let said = place
        .run(["notice", "0380449G", "--motif", "la durée seule a changé"])
        .expect(0)
        .out;
    assert!(
        said.contains("notice dite valable pour la fiche 2, dans la base"),
        "{said}"
    );
    let after = place.content();
    assert_ne!(after, before);
    let said = place.run(["notice", "0380449G"]).expect(0).out;
    assert!(said.contains("n’est pas à refaire"), "{said}");
    let again = place
        .run(["notice", "0380449G", "--motif", "encore"])
        .expect(1)
        .err;
    assert!(again.contains("rien n’a été écrit"), "{again}");
    assert_eq!(place.content(), after);
    let journal = place.run(["journal"]).expect(0).out;
    assert!(
        journal.contains("notice encore valable pour la fiche 2"),
        "{journal}"
    );
    place.run(["verifier"]).expect(0);
}

#[test]
fn a_school_that_is_not_there_or_whose_notice_serves_is_refused() {
    let place = Place::demo();
    for (uai, status) in [("0380001V", 1), ("0381548B", 1), ("ABC", 2)] {
        let ran = place.run(["notice", uai, "--motif", "essai"]).expect(status);
        assert_eq!(ran.out, "", "{uai}");
    }
}
