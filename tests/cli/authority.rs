//! Who signs for the State, as the configuration names them.

use crate::support::place::Place;

const DAY: &str = "2026-11-23";

#[test]
fn what_is_said_of_a_signature_names_the_authority_of_the_configuration() {
    let place = Place::demo();
    let config = place.file("preau.toml", "[dsden]\nautorite = \"la rectrice\"\n");
    let table = [
        (&["controler"][..], "signature de la rectrice manquante"),
        (&["controler"], "attend la rectrice depuis le"),
        (&["controler"], "signée par la rectrice le"),
        (&["controler", "--par", "cause"], "et de la rectrice"),
        (&["expliquer", "0381528E"], "la rectrice\u{a0}: non"),
        (&["expliquer", "0381958X"], "hors des conventions de la rectrice"),
    ];
    for (args, expected) in table {
        let named = args.iter().copied().chain(["--config", &config]);
        let text = place.on(DAY, named).out;
        assert!(text.contains(expected), "{args:?}: {expected} in\n{text}");
        assert!(!text.contains("DASEN"), "{args:?}: {text}");
        let usual = place.on(DAY, args.iter().copied()).out;
        assert!(usual.contains("DASEN") && !usual.contains("rectrice"), "{args:?}");
    }
}

#[test]
fn a_title_without_its_article_is_told_with_its_line() {
    let place = Place::demo();
    let config = place.file("preau.toml", "[dsden]\nautorite = \"recteur\"\n");
    let ran = place.on(DAY, ["controler", "--config", &config]).expect(2);
    let said = place.neutral(&ran.err);
    assert!(
        said.contains("ligne 2")
            && said.contains("écrivez «\u{a0}le DASEN\u{a0}» ou «\u{a0}la rectrice\u{a0}»"),
        "{said}"
    );
}
