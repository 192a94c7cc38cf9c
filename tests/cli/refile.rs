//! `preau importer solutions` of a solution that takes another category.

use crate::support::place::Place;

#[test]
fn its_uses_go_with_it_once_that_is_confirmed() {
    let place = Place::demo();
    let listed = place.run(["exporter", "solutions"]).expect(0).out;
    let row = listed.lines().find(|row| row.starts_with("fictif-a;")).unwrap();
    let head = listed.lines().next().unwrap();
    let file = place.file(
        "solutions.csv",
        format!("{head}\n{}\n", row.replace(";ENT;", ";vie scolaire;")),
    );
    let count = |place: &Place| {
        let written = place.run(["exporter", "deploiements"]).expect(0).out;
        written.lines().filter(|row| row.contains(";fictif-a;")).count()
    };
    let (before, uses) = (place.content(), count(&place));
    let args = ["importer", "solutions", &file];
    let ran = place.run(args).expect(2);
    let text = ran.out.replace('\u{a0}', " ");
    assert!(
        text.contains("La solution fictif-a passe de la catégorie « ENT » à « vie scolaire »."),
        "{text}"
    );
    assert!(text.contains(&format!("{uses} usages la suivent : ")), "{text}");
    let said = ran.err.replace('\u{a0}', " ");
    assert!(
        said.contains("Des usages changent de catégorie avec leur solution : rien n’a été écrit"),
        "{said}"
    );
    assert_eq!(place.content(), before);
    place.run(args.into_iter().chain(["--confirmer"])).expect(0);
    place.run(["verifier"]).expect(0);
    let written = place.run(["exporter", "deploiements"]).expect(0).out;
    assert_eq!(count(&place), uses);
    // The file that the base writes is read again and changes nothing.
    let again = place.file("deploiements.csv", written);
    let ran = place.run(["importer", "deploiements", &again]).expect(0);
    assert!(ran.out.contains("rien n’a été écrit"), "{}", ran.out);
    // So is the whole base, into another.
    place.run(["exporter", "base", "-o", "base.json"]).expect(0);
    place
        .now(["importer", "base", "base.json", "--base", "autre.base"])
        .expect(0);
    place.run(["verifier", "--base", "autre.base"]).expect(0);
}
