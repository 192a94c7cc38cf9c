//! `preau importer registre`: an existing register is taken over, each entry on its own day.

use chrono::{DateTime, SubsecRound, Utc};

use crate::support::place::{Place, demo};

const HEAD: &str =
    "uai;categorie;solution;fiche;inscrite_le;conventions;reference;controlee_le;closee_le;motif";
const ACTIVE: &str = "0380280Y;ENT;fictif-a;1;2025-02-05;28-0016|26-0023;2025-005;2025-10-06;;";
const CLOSED: &str = "0382844K;ENT;fictif-a;1;2023-10-24;;2023-002;;2025-07-04;école fusionnée";
const REFUSED: &str = "0381528E;ENT;fictif-c;;2026-10-12;;2026-101;;2026-11-02;erreur de saisie";

fn table(place: &Place, rows: &[&str]) -> String {
    place.file("registre.csv", format!("{HEAD}\n{}\n", rows.join("\n")))
}

#[test]
fn the_register_of_the_demo_goes_in_whole_and_twice_changes_nothing() {
    let place = Place::demo();
    let file = demo("inscriptions.csv");
    let simulated = place.run(["importer", "registre", &file, "--simuler"]).expect(0);
    let counted = |name: &str, count: usize| format!("  {name:<16}{count:>7}\n");
    assert!(
        simulated.out.contains(&counted("créations", 193)),
        "{}",
        simulated.out
    );
    place.run(["importer", "registre", &file]).expect(0);
    let before = place.content();
    let again = place.run(["importer", "registre", &file]).expect(0);
    assert!(again.out.contains("rien n’a été écrit"), "{}", again.out);
    assert_eq!(place.content(), before);
    let verified = place.run(["verifier"]).expect(0).out;
    assert!(verified.contains("193 inscriptions actives"), "{verified}");
}

#[test]
fn what_the_rules_of_its_day_refuse_stays_out_with_their_reasons() {
    let place = Place::demo();
    let before = place.content();
    let file = table(&place, &[ACTIVE, CLOSED, REFUSED]);
    let refused = place.run(["importer", "registre", &file]).expect(1);
    let said = format!("{}--\n{}", refused.out, refused.err);
    insta::assert_snapshot!("register_refused", place.neutral(&said));
    assert_eq!(place.content(), before);
    let rejects = place.path("rejets.csv").display().to_string();
    let args = ["importer", "registre", &file, "--ignorer-rejets", &rejects];
    place.run(args).expect(0);
    let rejects = std::fs::read_to_string(&rejects).unwrap();
    let (head, row) = rejects.trim_end().split_once('\n').unwrap();
    assert_eq!(head, format!("\u{feff}{HEAD};motif_du_rejet"));
    assert!(row.starts_with(REFUSED) && row.contains("B7 "), "{row}");
    place.run(["verifier"]).expect(0);
}

#[test]
fn exports_journal_and_control_show_what_was_taken_over() {
    let place = Place::demo();
    let file = table(&place, &[ACTIVE, CLOSED]);
    place.run(["importer", "registre", &file]).expect(0);
    let register = place
        .run(["exporter", "registre", "--format", "json"])
        .expect(0)
        .out;
    let lines: serde_json::Value = serde_json::from_str(&register).unwrap();
    let said = |line: usize, name: &str| lines[line][name].as_str().unwrap_or_default().to_owned();
    for (line, name, value) in [
        (0, "inscrite_le", "2025-02-05"),
        (0, "controlee_le", "2025-10-06"),
        (0, "controlee_par", ""),
        (0, "reprise", "oui"),
        (0, "reference_d_origine", "2025-005"),
        (0, "close_le", ""),
        (1, "inscrite_le", "2023-10-24"),
        (1, "close_le", "2025-07-04"),
        (1, "motif_de_cloture", "école fusionnée"),
    ] {
        assert_eq!(said(line, name), value, "{line} {name}");
    }
    let journal = place.run(["journal", "--sur", "inscription/1"]).expect(0).out;
    assert!(
        journal.contains("reprise d’un registre (registre.csv)"),
        "{journal}"
    );
    let control = place.run(["controler", "0380280Y"]).expect(0).out;
    assert!(control.contains("à régulariser"), "{control}");
    // The whole base comes back from its export, past the same gate.
    let whole = place.path("base.json").display().to_string();
    place.run(["exporter", "base", "-o", &whole]).expect(0);
    let other = Place::trial();
    other.run(["importer", "base", &whole]).expect(0);
    assert_eq!(other.content(), place.content());
}

/// What the journal says of when an operation was written, by its place.
fn written(place: &Place, about: &str) -> Vec<DateTime<Utc>> {
    let journal = place
        .run(["journal", "--sur", about, "--format", "json"])
        .expect(0)
        .out;
    let lines: serde_json::Value = serde_json::from_str(&journal).unwrap();
    let at = |line: &serde_json::Value| line["le"].as_str().unwrap().parse().unwrap();
    lines.as_array().unwrap().iter().map(at).collect()
}

