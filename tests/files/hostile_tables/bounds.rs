//! Files made to exhaust memory or time.

use preau::exchange::source::Source;
use preau::exchange::table::Table;

use super::{SCHEMA, read, refusal};

#[test]
fn a_line_of_50_megabytes() {
    let line = "x".repeat(50_000_000);
    assert_eq!(
        refusal(format!("uai;nom\n0380123A;{line}\n")),
        "essai.csv, ligne 2\u{a0}: une cellule dépasse 1048576 octets. \
         Vérifiez le séparateur et les fins de ligne."
    );
    assert!(refusal(line).contains("ligne 1\u{a0}: une cellule dépasse"));
}

#[test]
fn a_million_columns() {
    let expected =
        "essai.csv, ligne 1\u{a0}: plus de 2000 colonnes. Vérifiez le séparateur et les fins de ligne.";
    assert_eq!(refusal("uai;".repeat(1_000_000)), expected);
    assert_eq!(refusal("uai,".repeat(1_000_000)), expected);
    let below = format!("uai;nom\n{}", "0380123A;".repeat(1_000_000));
    assert!(refusal(below).contains("ligne 2\u{a0}: plus de 2000 colonnes"));
}

#[test]
fn a_quote_that_swallows_the_file() {
    let text = format!(
        "uai;nom\n0380123A;\"École\n{}",
        "0380124B;École\n".repeat(500_000)
    );
    assert!(refusal(text).contains("ligne 2\u{a0}: un guillemet (\") est ouvert et n’est jamais refermé"));
}

#[test]
fn a_file_of_blank_lines() {
    assert!(refusal("\r\n".repeat(100_000)).contains("ne contient aucune ligne"));
    assert!(refusal(format!("uai;nom\n{}", ";\n".repeat(100_000))).contains("aucune ligne de données"));
}

#[test]
fn json_nested_without_end() {
    let deep = format!(
        "[{{\"uai\": {}1{}}}]",
        "[".repeat(1_000_000),
        "]".repeat(1_000_000)
    );
    assert!(refusal(deep).contains("trop de niveaux imbriqués"));
    assert!(refusal("[".repeat(1_000_000)).contains("essai.csv, ligne 1"));
}

#[test]
fn a_json_text_of_50_megabytes() {
    let text = format!("[{{\"uai\": \"{}\"}}]", "x".repeat(50_000_000));
    assert!(refusal(text).contains("une cellule dépasse 1048576 octets"));
}

#[test]
fn messages_stay_short() {
    let header: Vec<String> = (0..1_999)
        .map(|rank| format!("colonne-{rank}-{}", "x".repeat(200)))
        .collect();
    let message = refusal(format!("{}\n", header.join(";")));
    assert!(message.chars().count() < 3_000, "{}", message.len());
}

#[test]
fn as_many_rows_as_france_has() {
    let text = format!("uai;nom\n{}", "0380123A;École\n".repeat(60_000));
    let (rows, rejects) = read(text).unwrap();
    assert_eq!((rows.len(), rejects.len()), (60_000, 0));
}

#[test]
fn a_row_remembers_its_line_behind_any_blank() {
    let text = "sep=;\r\nuai;nom\r\n\r\n\"a\r\nb\";1\r\n\r\n\r\nc;2\r\n;\r\nd;3";
    let source = Source::from_bytes("essai.csv", text.into()).unwrap();
    let table = Table::open(&source, SCHEMA).unwrap();
    let lines: Vec<u64> = table.rows().map(|row| row.unwrap().line()).collect();
    assert_eq!(lines, [4, 8, 10]);
}
