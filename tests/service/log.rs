//! The log says who did what and how long it took, and nothing of what is in the base or was typed.

use serde_json::json;

use super::house::House;
use super::raw::{Raw, note, schools};

#[test]
fn nothing_that_was_typed_or_read_is_in_the_log() {
    let mut house = House::open();
    let mut raw = Raw::greeted(&house.socket());
    raw.call("query", schools("commune:grenoble mot-de-filtre"));
    raw.call("query", schools("champinconnu:valeurinconnue"));
    raw.call("execute", note("Madame Untelle absente jusqu’à Pâques", None));
    raw.call("open", json!({"record": "ecole/0380123C"}));
    raw.call("history", json!({"record": "ecole/0380123C"}));
    raw.ask("query", json!({"query": "secretdanslatrame"}));
    while raw.receive().is_some() {}
    house.run(["inscrire", "0380123C"]);
    house.run(["exporter", "registre"]).expect(0);
    let file = house
        .place
        .file("nom-de-fichier.csv", "reference;collectivite;solution\n;;\n");
    house.run(["importer", "contrats", &file]);
    let log = house.close();
    for verb in ["query", "execute", "open", "history", "extract_register", "plan"] {
        assert!(log.contains(&format!("verb=\"{verb}\"")), "{verb}\n{log}");
    }
    assert!(log.contains(" ms="), "{log}");
    let low = log.to_lowercase();
    for word in [
        "grenoble",
        "filtre",
        "champ",
        "valeur",
        "untelle",
        "pâques",
        "0380123",
        "jaurès",
        "secret",
        "nom-de-fichier",
        "reference",
    ] {
        assert!(!low.contains(word), "{word}\n{log}");
    }
}