#[test]
fn the_register_says_when_an_entry_was_recorded_beside_its_day() {
    let place = Place::demo();
    let file = table(&place, &[ACTIVE, CLOSED]);
    place.run(["importer", "registre", &file]).expect(0);
    place.run(["inscrire", "0381548B"]).expect(0);
    let register = ["exporter", "registre", "--format", "json"];
    let lines: serde_json::Value = serde_json::from_str(&place.run(register).expect(0).out).unwrap();
    for (line, number) in lines.as_array().unwrap().iter().zip(1..) {
        let recorded = line["enregistree_le"].as_str().unwrap();
        let recorded: DateTime<Utc> = recorded.parse().unwrap();
        let first = written(&place, &format!("inscription/{number}"))[0];
        assert_eq!(recorded, first.trunc_subsecs(0), "{line}");
    }
    assert_eq!(lines[0]["inscrite_le"], "2025-02-05");
    let csv = place.run(["exporter", "registre"]).expect(0).out;
    assert!(csv.lines().next().unwrap().contains(";Enregistrée le"), "{csv}");
}

#[test]
fn an_export_of_the_register_is_read_again_and_changes_nothing() {
    let place = Place::demo();
    let file = table(&place, &[ACTIVE, CLOSED]);
    place.run(["importer", "registre", &file]).expect(0);
    place.run(["inscrire", "0381548B"]).expect(0);
    place
        .run(["exporter", "registre", "-o", "registre-1.csv"])
        .expect(0);
    let args = [
        "exporter",
        "registre",
        "--format",
        "json",
        "-o",
        "registre-1.json",
    ];
    place.run(args).expect(0);
    let before = place.content();
    for name in ["registre-1.csv", "registre-1.json"] {
        let ran = place.run(["importer", "registre", name]).expect(0);
        assert!(ran.out.contains("rien n’a été écrit"), "{}", ran.out);
        assert!(ran.out.contains("  avertissements        0\n"), "{}", ran.out);
    }
    assert_eq!(place.content(), before);
    // Into another base the same entries come, with the days that they had, closed where they were.
    let other = Place::demo();
    for name in ["registre-1.csv", "registre-1.json"] {
        let copy = other.file(name, std::fs::read(place.path(name)).unwrap());
        other.run(["importer", "registre", &copy]).expect(0);
    }
    let days = |place: &Place| {
        let out = place
            .run(["exporter", "registre", "--format", "json"])
            .expect(0)
            .out;
        let lines: serde_json::Value = serde_json::from_str(&out).unwrap();
        let of = |line: &serde_json::Value| {
            [
                "uai",
                "fiche_version",
                "conventions",
                "inscrite_le",
                "close_le",
                "motif_de_cloture",
                "reference_d_origine",
            ]
            .map(|key| line[key].to_string())
        };
        lines.as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(days(&other), days(&place));
}

#[test]
fn a_register_without_controller_or_officer_is_written_and_said_loudly() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let half = place.file(
        "demi.toml",
        "[dsden]\nnom = \"DSDEN\"\ndpd = \"dpd@exemple.invalid\"\n",
    );
    let bare = place.file("nu.toml", "[dsden]\nnom = \"DSDEN\"\n");
    for (config, names) in [(&half, 1), (&bare, 2)] {
        for format in ["csv", "json", "xlsx", "ods"] {
            let args = [
                "exporter", "registre", "--config", config, "--format", format, "-o", "registre",
            ];
            let ran = place.run(args).expect(1);
            assert!(
                ran.err.contains("NE RÉPOND PAS À L’ART. 30(1)(a) DU RGPD"),
                "{}",
                ran.err
            );
            assert_eq!(ran.err.matches("[dsden.").count(), names, "{}", ran.err);
            if ["csv", "json"].contains(&format) {
                let written = std::fs::read_to_string(place.path("registre")).unwrap();
                assert_eq!(written.matches("NON RENSEIGNÉ").count(), names, "{written}");
            }
        }
    }
}

#[test]
fn who_answers_for_the_register_comes_in_parts_or_as_one_text() {
    let place = Place::demo();
    place.run(["inscrire", "0381548B"]).expect(0);
    let parts = place.file(
        "parties.toml",
        "[dsden.responsable]\nnom = \"Exemple\"\nprenom = \"Camille\"\nservice = \"DASEN\"\nadresse = \"1 rue Exemple\"\n\
         code_postal = \"01000\"\nville = \"Bourg\"\npays = \"France\"\ntelephone = \"04 65 71 00 01\"\n\
         courriel = \"dasen@exemple.invalid\"\n[dsden]\ndpd = \"DPD, dpd@exemple.invalid\"\n",
    );
    let args = ["exporter", "registre", "--config", &parts, "--format", "json"];
    let lines: serde_json::Value = serde_json::from_str(&place.run(args).expect(0).out).unwrap();
    let whole =
        "Camille Exemple, DASEN, 1 rue Exemple, 01000 Bourg, France, 04 65 71 00 01, dasen@exemple.invalid";
    assert_eq!(lines[0]["responsable"], whole);
    assert_eq!(lines[0]["dpo"], "DPD, dpd@exemple.invalid");
    let wrong = place.file("faux.toml", "[dsden.dpd]\nnon = \"x\"\n");
    let refused = place.run(["exporter", "registre", "--config", &wrong]).expect(2);
    assert!(
        refused.err.contains("vouliez-vous dire «\u{a0}nom\u{a0}»"),
        "{}",
        refused.err
    );
}
