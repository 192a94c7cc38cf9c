//! The control of a day, as FORMATS gives it.

use preau::domain::query::page::Summary;
use preau::exchange::export::{ControlWriter, Format, Mark};

use crate::schools::{blocked, registered};

const SUMMARY: Summary = Summary {
    schools: 2,
    registered: 1,
    eligible: 0,
    blocked: 1,
    to_regularise: 0,
};

fn finished(mut writer: ControlWriter<Vec<u8>>) -> String {
    writer.row(&blocked()).unwrap();
    writer.row(&registered()).unwrap();
    String::from_utf8(writer.finish(&SUMMARY).unwrap()).unwrap()
}

fn day() -> chrono::NaiveDate {
    "2026-11-23".parse().unwrap()
}

#[test]
fn json_has_the_keys_of_the_documents_in_their_order() {
    let text = finished(ControlWriter::new(Vec::new(), Format::Json, day()).unwrap());
    assert_eq!(
        text,
        r#"{"date":"2026-11-23",
"ecoles":[
{"uai":"0380123C","nom":"=Élém. \"Jean Jaurès\"; A","commune":"Grenoble","departement":"38","collectivite":"213801855","circonscription":"Grenoble 1","solution":"one","categorie":"ENT","etape":"contrat_souscrit","inscriptible":false,"inscription":null,"constats":[{"regle":"B7","gravite":"bloquant","message":"Aucune convention 26 en vigueur avec Grenoble","source":"RGPD art. 26"},{"regle":"C2","gravite":"avertissement","message":"Aucun contrat","source":""}]},
{"uai":"0380124D","nom":"Bayard","commune":"Grenoble","departement":"38","collectivite":null,"circonscription":"Grenoble 1","solution":"one","categorie":"ENT","etape":"contrat_souscrit","inscriptible":false,"inscription":12,"constats":[]}
],
"resume":{"ecoles":2,"inscrites":1,"inscriptibles":0,"bloquees":1,"a_regulariser":0}}
"#
    );
    serde_json::from_str::<serde_json::Value>(&text).unwrap();
}

#[test]
fn csv_has_a_line_a_finding() {
    let text = finished(ControlWriter::new(Vec::new(), Format::Csv(Mark::None), day()).unwrap());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "uai;nom;commune;departement;collectivite;circonscription;solution;categorie;etape;situation;inscriptible;\
         inscription;regle;gravite;message;source"
    );
    assert!(
        lines[1].ends_with(
            ";bloquée;non;;B7;bloquant;Aucune convention 26 en vigueur avec Grenoble;RGPD art. 26"
        )
    );
    assert!(lines[2].ends_with(";C2;avertissement;Aucun contrat;"));
    assert!(lines[3].ends_with(";inscrite;non;12;;;;"));
    assert_eq!(lines.len(), 4);
}

#[test]
fn text_is_for_a_person() {
    let text = finished(ControlWriter::text(Vec::new(), day()).unwrap());
    assert_eq!(
        text,
        "Contrôle au 23/11/2026\n\n\
         0380123C  =Élém. \"Jean Jaurès\"; A (Grenoble), ONE, contrat souscrit\u{a0}: bloquée\n    \
         B7  bloquant      Aucune convention 26 en vigueur avec Grenoble (RGPD art. 26)\n    \
         C2  avertissement Aucun contrat\n\
         0380124D  Bayard (Grenoble), ONE, contrat souscrit\u{a0}: inscrite\n\n\
         écoles\u{a0}: 2, inscrites\u{a0}: 1, inscriptibles\u{a0}: 0, bloquées\u{a0}: 1, à régulariser\u{a0}: 0\n"
    );
}
