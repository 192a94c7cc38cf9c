//! Dossiers of Démarches Simplifiées that a client sends.

use std::path::PathBuf;

use preau::config::Config;
use preau::domain::command::{Command, Order};
use preau::domain::record::RecordId;
use preau::service::dossiers::planned;
use preau::service::{Archive, Client, Desk};

use super::house::House;
use crate::support::dossiers::{ACCEPTED, SENT_BACK, export};
use crate::support::site::{FIRST, PDF, Site, accepted, page};

#[test]
fn the_site_is_asked_by_the_client_and_how_far_is_kept_by_the_service() {
    let house = House::open();
    let site = Site::giving(|host| {
        let pdf = format!("{host}/d.pdf");
        vec![page(&[accepted(FIRST, &pdf)], None), ("200 OK", PDF.to_owned())]
    });
    site.is_configured(&house.place, "jeton");
    let ran = house.run(["importer", "demarches", "--api"]).expect(0);
    assert!(ran.out.contains("Un PDF du site est joint"), "{ran:#?}");
    let mut client = Client::connect(&house.socket()).unwrap();
    let run = client.site_run(104_512).unwrap().unwrap();
    assert_eq!(run.since, "2026-11-23T05:59:00Z".parse().ok());
    assert_eq!(client.site_run(1).unwrap(), None);
    // What an undo takes back is asked for again.
    let mut entries = client.journal(1, None).unwrap().into_iter();
    let import = entries.rfind(|line| line.verb.contains("demarches")).unwrap().seq;
    client
        .execute(&Order::blind(Command::Undo { entry: import }))
        .unwrap();
    assert_eq!(client.site_run(104_512).unwrap(), None);
}

#[test]
fn the_screens_plan_and_import_the_file_of_the_configuration_through_the_service() {
    let house = House::open();
    let mut client = Client::connect(&house.socket()).unwrap();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/demarches");
    let text = std::fs::read_to_string(folder.join("config.toml")).unwrap();
    let mapping = Config::parse(&text).unwrap().dossiers.mapping;
    let path = folder.join("dossiers_convention-art-26_2026-11-23_08-30.xlsx");
    let file = planned(&mut client, &path, &mapping).unwrap();
    let planned_so = (file.planned.changed, file.planned.rejected, file.planned.in_part);
    assert_eq!(planned_so, (5, 2, 0));
    assert_eq!(file.planned.cases.len(), 2);
    let case = &file.planned.cases[0];
    assert_eq!(case.about, "dossier 21800103 · CC Le Grésivaudan");
    assert!(
        case.why
            .starts_with("0382238B\u{a0}: école d’une autre collectivité"),
        "{case:?}"
    );
    assert!(matches!(case.record, Some(RecordId::Collectivite(_))), "{case:?}");
    let receipt = client.import(&file.order).unwrap();
    assert_eq!(receipt.changed, 5);
    // The plan is carried out once.
    client.import(&file.order).unwrap_err();
    let again = planned(&mut client, &path, &mapping).unwrap();
    assert_eq!(again.planned.changed, 0);
    // A dossier that is left out whole has made no convention.
    let case = &again.planned.cases[0];
    assert!(!case.imported);
    assert_eq!(
        case.record.as_ref().unwrap().to_string(),
        "collectivite/200018166"
    );
}

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
