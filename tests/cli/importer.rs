//! `preau importer`: the plan, all of the file or nothing, twice the same, rejected rows.

use std::io::Write;
use std::process::Stdio;

use crate::support::place::{DAY, DEMO, Place, demo, ran};

const HEAD: &str = "reference;collectivite;solution;ecoles;debut;fin";
const GOOD: &str = "CT-1;213801855;one;0380069U;2026-09-01;2029-08-31";
const WRONG_DAY: &str = "CT-2;213801855;one;0380112R;2026-09-31;2029-08-31";
const WRONG_SIREN: &str = "CT-3;213801856;one;0380112R;2026-09-01;2029-08-31";

#[test]
fn the_plan_is_shown_then_written() {
    let place = Place::demo();
    let file = place.file("contrats.csv", format!("{HEAD}\n{GOOD}\n"));
    let ran = place.run(["importer", "contrats", &file]).expect(0);
    insta::assert_snapshot!("one_contract", place.neutral(&ran.out));
}

#[test]
fn simulated_nothing_is_written() {
    let place = Place::demo();
    let before = place.content();
    let file = place.file("contrats.csv", format!("{HEAD}\n{GOOD}\n"));
    let ran = place.run(["importer", "contrats", &file, "--simuler"]).expect(0);
    assert!(ran.out.contains("Simulation"), "{}", ran.out);
    assert_eq!(place.content(), before);
    let file = place.file("contrats.csv", format!("{HEAD}\n{GOOD}\n{WRONG_DAY}\n"));
    place.run(["importer", "contrats", &file, "--simuler"]).expect(1);
    assert_eq!(place.content(), before);
}

#[test]
fn simulated_without_a_base_none_is_made() {
    let place = Place::new();
    let file = demo("communes-038.json");
    let ran = place.run(["importer", "communes", &file, "--simuler"]).expect(0);
    assert!(ran.out.contains("Simulation"), "{}", ran.out);
    assert!(!place.base().exists());
}

#[test]
fn a_refused_file_makes_no_base() {
    let place = Place::new();
    let file = place.file("communes.csv", "nom;code\n");
    place.now(["importer", "communes", &file]).expect(2);
    assert!(!place.base().exists());
}

#[test]
fn every_file_of_the_demo_imported_twice_changes_nothing() {
    let place = Place::demo();
    let before = place.content();
    for (what, file) in DEMO {
        let ran = place.run(["importer", what, &demo(file)]).expect(0);
        assert!(ran.out.contains("rien n’a été écrit"), "{file}: {}", ran.out);
    }
    assert_eq!(place.content(), before);
}

#[test]
fn a_rejected_row_refuses_the_file_and_says_line_column_value_and_reason() {
    let place = Place::demo();
    let before = place.content();
    let file = place.file(
        "contrats.csv",
        format!("{HEAD}\n{GOOD}\n{WRONG_DAY}\n{WRONG_SIREN}\n"),
    );
    let ran = place.run(["importer", "contrats", &file]).expect(1);
    let said = format!("{}--\n{}", ran.out, ran.err);
    insta::assert_snapshot!("rejected_rows", place.neutral(&said));
    assert_eq!(place.content(), before);
}

#[test]
fn the_rest_is_imported_and_the_rejects_can_be_mended_and_imported() {
    let place = Place::demo();
    let file = place.file("contrats.csv", format!("{HEAD}\n{GOOD}\n{WRONG_DAY}\n"));
    let rejects = place.path("rejets.csv");
    let rejects = rejects.to_str().unwrap();
    let args = ["importer", "contrats", &file, "--ignorer-rejets", rejects];
    let ran = place.run(args).expect(0);
    assert!(ran.out.contains("un enregistrement écrit"), "{}", ran.out);
    let rejected = std::fs::read_to_string(rejects).unwrap();
    assert!(
        rejected.contains("CT-2") && !rejected.contains("CT-1"),
        "{rejected}"
    );
    let mended = place.file("corriges.csv", rejected.replace("2026-09-31", "2026-09-30"));
    let ran = place.run(["importer", "contrats", &mended]).expect(0);
    assert!(ran.out.contains("Opération n°"), "{}", ran.out);
    assert!(place.content().contains("CT-2"));
}

#[test]
fn where_the_rejects_cannot_be_written_nothing_is_imported() {
    let place = Place::demo();
    let before = place.content();
    let file = place.file("contrats.csv", format!("{HEAD}\n{GOOD}\n{WRONG_DAY}\n"));
    let nowhere = place.path("absent/rejets.csv");
    let args = [
        "importer",
        "contrats",
        &file,
        "--ignorer-rejets",
        nowhere.to_str().unwrap(),
    ];
    let ran = place.run(args).expect(2);
    assert!(ran.err.contains("rejets.csv"), "{}", ran.err);
    assert_eq!(place.content(), before);
}

