//! Damaged, malicious or simply other content.

use preau::exchange::cell::clean_text;
use preau::exchange::source::Source;
use preau::exchange::table::Table;

use super::{SCHEMA, read, refusal};

#[test]
fn nothing_at_all() {
    assert_eq!(
        refusal(""),
        "essai.csv est vide. Refaites l’export ou le téléchargement."
    );
    assert!(refusal("\u{feff}").contains("ne contient aucune ligne"));
    assert!(refusal("\n \n").contains("aucune ligne"), "a header of one blank");
}

#[test]
fn a_header_and_nothing_under_it() {
    let expected = "essai.csv n’a aucune ligne de données. Refaites l’export\u{a0}: rien n’a été lu.";
    assert_eq!(refusal("uai;nom\n"), expected);
    assert_eq!(refusal("uai;nom"), expected);
    assert_eq!(refusal("[]"), expected);
    assert_eq!(refusal("{\"total_count\": 0, \"results\": []}"), expected);
}

#[test]
fn another_separator() {
    assert_eq!(
        refusal("uai|nom\n0380123A|École\n"),
        "essai.csv\u{a0}: il manque la colonne «\u{a0}Identifiant_de_l_etablissement\u{a0}». \
         Colonnes lues avec le séparateur point-virgule\u{a0}: uai|nom. Renommez ou ajoutez ce qui manque."
    );
    let (rows, rejects) = read("uai;nom\n0380123A,École\n0380124B;École\n").unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(
        rejects,
        [
            "ligne 2, «\u{a0}0380123A,École\u{a0}»\u{a0}: 1 colonne au lieu de 2\u{a0}: vérifiez le séparateur et les guillemets"
        ]
    );
}

#[test]
fn every_separator_ending_and_encoding() {
    let text = "nom;UAI\nÉcole d’Uriage;0380123A\n";
    let crlf = text.replace('\n', "\r\n");
    let (latin, ..) = encoding_rs::WINDOWS_1252.encode(text);
    let files = [
        text.as_bytes().to_vec(),
        crlf.clone().into_bytes(),
        format!("\u{feff}{crlf}").into_bytes(),
        text.replace(';', ",").into_bytes(),
        text.replace(';', "\t").into_bytes(),
        latin.into_owned(),
        format!("sep=;\n{text}").into_bytes(),
        text.trim_end().as_bytes().to_vec(),
        "[{\"uai\": \"0380123A\", \"nom\": \"École d’Uriage\"}]"
            .as_bytes()
            .to_vec(),
    ];
    for file in files {
        let shown = String::from_utf8_lossy(&file).into_owned();
        assert_eq!(
            read(file).unwrap().0,
            [["0380123A", "École d’Uriage"].map(str::to_owned)],
            "{shown:?}"
        );
    }
}

#[test]
fn bytes_that_are_no_text() {
    assert!(refusal(b"uai;nom\n0380123A;\0\n".to_vec()).contains("fichier binaire (octet nul, ligne 2)"));
    assert!(refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()).starts_with("essai.csv est une image."));
    assert!(refusal(b"\xff\xfeu\0a\0i\0".to_vec()).starts_with("essai.csv est un texte en UTF-16."));
    assert!(refusal(b"PK\x03\x04..xl/workbook.xml".to_vec()).contains("dont la fin manque"));
    let mixed = b"uai;nom\n0380123A;\xc3\x89cole\n0380124B;\xc9cole\n".to_vec();
    assert!(refusal(mixed).starts_with("essai.csv, ligne 3\u{a0}: un caractère n’est ni en UTF-8 ni"));
    assert!(refusal(b"uai;nom\nx;\x81\x8d\n".to_vec()).contains("ligne 2\u{a0}: un caractère"));
    assert!(refusal(b"[{\"uai\": \"\xe9\"}]".to_vec()).contains("n’est pas en UTF-8"));
}

#[test]
fn a_column_twice() {
    assert_eq!(
        refusal("uai;nom;UAI\n1;2;3\n"),
        "essai.csv\u{a0}: la colonne «\u{a0}uai\u{a0}» figure plusieurs fois (colonnes 1 et 3). Supprimez ou renommez l’une d’elles."
    );
    assert!(
        read("uai;nom;fax;Fax\n1;2;3;4\n").is_ok(),
        "a column that is not asked for may be there twice"
    );
}

