//! A row that says that something came to pass on a day to come is rejected at its cell; the rest goes in.

use crate::support::place::{DAY, Place};

/// Kinds of files with their header, a row whose day is `JOUR`, and the column of that day; empty where the row is one
/// of a plan.
const ROWS: [(&str, &str, &str, &str); 12] = [
    (
        "conventions",
        "numero;article;collectivite;ecoles;envoyee_le",
        "26-9001;26;213801855;toutes;JOUR",
        "envoyee_le",
    ),
    (
        "conventions",
        "numero;article;collectivite;ecoles;signee_dasen_le",
        "26-9002;26;213801855;toutes;JOUR",
        "signee_dasen_le",
    ),
    (
        "conventions",
        "numero;article;collectivite;ecoles;signee_partie_le",
        "26-9003;26;213801855;toutes;JOUR",
        "signee_partie_le",
    ),
    (
        "conventions",
        "numero;article;collectivite;ecoles;effet",
        "26-9004;26;213801855;toutes;JOUR",
        "",
    ),
    (
        "conventions",
        "numero;article;collectivite;ecoles;resiliee_le",
        "26-9005;26;213801855;toutes;JOUR",
        "",
    ),
    (
        "contrats",
        "reference;collectivite;solution;ecoles;debut;fin",
        "CT-9001;213801855;one;0380069U;JOUR;",
        "",
    ),
    (
        "deploiements",
        "uai;solution;etape;depuis",
        "0380112R;one;convention_envoyee;JOUR",
        "depuis",
    ),
    (
        "deploiements",
        "uai;solution;etape;depuis",
        "0380112R;one;sortie;JOUR",
        "depuis",
    ),
    (
        "deploiements",
        "uai;solution;etape;depuis;notice_familles_le",
        "0380112R;one;contrat_souscrit;2026-09-28;JOUR",
        "notice_familles_le",
    ),
    (
        "conseils",
        "uai;date;familles_informees;pv_recu_le",
        "0380112R;JOUR;oui;",
        "familles_informees",
    ),
    (
        "conseils",
        "uai;date;familles_informees;pv_recu_le",
        "0380112R;2026-11-06;non;JOUR",
        "pv_recu_le",
    ),
    (
        "conseils",
        "uai;date;familles_informees;pv_recu_le",
        "0380112R;JOUR;non;",
        "",
    ),
];

#[test]
fn a_fact_to_come_is_a_rejected_row_and_a_plan_is_none() {
    let place = Place::demo();
    for (what, head, row, column) in ROWS {
        for (on, to_come) in [("2026-11-22", false), (DAY, false), ("2026-11-24", true)] {
            let file = place.file("lignes.csv", format!("{head}\n{}\n", row.replace("JOUR", on)));
            let ran = place.run(["importer", what, &file, "--simuler"]);
            let rejected = to_come && !column.is_empty();
            assert_eq!(ran.status, i32::from(rejected), "{row} {on}: {}", ran.out);
            let said = format!("colonne «\u{a0}{column}\u{a0}»");
            let told = ran.out.contains(&said) && ran.out.contains("le 24/11/2026 est à venir");
            assert_eq!(told, rejected, "{row} {on}: {}", ran.out);
        }
    }
}

#[test]
fn a_fiche_is_rejected_for_an_assessment_or_an_update_to_come() {
    let place = Place::demo();
    let fiche = |date: &str, done: &str, updated: &str| {
        format!(
            r#"[{{"solution":"fictif-a","version":"9","date":"{date}","sous_traitants":[{{"nom":"Hébergeur","maj":"{updated}"}}],"aipd":{{"requise":true,"faite_le":"{done}"}}}}]"#
        )
    };
    for (content, status, said) in [
        (fiche("2026-11-24", DAY, DAY), 0, "créations             1"),
        // Of a day to come itself, it says what will be so on that day.
        (
            fiche("2027-01-04", "2026-12-15", "2027-01-04"),
            0,
            "créations             1",
        ),
        (fiche("2027-01-04", "2027-01-05", DAY), 1, "aipd.faite_le"),
        (fiche(DAY, "2026-11-24", DAY), 1, "aipd.faite_le"),
        (fiche(DAY, DAY, "2026-11-24"), 1, "sous_traitants"),
    ] {
        let file = place.file("fiches.json", &content);
        let ran = place
            .run(["importer", "fiches", &file, "--simuler"])
            .expect(status);
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
}

#[test]
fn the_rows_beside_it_go_in() {
    let place = Place::demo();
    let rows = "uai;date;ent_a_l_ordre_du_jour;familles_informees\n\
                0380112R;2026-11-20;oui;oui\n0380112R;2026-12-04;oui;oui\n";
    let file = place.file("conseils.csv", rows);
    let before = place.content();
    let refused = place.run(["importer", "conseils", &file]).expect(1);
    assert!(refused.err.contains("rien n’a été écrit"), "{}", refused.err);
    assert_eq!(place.content(), before);
    let rejects = place.path("rejets.csv").display().to_string();
    let args = ["importer", "conseils", &file, "--ignorer-rejets", &rejects];
    let ran = place.run(args).expect(0);
    assert!(ran.out.contains("un enregistrement écrit"), "{}", ran.out);
    let rejects = std::fs::read_to_string(&rejects).unwrap();
    assert!(
        rejects.contains("2026-12-04") && rejects.contains("est à venir"),
        "{rejects}"
    );
    assert!(!rejects.contains("2026-11-20"), "{rejects}");
}
