//! What a file brings about for the schools is printed, and confirmed where it takes something away.

use std::fs;

use crate::support::place::{Place, demo};

/// The conventions of the demo, the first of which is terminated the day before the demo's.
fn terminated(place: &Place) -> String {
    let text = fs::read_to_string(demo("conventions.csv")).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let ended = lines
        .iter_mut()
        .find(|line| line.starts_with("28-0001;"))
        .unwrap();
    *ended = ended.replace(";90;;;;", ";90;2026-11-22;;;");
    place.file("conventions.csv", lines.join("\n"))
}

#[test]
fn a_file_that_takes_something_away_is_written_once_confirmed() {
    let place = Place::demo();
    let file = terminated(&place);
    let before = place.content();
    let ran = place.run(["importer", "conventions", &file]).expect(2);
    assert!(ran.out.contains("écoles ne sont plus prêtes\u{a0}: "), "{ran:#?}");
    assert!(ran.err.contains("relancez avec --confirmer"), "{ran:#?}");
    assert_eq!(place.content(), before);

    let ran = place
        .run(["importer", "conventions", &file, "--simuler"])
        .expect(0);
    assert!(ran.out.contains("écoles ne sont plus prêtes\u{a0}: "), "{ran:#?}");
    assert_eq!(place.content(), before);

    place
        .run(["importer", "conventions", &file, "--confirmer"])
        .expect(0);
    assert_ne!(place.content(), before);

    let ran = place
        .run(["importer", "conventions", &demo("conventions.csv")])
        .expect(0);
    assert!(ran.out.contains("écoles deviennent prêtes\u{a0}: "), "{ran:#?}");
}

#[test]
fn every_school_that_is_counted_is_listed_with_detail() {
    let place = Place::demo();
    let file = terminated(&place);
    let args = ["importer", "conventions", &file, "--simuler"];
    let few = place.run(args).expect(0).out;
    let all = place.run(args.into_iter().chain(["--detail"])).expect(0).out;
    let named = few
        .lines()
        .find(|line| line.contains("ne sont plus prêtes"))
        .unwrap();
    assert!(named.ends_with(" autres"), "{named}");
    let count: usize = named.split_whitespace().next().unwrap().parse().unwrap();
    let mut lines = all
        .lines()
        .skip_while(|line| !line.contains("ne sont plus prêtes"))
        .skip(1);
    let listed = lines.by_ref().take_while(|line| line.starts_with("    ")).count();
    assert_eq!(listed, count, "{all}");
}

#[test]
fn no_rejects_are_written_where_nothing_is_confirmed() {
    let place = Place::demo();
    let file = terminated(&place);
    let text = fs::read_to_string(&file).unwrap();
    let file = place.file("rejets-aussi.csv", text.replace("\n26-0001;26;", "\n26-0001;27;"));
    let args = ["importer", "conventions", &file, "--ignorer-rejets", "rejets.csv"];
    place.run(args).expect(2);
    assert!(!place.path("rejets.csv").exists());
    place.run(args.into_iter().chain(["--confirmer"])).expect(0);
    assert!(place.path("rejets.csv").exists());
}

#[test]
fn a_file_of_facts_says_which_stages_are_behind_and_moves_them_where_asked() {
    let row = "0380234Y;2026-11-20;oui;oui;";
    let head = "uai;date;ent_a_l_ordre_du_jour;familles_informees;pv_recu_le";
    let stage = |place: &Place, uai: &str| {
        let ran = place.run(["controler", &format!("uai:{uai}"), "--date", "2026-11-23"]);
        ran.out
            .lines()
            .find(|line| line.starts_with(uai))
            .unwrap()
            .to_owned()
    };
    // A school that has left its solution, one that is behind, one that is at that stage already.
    let (behind, at) = ("0381528E", "0380113S");
    let rows: Vec<String> = [behind, at]
        .iter()
        .map(|uai| row.replace("0380234Y", uai))
        .collect();
    let text = format!("{head}\n{row}\n{}\n", rows.join("\n"));

    let place = Place::demo();
    let file = place.file("conseils.csv", &text);
    let ran = place
        .run(["importer", "conseils", &file, "--date", "2026-11-23"])
        .expect(0);
    assert!(ran.out.contains("(--etapes les avance aussi)"), "{ran:#?}");
    assert!(
        ran.out
            .contains("  1 école passe à «\u{a0}conseil d’école informé\u{a0}»\u{a0}: "),
        "{ran:#?}"
    );
    assert!(stage(&place, behind).contains("convention 26 envoyée"));

    let place = Place::demo();
    let file = place.file("conseils.csv", &text);
    let args = ["importer", "conseils", &file, "--date", "2026-11-23", "--etapes"];
    let ran = place.run(args).expect(0);
    assert!(ran.out.contains("Étapes qui avancent avec ces faits"), "{ran:#?}");
    assert!(ran.out.contains("4 enregistrements écrits"), "{ran:#?}");
    assert!(stage(&place, behind).contains("conseil d’école informé"));
    let again = place.run(args).expect(0);
    assert!(again.out.contains("rien n’a été écrit"), "{again:#?}");
}

#[test]
fn a_signature_of_an_avenant_that_a_file_clears_is_confirmed() {
    let place = Place::demo();
    let avenants = |signed: &str| {
        let head = "convention;numero;date;signee_dasen_le;signee_partie_le;envoye_le";
        let row = format!("26-0052;1;2026-10-01;{signed};2026-10-05;2026-10-02");
        place.file("avenants.csv", format!("{head}\n{row}\n"))
    };
    let both = avenants("2026-10-06");
    place.run(["importer", "avenants", &both]).expect(0);
    let line = "convention;uai;du;avenant\n26-0052;0383357T;2026-10-20;1\n";
    let annexes = place.file("annexes.csv", line);
    place.run(["importer", "annexes", &annexes]).expect(0);
    place
        .run(["importer", "avenants", &avenants("2026-10-07")])
        .expect(0);
    let one = avenants("");
    let before = place.content();
    let ran = place.run(["importer", "avenants", &one]).expect(2);
    let why =
        "Des signatures d’avenants s’effacent\u{a0}: rien n’a été écrit\u{a0}; relancez avec --confirmer";
    assert!(ran.err.contains(why), "{ran:#?}");
    assert_eq!(place.content(), before);
    place.run(["importer", "avenants", &one, "--confirmer"]).expect(0);
    assert_ne!(place.content(), before);
}
