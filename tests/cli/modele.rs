//! `preau modele`: each own table, with an example that the importer reads.

use crate::support::place::Place;

const OWN: [&str; 8] = [
    "solutions",
    "fiches",
    "conventions",
    "contrats",
    "deploiements",
    "competences",
    "conseils",
    "registre",
];

#[test]
fn each_model_is_as_reviewed() {
    let place = Place::new();
    let all: Vec<String> = OWN
        .iter()
        .map(|name| {
            format!(
                "$ preau modele {name}\n{}",
                place.run(["modele", name]).expect(0).out
            )
        })
        .collect();
    insta::assert_snapshot!("models", all.concat());
}

#[test]
fn what_needs_no_other_file_is_imported_as_it_is() {
    let place = Place::new();
    let model = place.run(["modele", "solutions"]).expect(0).out;
    let file = place.file("solutions.csv", model);
    place.naming(["importer", "solutions", &file]).expect(0);
    let model = place.run(["modele", "fiches"]).expect(0).out;
    let file = place.file("fiches.json", model);
    place.now(["importer", "fiches", &file]).expect(0);
}

#[test]
fn the_keys_are_a_section_of_the_configuration_that_changes_nothing_until_it_is_uncommented() {
    let place = Place::new();
    let model = place.run(["modele", "touches"]).expect(0).out;
    assert!(model.contains("\n[touches]\n"), "{model}");
    for line in [
        "# Changer l’étape du déploiement\n#etape = \"e\"\n",
        "#nouveau = { liste = \"n\", revue = \"N\" }\n",
        "#bas = [\"bas\", \"j\"]\n",
        "#volet-prestataires = [\"3\", '\"']\n",
    ] {
        assert!(model.contains(line), "no {line} in\n{model}");
    }
    let config = place.file("config.toml", model);
    place.run(["modele", "conseils", "--config", &config]).expect(0);
    let unknown = place.run(["modele", "touche"]).expect(2).err;
    assert!(
        unknown.contains("registre, touches, demarches, configuration"),
        "{unknown}"
    );
}

#[test]
fn the_configuration_is_a_file_to_start_from() {
    let place = Place::new();
    let model = place.run(["modele", "configuration"]).expect(0).out;
    insta::assert_snapshot!("configuration", model);
    let config = place.file("config.toml", model);
    place.run(["modele", "conseils", "--config", &config]).expect(0);
}
