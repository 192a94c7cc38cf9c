//! Which sheet of a workbook is read, and which of its rows is the header.

use preau::domain::command::ImportKind::*;

use super::make::{ALL, rows};
use super::{lines, refusal, table};

const TABLE: &str =
    "code;nom;categorie;prestataire_siren;prestataire_nom\nfictif-z;Fictif Z;ENT;999001001;Éditeur\n";

#[test]
fn the_sheet_that_has_the_columns_is_read_and_named() {
    for make in ALL {
        let book = make(&[
            ("Lisez-moi", rows("Comment remplir\n;;à lire\n")),
            ("Solutions & co", rows(TABLE)),
            ("Vide", Vec::new()),
        ]);
        let source = table(Solutions, book, None).unwrap();
        assert_eq!(source.name(), "essai.xlsx, feuille «\u{a0}Solutions & co\u{a0}»");
        assert!(source.bytes().starts_with(b"code;nom;"));
    }
}

#[test]
fn of_several_that_fit_one_is_to_be_named() {
    for make in ALL {
        let book = make(&[
            ("2025", rows(TABLE)),
            ("2026", rows(&TABLE.replace("Fictif Z", "DEUX"))),
        ]);
        let said = refusal(Solutions, book.clone());
        assert_eq!(
            said,
            "essai.xlsx\u{a0}: plusieurs feuilles ont les colonnes attendues. Feuilles\u{a0}: «\u{a0}2025\u{a0}», \
             «\u{a0}2026\u{a0}». Dites laquelle avec --feuille NOM."
        );
        let source = table(Solutions, book.clone(), Some("2026")).unwrap();
        assert!(String::from_utf8_lossy(source.bytes()).contains("DEUX"));
        let said = table(Solutions, book, Some("2024")).unwrap_err();
        assert!(
            said.contains("aucune feuille ne s’appelle «\u{a0}2024\u{a0}». Feuilles\u{a0}: «\u{a0}2025"),
            "{said}"
        );
    }
}

#[test]
fn twenty_rows_of_titles_are_passed_over() {
    for make in ALL {
        let book = |titles: usize| make(&[("A", rows(&format!("\n{}{TABLE}", "Titre;x\n".repeat(titles))))]);
        let read = lines(Solutions, book(20));
        assert!(read[..21].iter().all(String::is_empty));
        assert!(read[21].starts_with("code;nom"));
        assert!(refusal(Solutions, book(21)).contains("dans ses 21 premières lignes remplies"));
    }
}

#[test]
fn what_each_sheet_lacks_is_said() {
    for make in ALL {
        let book = make(&[
            ("A", rows("Titre\ncode;nom;prestataire_nom\n")),
            ("B", Vec::new()),
            ("C", rows("x\n")),
        ]);
        assert_eq!(
            refusal(Solutions, book),
            "essai.xlsx\u{a0}: aucune feuille n’a, dans ses 21 premières lignes remplies, toutes les colonnes attendues. \
             «\u{a0}A\u{a0}»\u{a0}: il manque «\u{a0}categorie\u{a0}», «\u{a0}prestataire_siren\u{a0}»\u{a0}; \
             «\u{a0}C\u{a0}»\u{a0}: il manque «\u{a0}code\u{a0}», «\u{a0}nom\u{a0}», «\u{a0}categorie\u{a0}», \
             «\u{a0}prestataire_siren\u{a0}», «\u{a0}prestataire_nom\u{a0}». Renommez ou ajoutez ce qui manque."
        );
        assert!(refusal(Solutions, make(&[("A", Vec::new())])).contains("toutes les feuilles sont vides"));
    }
}
