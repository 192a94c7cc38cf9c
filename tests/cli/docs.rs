//! What `docs/` hands out: the fiche of the program itself.

use std::path::Path;

use crate::support::place::Place;

#[test]
fn the_fiche_of_the_program_goes_in_beside_those_of_the_solutions() {
    let place = Place::trial();
    let solutions = "code;nom;categorie;prestataire_siren;prestataire_nom\n\
                     preau;Préau;vie scolaire;999000607;Exploitant exemple\n";
    let solutions = place.file("solutions.csv", solutions);
    place.run(["importer", "solutions", &solutions]).expect(0);
    let fiche = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/fiche-preau.json");
    let fiche = fiche.to_str().unwrap();
    let said = place.run(["importer", "fiches", fiche]).expect(0).out;
    assert!(said.contains("fiche de traitement preau@1"), "{said}");
    let before = place.content();
    place.run(["importer", "fiches", fiche]).expect(0);
    assert_eq!(place.content(), before, "it is whole as it is");
}
