//! Dossiers of Démarches Simplifiées that a client sends.

use super::house::House;
use crate::support::dossiers::{ACCEPTED, SENT_BACK, export};

#[test]
fn a_dossier_sent_back_takes_the_signature_away_through_the_service_once_confirmed() {
    let house = House::open();
    house.place.dossiers("");
    house.run(["inscrire", "0381548B"]).expect(0);
    let accepted = house.place.file("acceptes.csv", export(&ACCEPTED));
    let ran = house.run(["importer", "demarches", &accepted]).expect(0);
    assert!(ran.out.contains("rien n’a été écrit"), "{ran:#?}");

    let back = house.place.file("renvoyes.csv", export(&SENT_BACK));
    let ran = house.run(["importer", "demarches", &back]).expect(2);
    assert!(ran.out.contains("n’est plus accepté"), "{ran:#?}");
    assert!(ran.err.contains("relancez avec --confirmer"), "{ran:#?}");
    assert!(!shown(&house).contains("W0"));

    house
        .run(["importer", "demarches", &back, "--confirmer"])
        .expect(0);
    assert!(shown(&house).contains("W0"));
    house.run(["importer", "demarches", &accepted]).expect(0);
    assert!(!shown(&house).contains("W0"));
}

/// What is found of the school, as the service says it.
fn shown(house: &House) -> String {
    house.run(["controler", "uai:0381548B"]).out
}
