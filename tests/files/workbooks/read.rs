//! What the cells of a workbook mean.

use preau::domain::command::ImportKind::{self, *};

use super::make::{ALL, Rows, Value, archive, body, content, ods, rows, xlsx};
use super::{lines, table};
use crate::world::{Base, FILES, bytes};

/// The tables of the demo, in the order in which they build on each other.
const TABLES: [(ImportKind, &str); 7] = [
    (Annuaire, "demo/annuaire-038.csv"),
    (Solutions, "demo/solutions.csv"),
    (Conventions, "demo/conventions.csv"),
    (Competences, "demo/competences.csv"),
    (Contrats, "demo/contrats.csv"),
    (Deploiements, "demo/deploiements.csv"),
    (Conseils, "demo/conseils.csv"),
];

/// The rows of a fixture.
fn rows_of(file: &str) -> Rows {
    let bytes = bytes(file);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(bytes.as_slice());
    let row = |record: csv::StringRecord| record.iter().map(|cell| Value::Text(cell.to_owned())).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn every_table_gives_the_same_records_from_a_workbook() {
    let mut base = Base::with(&FILES[..3]);
    for (kind, file) in TABLES {
        let text = base.read(kind, bytes(file)).unwrap();
        for make in ALL {
            let read = base.read(kind, make(&[("Feuille 1", rows_of(file))])).unwrap();
            assert_eq!(read.import.records, text.import.records, "{file}");
            assert_eq!(
                (read.rows, &read.out_of_scope),
                (text.rows, &text.out_of_scope),
                "{file}"
            );
            assert_eq!(read.rejects.len(), text.rejects.len(), "{file}");
        }
        base.import_file(kind, file);
    }
}

#[test]
fn cells_are_what_they_mean() {
    let header = "reference;collectivite;solution;ecoles;debut;fin";
    let row = vec![
        Value::Formula("CT-1".to_owned()),
        Value::Number(213_801_855.0),
        Value::Lost,
        Value::Yes(true),
        Value::Day("2026-09-01".parse().unwrap()),
        Value::Number(38185.5),
    ];
    for make in ALL {
        let rows = [rows(header), vec![row.clone()]].concat();
        let lines = lines(Contrats, make(&[("A", rows)]));
        assert_eq!(lines[0], header);
        assert!(
            [
                "CT-1;213801855;#N/A;oui;2026-09-01;38185.5",
                "CT-1;213801855;#N/D;oui;2026-09-01;38185.5"
            ]
            .contains(&lines[1].as_str()),
            "{}",
            lines[1]
        );
    }
}

#[test]
fn a_cell_that_lost_its_value_erases_nothing() {
    let mut base = Base::with(&FILES[..4]);
    let known = base.registry.schools().iter().next().unwrap().clone();
    let header = rows(
        "Identifiant_de_l_etablissement;Nom_etablissement;Type_etablissement;Statut_public_prive;Code_commune;\
        Nom_commune;Mail",
    );
    let text = |text: &str| Value::Text(text.to_owned());
    let row = vec![
        text(&known.uai.to_string()),
        text("Un autre nom"),
        text("Ecole"),
        text("Public"),
        Value::Lost,
        text(&known.commune),
        Value::Lost,
    ];
    for make in ALL {
        let plan = base.import(
            Annuaire,
            make(&[("A", [header.clone(), vec![row.clone()]].concat())]),
        );
        assert_eq!(plan.rejected, [], "{plan:?}");
        assert_eq!(plan.warnings.len(), 2, "{:?}", plan.warnings);
    }
    let school = base.registry.schools().get(&known.uai).unwrap();
    assert_eq!((&school.email, school.insee), (&known.email, known.insee));
    assert_eq!(school.name, "Un autre nom");
}

#[test]
fn rejected_rows_have_the_number_of_their_row() {
    let base = Base::with(&FILES);
    let text = "Suivi des contrats\n\nreference;collectivite;solution;ecoles;debut;fin\n\n\
        CT-1;213801855;one;0380069U;2026-09-31;2029-08-31\n";
    for make in ALL {
        let read = base.read(Contrats, make(&[("A", rows(text))])).unwrap();
        let said = read.rejects[0].problems[0].to_string();
        assert!(said.starts_with("ligne 5, colonne «\u{a0}debut\u{a0}»"), "{said}");
    }
}

#[test]
fn what_stands_beside_the_table_is_no_part_of_it() {
    let text = "code;nom;categorie;prestataire_siren;prestataire_nom\nfictif-z;Fictif Z;ENT;999001001;Éditeur;vu avec Paul\n;;;;;note\nseul\n";
    for make in ALL {
        assert_eq!(
            lines(Solutions, make(&[("A", rows(text))])),
            [
                "code;nom;categorie;prestataire_siren;prestataire_nom",
                "fictif-z;Fictif Z;ENT;999001001;Éditeur",
                "",
                "seul;"
            ]
        );
    }
}

#[test]
fn the_fingerprint_is_that_of_the_workbook() {
    let base = Base::with(&FILES);
    let text = rows(
        "code;nom;categorie;prestataire_siren;prestataire_nom\nfictif-z;Fictif Z;ENT;999001001;Éditeur\n",
    );
    let [one, other] = [vec![("A", text.clone())], vec![("B", text)]]
        .map(|sheets| base.read(Solutions, xlsx(&sheets)).unwrap().import.sha256);
    assert_ne!(one, other);
}

#[test]
fn an_ods_without_its_first_member_or_of_another_program_is_read() {
    let text = rows(
        "code;nom;categorie;prestataire_siren;prestataire_nom\nfictif-z;Fictif Z;ENT;999001001;Éditeur\n",
    );
    let whole = lines(Solutions, ods(&[("A", text.clone())]));
    let content = content(&[("A", text)]);
    for members in [
        vec![("content.xml", content.as_bytes())],
        vec![
            ("META-INF/manifest.xml", &b"<a/>"[..]),
            ("content.xml", content.as_bytes()),
        ],
    ] {
        assert_eq!(lines(Solutions, archive(&members)), whole);
    }
}

#[test]
fn repeated_cells_and_rows_of_an_ods_stand_each() {
    let cell = |text: &str, repeated: usize| {
        format!(
            "<table:table-cell table:number-columns-repeated=\"{repeated}\" office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let header: String = ["code", "nom", "categorie", "prestataire_siren", "prestataire_nom"]
        .map(|name| cell(name, 1))
        .concat();
    let tables = format!(
        "<table:table table:name=\"A\"><table:table-header-rows><table:table-row>{header}</table:table-row>\
         </table:table-header-rows><table:table-row table:number-rows-repeated=\"2\">{}{}</table:table-row></table:table>",
        cell("a<text:s text:c=\"2\"/>b", 1),
        cell("x", 4)
    );
    let book = archive(&[("content.xml", body(&tables).as_bytes())]);
    assert_eq!(lines(Solutions, book)[1..], ["a  b;x;x;x;x", "a  b;x;x;x;x"]);
}

#[test]
fn a_list_of_records_is_no_workbook() {
    for kind in [Fiches, Epci] {
        let said = table(kind, xlsx(&[("A", rows("code;nom\n1;a\n"))]), None).unwrap_err();
        assert!(said.contains("se donne en JSON"), "{said}");
    }
}