#[test]
fn a_file_that_needs_another_names_it() {
    let place = Place::new();
    for (what, file, missing) in [
        ("contrats", "contrats.csv", "collectivité"),
        ("fiches", "fiches.json", "solution"),
        ("conventions", "conventions.csv", "prestataire"),
        ("deploiements", "deploiements.csv", "école"),
        ("conseils", "conseils.csv", "école"),
    ] {
        let ran = place.naming(["importer", what, &demo(file)]);
        assert_ne!(ran.status, 0, "{file}: {ran:#?}");
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains(missing), "{file}: {said}");
        assert!(said.contains("import"), "{file}: {said}");
    }
}

#[test]
fn the_plan_shows_every_line_when_asked() {
    let place = Place::demo();
    let rows: Vec<String> = (0..30)
        .map(|number| format!("CT-N{number};213801855;one;0380069U;2026-09-01;2029-08-31\n"))
        .collect();
    let file = place.file("contrats.csv", format!("{HEAD}\n{}", rows.concat()));
    let shown = |args: &[&str]| {
        let all = ["importer", "contrats", &file, "--simuler"];
        let ran = place.run(all.into_iter().chain(args.iter().copied())).expect(0);
        ran.out.matches("CT-N").count()
    };
    let (short, long) = (shown(&[]), shown(&["--detail"]));
    assert!(short < 30, "{short}");
    assert!(long >= 30, "{long}");
}

