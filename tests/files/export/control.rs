//! The control of a day, as FORMATS gives it.

use preau::domain::query::page::Summary;
use preau::domain::rule::Standing;
use preau::exchange::export::{ByteOrderMark, ControlWriter, Format};

use crate::export::schools::{blocked, registered};

fn summary() -> Summary {
    let mut summary = Summary::default();
    summary.add(Standing::Blocked);
    summary.add(Standing::Registered);
    summary
}

fn finished(mut writer: ControlWriter<Vec<u8>>) -> String {
    writer.row(&blocked()).unwrap();
    writer.row(&registered()).unwrap();
    String::from_utf8(writer.finish(&summary()).unwrap()).unwrap()
}

fn day() -> chrono::NaiveDate {
    "2026-11-23".parse().unwrap()
}

#[test]
fn json_has_the_keys_of_the_documents_in_their_order() {
    let text = finished(ControlWriter::new(Vec::new(), Format::Json, false, day()).unwrap());
    assert_eq!(
        text,
        r#"{"date":"2026-11-23",
"ecoles":[
{"uai":"0380123C","nom":"=Élém. \"Jean Jaurès\"; A","commune":"Grenoble","departement":"38","collectivite":"213801855","circonscription":"Grenoble 1","solution":"olm","categorie":"ENT","etape":"contrat_souscrit","etat":"bloquee","inscriptible":false,"inscription":null,"constats":[{"regle":"B7","gravite":"bloquant","message":"Aucune convention 26 en vigueur avec Grenoble","source":"RGPD art. 26"},{"regle":"C2","gravite":"comptes","message":"Aucun contrat","source":""}]},
{"uai":"0380124D","nom":"Bayard","commune":"Grenoble","departement":"38","collectivite":null,"circonscription":"Grenoble 1","solution":"olm","categorie":"ENT","etape":"contrat_souscrit","etat":"inscrite","inscriptible":false,"inscription":12,"constats":[]}
],
"resume":{"ecoles":2,"hors_champ":0,"a_regulariser":0,"inscrites":1,"pretes":0,"bloquees":1,"sans_projet":0}}
"#
    );
    serde_json::from_str::<serde_json::Value>(&text).unwrap();
}

#[test]
fn csv_has_a_line_a_finding() {
    let text =
        finished(ControlWriter::new(Vec::new(), Format::Csv(ByteOrderMark::None), false, day()).unwrap());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "uai;nom;commune;departement;collectivite;circonscription;solution;categorie;etape;situation;inscriptible;\
         inscription;regle;gravite;message;source;etat"
    );
    assert!(lines[1].ends_with(
        ";bloquée;non;;B7;bloquant;Aucune convention 26 en vigueur avec Grenoble;RGPD art. 26;bloquee"
    ));
    assert!(lines[2].ends_with(";C2;comptes;Aucun contrat;;bloquee"));
    assert!(lines[3].ends_with(";inscrite;non;12;;;;;inscrite"));
    assert_eq!(lines.len(), 4);
}

#[test]
fn text_is_for_a_person() {
    let text = finished(ControlWriter::text(Vec::new(), false, day()).unwrap());
    assert_eq!(
        text,
        "Contrôle au 23/11/2026\n\n\
         0380123C  =Élém. \"Jean Jaurès\"; A (Grenoble), OLM, contrat souscrit\u{a0}: bloquée\n    \
         B7  bloquant      Aucune convention 26 en vigueur avec Grenoble (RGPD art. 26)\n    \
         C2  comptes       Aucun contrat\n\
         0380124D  Bayard (Grenoble), OLM, contrat souscrit\u{a0}: inscrite\n\n\
         écoles\u{a0}: 2, hors champ\u{a0}: 0, à régulariser\u{a0}: 0, inscrites\u{a0}: 1, prêtes\u{a0}: 0, \
         bloquées\u{a0}: 1, sans projet\u{a0}: 0\n"
    );
}

#[test]
fn a_use_that_is_another_thing_than_its_school_says_both() {
    let mut other = blocked();
    other.state = Standing::Registered;
    let mut writer = ControlWriter::text(Vec::new(), false, day()).unwrap();
    writer.row(&other).unwrap();
    let text = String::from_utf8(writer.finish(&summary()).unwrap()).unwrap();
    assert!(
        text.contains("contrat souscrit\u{a0}: bloquée (école inscrite)\n"),
        "{text}"
    );
}
