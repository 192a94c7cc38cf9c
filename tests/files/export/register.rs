//! The export of the register, from the demo base.

use preau::domain::command::Command;
use preau::domain::official::Official;
use preau::exchange::export::{ByteOrderMark, Controller, Format, RegisterWriter, register_lines};

use crate::world::{Base, FILES};

fn written(base: &Base, format: Format) -> String {
    let controller = Controller {
        controller: Some(Official::of_text("DASEN de l'Isère")),
        dpo: Some(Official::of_text("dpd@exemple.invalid")),
    };
    let mut writer = RegisterWriter::new(Vec::new(), format, false, controller).unwrap();
    for line in register_lines(&base.registry) {
        writer.line(line).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

fn demo() -> Base {
    let mut base = Base::with(&FILES);
    base.register();
    base
}

#[test]
fn each_entry_has_what_article_30_asks() {
    let json: serde_json::Value = serde_json::from_str(&written(&demo(), Format::Json)).unwrap();
    let lines = json.as_array().unwrap();
    assert_eq!(lines.len(), 193);
    let filled = [
        "responsable",
        "dpo",
        "responsable_conjoint",
        "finalite_principale",
        "base_legale",
        "personnes",
        "donnees",
        "conservation",
        "destinataires",
        "securite",
        "sous_traitant",
        "conventions",
        "inscrite_le",
        "inscrite_par",
        "uai",
        "ecole",
    ];
    for line in lines {
        for key in filled {
            assert!(
                !line[key].is_null() && line[key] != serde_json::json!([]),
                "{key}: {line}"
            );
        }
        assert_eq!(line["conventions"].as_array().unwrap().len(), 2);
    }
    assert_eq!(lines[0]["numero"], 1);
    assert_eq!(lines[0]["uai"], "0381798Y");
    assert_eq!(lines[0]["close_le"], serde_json::Value::Null);
}

#[test]
fn csv_has_the_titles_of_the_template_and_closed_entries_stay() {
    let mut base = demo();
    base.order(Command::CloseEntry {
        entry: 1,
        reason: "=départ".to_owned(),
    });
    let text = written(&base, Format::Csv(ByteOrderMark::None));
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    let headers = rows.headers().unwrap().clone();
    let template = [
        "N° / RÉF",
        "Nom du traitement",
        "Date de création du traitement",
        "Mise à jour du traitement",
        "Responsable du traitement",
        "Responsable(s) conjoint(s)",
        "Délégué à la protection des données",
        "Finalité principale",
        "Catégories de personnes concernées",
        "Catégories de données personnelles concernées",
        "Durée de conservation",
        "Destinataires",
        "Mesures de sécurité",
        "Garanties",
    ];
    for title in template {
        assert!(headers.iter().any(|header| header == title), "{title}");
    }
    assert_eq!((headers.len(), &headers[0]), (42, "N° / RÉF"));
    let first = rows.records().next().unwrap().unwrap();
    assert_eq!(&first[34], "'=départ");
    assert_eq!(&first[3], "2026-11-23", "the closure is the last update");
}