#[test]
fn the_rejects_are_written_neither_over_the_file_nor_over_a_base() {
    let place = Place::demo();
    let before = place.content();
    let text = format!("{HEAD}\n{GOOD}\n{WRONG_DAY}\n");
    let file = place.file("contrats.csv", &text);
    place.run(["sauvegarder", "copie.base"]).expect(0);
    let base = place.base();
    for target in ["contrats.csv", base.to_str().unwrap(), "copie.base"] {
        let args = ["importer", "contrats", &file, "--ignorer-rejets", target];
        let ran = place.run(args).expect(2);
        assert!(ran.err.contains("donnez un autre nom"), "{}", ran.err);
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    assert_eq!(place.content(), before);
}

#[test]
fn a_dash_reads_standard_input_a_file_or_a_pipe() {
    let place = Place::demo();
    let text = format!("{HEAD}\n{GOOD}\n");
    let file = place.file("contrats.csv", &text);
    let given = |input: &str, args: &[&str]| {
        let args = ["--date", DAY, "importer", "contrats", "-"].iter().chain(args);
        let (shell, args) = (format!("exec {input}"), args.copied());
        ran(&place.after(&shell, args).output().unwrap())
    };
    let simulated = given(&format!("< {file}"), &["--simuler"]).expect(0);
    assert!(
        simulated
            .out
            .contains("l’entrée standard (contrats)\u{a0}: 1 ligne"),
        "{}",
        simulated.out
    );
    assert!(
        simulated.out.contains("créations             1"),
        "{}",
        simulated.out
    );
    for (input, said) in [
        ("< .", "est un dossier"),
        ("< /dev/null", "preau\u{a0}: l’entrée standard est vide"),
        ("<&-", "preau\u{a0}: l’entrée standard est vide"),
    ] {
        let refused = given(input, &[]).expect(2);
        assert!(refused.err.contains(said), "{input}: {}", refused.err);
    }
    let mut piped = place.command(["--date", DAY, "importer", "contrats", "-"]);
    let mut piped = piped
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    piped.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    ran(&piped.wait_with_output().unwrap()).expect(0);
    assert!(place.content().contains("CT-1"));
}

#[test]
fn the_rejects_are_not_written_over_what_standard_input_reads() {
    let place = Place::demo();
    let text = format!("{HEAD}\n{GOOD}\n{WRONG_DAY}\n");
    place.file("contrats.csv", &text);
    let args = [
        "--date",
        DAY,
        "importer",
        "contrats",
        "-",
        "--ignorer-rejets",
        "contrats.csv",
    ];
    let ran = ran(&place.after("exec < contrats.csv", args).output().unwrap()).expect(2);
    assert!(ran.err.contains("est lu par cette commande"), "{}", ran.err);
    assert_eq!(std::fs::read_to_string(place.path("contrats.csv")).unwrap(), text);
}

#[test]
fn a_sheet_is_named_of_a_workbook_alone() {
    let place = Place::demo();
    let text = place.file("contrats.csv", format!("{HEAD}\n{GOOD}\n"));
    let ran = place
        .run(["importer", "contrats", &text, "--feuille", "2026"])
        .expect(2);
    assert!(ran.err.contains("le fichier n’en est pas un"), "{}", ran.err);
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, reference) in [("2025", "CT-1"), ("2026", "CT-2")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, line) in (0..).zip([HEAD, &GOOD.replace("CT-1", reference)]) {
            for (column, cell) in (0..).zip(line.split(';')) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    let book = place.file("contrats.xlsx", book.save_to_buffer().unwrap());
    let ran = place.run(["importer", "contrats", &book]).expect(2);
    assert!(
        ran.err.contains("Dites laquelle avec --feuille NOM"),
        "{}",
        ran.err
    );
    let ran = place
        .run(["importer", "contrats", &book, "--feuille", "2026"])
        .expect(0);
    assert!(
        ran.out
            .contains("contrats.xlsx, feuille «\u{a0}2026\u{a0}» (contrats)"),
        "{}",
        ran.out
    );
    assert!(place.content().contains("CT-2"));
    let ran = place.run(["importer", "base", &book]).expect(2);
    assert!(ran.err.contains("se donne en JSON"), "{}", ran.err);
}

#[test]
fn the_annuaire_of_france_is_cut_to_the_departement_of_the_configuration() {
    let place = Place::new();
    let config = place.file("preau.toml", "[dsden]\ndepartement = [\"2A\", \"2B\"]\n");
    let file = crate::support::place::fixture("france/france-ecoles.csv");
    let ran = place
        .naming(["importer", "annuaire", &file, "--simuler", "--config", &config])
        .expect(0);
    assert!(
        ran.out
            .contains("autre département que ceux de la configuration (2A, 2B)"),
        "{}",
        ran.out
    );
    let created = ran
        .out
        .lines()
        .find(|line| line.starts_with("  créations"))
        .unwrap();
    let created: usize = created.split_whitespace().last().unwrap().parse().unwrap();
    assert!((1..400).contains(&created), "{created}");
}

const ANNUAIRE: &str = "identifiant_de_l_etablissement;nom_etablissement;type_etablissement;statut_public_prive;code_commune;nom_commune;code_departement;etat";

fn annuaire(place: &Place, file: &str, name: &str, day: &str) -> String {
    let (title, cell) = if day.is_empty() {
        (String::new(), String::new())
    } else {
        (";date_maj_ligne".to_owned(), format!(";{day}"))
    };
    let row = format!("0380001V;{name};Ecole;Public;38185;Grenoble;038;OUVERT{cell}");
    place.file(file, format!("{ANNUAIRE}{title}\n{row}\n"))
}

#[test]
fn a_file_older_than_the_last_of_its_kind_is_said_and_refused() {
    let place = Place::trial();
    let import = |file: &str, more: &[&str], status: i32| {
        place
            .run(["importer", "annuaire", file].iter().chain(more).copied())
            .expect(status)
    };
    import(&annuaire(&place, "a.csv", "Les Lilas", "2026-10-01"), &[], 0);
    let older = annuaire(&place, "b.csv", "Les Roses", "2026-09-01");
    let before = place.content();
    for more in [&[][..], &["--simuler"]] {
        let ran = import(&older, more, 1);
        assert!(ran.out.contains("Les Roses"), "{}", ran.out);
        assert!(
            ran.err.contains("le fichier est du 01/09/2026, plus ancien que le dernier «\u{a0}annuaire\u{a0}» importé, du 01/10/2026"),
            "{}",
            ran.err
        );
    }
    assert_eq!(place.content(), before);
    // The day in its name, where its rows have none; another kind is not concerned; without a day nothing is said.
    let named = annuaire(&place, "annuaire-2026-09-15.csv", "Les Iris", "");
    assert!(import(&named, &[], 1).err.contains("du 15/09/2026"));
    import(&annuaire(&place, "annuaire.csv", "Les Pins", ""), &[], 0);
    import(&annuaire(&place, "20261001.csv", "Les Buis", ""), &[], 0);
    import(&older, &["--meme-ancien", "--simuler"], 0);
    let forced = import(&older, &["--meme-ancien"], 0);
    assert!(forced.err.contains("plus ancien"), "{}", forced.err);
    // From then on that one is the last.
    import(&annuaire(&place, "c.csv", "Les Houx", "2026-09-02"), &[], 0);
}