#[test]
fn a_quote_without_its_end() {
    assert_eq!(
        refusal("uai;nom\r\n0380123A;x\r\n0380124B;\"École\r\n0380125C;y\r\n"),
        "essai.csv, ligne 3\u{a0}: un guillemet (\") est ouvert et n’est jamais refermé. \
         Fermez-le, ou doublez-le s’il fait partie du texte."
    );
    let joined = refusal("uai;nom\n0380123A;\"École\n0380124B;\"Autre\"\n");
    assert!(
        joined.starts_with("essai.csv, ligne 2\u{a0}: du texte suit le guillemet"),
        "{joined}"
    );
    let (rows, _) = read("uai;nom\n0380123A;École \"du Bourg\n").unwrap();
    assert_eq!(rows[0][1], "École \"du Bourg");
}

#[test]
fn rows_wider_and_narrower_than_the_header() {
    let (rows, rejects) = read("uai;nom\na;b;c\nd\ne;f;;\ng;h\n").unwrap();
    let read: Vec<_> = rows
        .iter()
        .map(|row| (row[0].as_str(), row[1].as_str()))
        .collect();
    let expected = [("d", ""), ("e", "f"), ("g", "h")];
    assert_eq!(read, expected, "blank cells too many, or left out, are no matter");
    assert_eq!(rejects.len(), 1);
    assert!(
        rejects[0].starts_with("ligne 2, «\u{a0}a\u{a0}»\u{a0}: 3 colonnes au lieu de 2"),
        "{}",
        rejects[0]
    );
}

#[test]
fn escape_sequences_and_directions() {
    let (rows, rejects) = read("uai;nom\n0380123A;\u{1b}[2J\u{202e}École\u{7}\nx\u{1b}[31m;;y\n").unwrap();
    let name = clean_text(&rows[0][1]);
    assert_eq!(name.value, "École");
    assert!(name.note.is_some());
    assert!(
        rejects[0].contains("«\u{a0}x\\u{1b}[31m\u{a0}»"),
        "{}",
        rejects[0]
    );
    let header = refusal("\u{1b}]0;x\u{7};nom\n1;2\n");
    assert!(!header.contains(char::is_control), "{header:?}");
}

#[test]
fn formulas_are_text() {
    let (rows, _) = read("uai;nom\n0380123A;=HYPERLINK(\"http://x\")\n0380124B;'=1+1\n").unwrap();
    assert_eq!(rows[0][1], "=HYPERLINK(\"http://x\")");
    assert_eq!(rows[1][1], "=1+1", "an apostrophe that an export put there");
}

#[test]
fn json_that_is_not_as_it_should_be() {
    assert!(refusal("[{\"uai\": \"1\"}").contains("colonne"));
    assert!(refusal("{\"uai\": \"1\"}").contains("aucune liste d’enregistrements"));
    assert!(refusal("[1, 2]").contains("un nombre ne convient pas ici"));
    let missing = refusal("[{\"nom\": \"École\"}]");
    assert!(
        missing.contains("il manque la colonne") && missing.contains("Colonnes lues\u{a0}: nom"),
        "{missing}"
    );
}

#[test]
fn a_label_of_the_configuration_that_the_file_has_not() {
    let source = Source::from_bytes("ds.csv", "uai,Écoles concernées\n1,2\n".into()).unwrap();
    let table = Table::open(&source, SCHEMA).unwrap();
    assert!(table.require_named("ecoles  concernees").is_ok());
    assert_eq!(
        table.rows().next().unwrap().unwrap().named("Écoles concernées"),
        Some("2")
    );
    assert_eq!(
        table.require_named("Solution").unwrap_err().to_string(),
        "ds.csv\u{a0}: il manque la colonne «\u{a0}Solution\u{a0}». Colonnes lues avec le séparateur virgule\u{a0}: \
         uai, Écoles concernées. Renommez ou ajoutez ce qui manque."
    );
}
