//! The stories of an operator's day, each as world, keys, screen: the demo or a base of one's own, what is typed, what is
//! then read.

use std::path::Path;

use super::own_base::{OWN, open};
use super::start::{demo, shows};
use crate::support::pty::{Pty, Spawn};

/// The size of the stories, in columns and rows.
const SIZE: (u16, u16) = (120, 40);

/// A step: what is typed, and what the screen then shows.
type Step<'a> = (&'a str, &'a str);

/// Types each step once the one before is on the screen.
fn walk(pty: &mut Pty, steps: &[Step<'_>]) {
    for (keys, text) in steps {
        pty.keys(keys);
        shows(pty, text).settle();
    }
}

/// How many keys the steps take, but for the digits and signs of a date.
fn keystrokes(steps: &[Step<'_>]) -> usize {
    let typed: String = steps.iter().map(|(keys, _)| *keys).collect();
    let named = typed.matches('<').count();
    let mut inside = false;
    let letters = typed.chars().filter(|letter| {
        inside = (inside || *letter == '<') && *letter != '>';
        !inside && *letter != '>' && !letter.is_ascii_digit() && *letter != '/'
    });
    named + letters.count()
}

/// Leaves the program.
fn leave(mut pty: Pty) {
    assert_eq!(pty.keys("<ctrl-c>").exit().code, 0);
}

/// Checks that the screen does not show a text.
fn lacks(pty: &Pty, text: &str) {
    let screen = pty.screen().replace('\u{a0}', " ");
    assert!(!screen.contains(text), "{text:?} is in\n{screen}");
}

#[test]
fn the_signature_of_a_commune_lifts_its_schools() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("4/26-0111<entrée>", "… 26-0111"),
            ("s", "Signée le"),
            ("<entrée>", "Avancer aussi cette étape"),
            ("<entrée>", "✓ 26-0111"),
            ("2/0382208U<entrée>", "» 0382208U"),
        ],
    );
    lacks(&pty, "B7");
    leave(pty);
}

#[test]
fn a_parapheur_comes_back_signed_in_four_keys_and_its_day() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[("w", "au parapheur"), ("au para<entrée>", "10 sur 156")],
    );
    let steps = [
        ("*", "10 cochées"),
        ("s", "10 signatures attendues"),
        ("20/11", "ven. 20 nov. 2026"),
        ("<entrée>", "10 changeront"),
        ("o", "✓ 10 sur 10"),
    ];
    walk(&mut pty, &steps);
    assert_eq!(keystrokes(&steps), 4);
    walk(&mut pty, &[("u", "15 "), ("o", "10 sur 156")]);
    leave(pty);
}

#[test]
fn marked_schools_are_registered_by_a_key_of_its_own_and_taken_back_at_once() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("/inscriptible:oui<entrée>", "(46 lignes)"),
            ("<espace><bas><espace><bas><espace>", "3 cochées"),
            ("i", "3 changeront"),
            ("<entrée>", "3 changeront"),
            ("o", "n° 194 à 196"),
            ("", "(43 lignes)"),
            ("u", "inscription n° 194 close"),
            ("<entrée>", "Entrée ne suffit pas"),
            ("o", "(46 lignes)"),
        ],
    );
    leave(pty);
}

#[test]
fn a_bar_of_the_dashboard_opens_its_list_and_esc_comes_back_to_it() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("T", "aucun déploiement"),
            ("<bas><bas>", "offre évaluée"),
            ("<entrée>", "17 sur 627"),
            ("<échap>", "aucun déploiement"),
            // The hand is still on the same bar.
            ("<entrée>", "17 sur 627"),
        ],
    );
    leave(pty);
}

#[test]
fn fragments_find_a_school_and_its_dossier_says_why_it_is_blocked() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("/jaures gre", "0382801N"),
            ("<entrée>", "Fiche · ECOLE PRIMAIRE JEAN JAURES"),
            ("", "B7  Aucune convention 26 en vigueur avec Grenoble"),
            ("", "signature du DASEN manquante"),
        ],
    );
    leave(pty);
}

#[test]
fn an_empty_base_says_what_to_do_first() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    for said in [
        "quittez (q)",
        "preau importer",
        "Aucune collectivité",
        "Aucune convention",
    ] {
        shows(&mut pty, said);
    }
    leave(pty);
}

#[test]
fn a_council_is_entered_with_a_short_date() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("2/0381528E<entrée>", "1 sur 627"),
            ("n", "conseil"),
            ("conseil<entrée>", "Nouveau conseil"),
            ("<bas>12/9", "samedi 12 septembre 2026"),
            ("<entrée>o", "Choisir"),
            ("<entrée>", "▸ Information donnée"),
            ("<ctrl-s>", "enregistré"),
            ("f<fin>", "12/09/2026"),
        ],
    );
    leave(pty);
}

#[test]
fn several_are_reminded_at_once_and_an_answer_is_recorded() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("4<bas><espace><espace>", "2 cochées"),
            ("r", "Noter une relance"),
            ("<entrée>", "2 changeront"),
            ("o", "✓ 2 sur 2"),
            ("/26-0122<entrée>", "1 sur 156"),
            ("F", "Mettre fin"),
            ("relance<entrée>", "Clore une relance"),
            ("signature en décembre<entrée>", "✓"),
            ("f<fin>", "signature en décembre"),
        ],
    );
    leave(pty);
}

#[test]
fn a_saved_view_is_found_at_the_next_start() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    walk(
        &mut pty,
        &[
            ("2/regle:B7<entrée>", "Recherche regle:B7"),
            ("W", "Enregistrer la vue"),
            ("<entrée>", "Nouvelle vue personnelle"),
            ("Mes blocages<entrée>", "Mes blocages"),
        ],
    );
    leave(pty);
    let mut pty = again(home.path());
    walk(
        &mut pty,
        &[("w", "Mes blocages"), ("Mes bl<entrée>", "« Mes blocages »")],
    );
    leave(pty);
}

/// Starts once more on the base of a home.
fn again(home: &Path) -> Pty {
    let spawn = Spawn::preau().env("HOME", home.to_str().unwrap());
    let mut pty = spawn.size(SIZE.0, SIZE.1).start();
    pty.wait_for("1 Collectivités").settle();
    pty
}

/// Imports a file into the base of a home, and gives the exit code and what was said.
fn import(home: &Path, args: &[&str]) -> (u32, String) {
    let spawn = Spawn::preau().arg("importer").args(args.iter().copied());
    let mut pty = spawn.env("HOME", home.to_str().unwrap()).start();
    (pty.exit().code, pty.screen().replace('\u{a0}', " "))
}

#[test]
fn a_rejected_row_is_said_and_the_screens_open_on_the_rest() {
    let home = tempfile::tempdir().unwrap();
    let table = "uai;date;ent_a_l_ordre_du_jour;familles_informees;pv_recu_le\n";
    let communes = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo/communes-038.json");
    let schools = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/demo/annuaire-038.csv");
    let base = home.path().join(OWN);
    let named = ["communes", communes, "--base", base.to_str().unwrap()];
    assert_eq!(import(home.path(), &named).0, 0);
    assert_eq!(import(home.path(), &["annuaire", schools]).0, 0);
    let councils = home.path().join("conseils.csv");
    let rows = format!("{table}0381528E;2026-11-13;oui;non;\n0381548B;2026-13-32;oui;non;\n");
    std::fs::write(&councils, rows).unwrap();
    let councils = councils.to_str().unwrap();
    let (code, said) = import(home.path(), &["conseils", councils]);
    assert_eq!(code, 1, "{said}");
    for text in ["ligne 3", "2026-13-32", "rien n’a été écrit", "--ignorer-rejets"] {
        assert!(said.contains(text), "{text:?} is not in\n{said}");
    }
    let rejected = home.path().join("rejets.csv");
    let rest = [
        "conseils",
        councils,
        "--ignorer-rejets",
        rejected.to_str().unwrap(),
    ];
    assert_eq!(import(home.path(), &rest).0, 0);
    assert!(std::fs::read_to_string(&rejected).unwrap().contains("2026-13-32"));
    let mut pty = Spawn::preau().env("HOME", home.path().to_str().unwrap()).start();
    pty.wait_for("Bienvenue").settle();
    walk(
        &mut pty,
        &[
            ("<espace>", "0381528E"),
            ("/0381528E<entrée>", "1 sur 627"),
            ("f<fin>", "13/11/2026"),
            ("<gauche>", "1 sur 627"),
            ("/<ctrl-u>0381548B<entrée>", "SAINT EXUPERY"),
            ("f<fin>", "Fiche"),
        ],
    );
    lacks(&pty, "13/11/2026");
    leave(pty);
}

#[test]
fn a_convention_26_is_made_by_its_form_and_its_annexe_marked() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("1/grenoble<entrée>", "Recherche grenoble"),
            ("n", "convention 26"),
            ("convention 26<entrée>", "Nouvelle convention 26"),
            ("26-0999", "26-0999"),
            ("<ctrl-s>", "26-0999 enregistrée"),
            ("4/26-0999<entrée>", "1 sur 157"),
            ("y", "[x] 0382597S"),
            // Of all the schools of the commune, two are left.
            ("-<espace><bas><espace>", "[x] 0382597S"),
            ("<entrée>", "aperçu"),
            ("o", "✓"),
            ("f<fin>", "0382597S"),
        ],
    );
    lacks(&pty, "0382693W");
    leave(pty);
}

#[test]
fn a_sheet_is_filled_section_by_section_of_article_30() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("3n", "fiche"),
            ("fiche<entrée>", "b) Finalités"),
            ("one", "Choisir"),
            ("<entrée>", "▸ Version"),
            ("9<bas><bas>", "▸ Finalité"),
            ("suivi<entrée>", "▸ Finalité 2"),
            ("<entrée>mission<entrée>", "▸ Personnes"),
            ("élèves<entrée>", "▸ Personnes 2"),
            ("<entrée>identité<entrée>", "▸ Données 1, conservation"),
            ("un an<ctrl-s>", "▸ AIPD requise"),
            ("non", "Choisir"),
            ("<entrée><ctrl-s>", "one, version 9 enregistrée"),
            ("o", "Fiche de traitement ONE, version 9"),
            ("", "finalités  suivi"),
            ("", "base légale  mission"),
            ("", "personnes  élèves"),
            ("", "identité  un an"),
        ],
    );
    leave(pty);
}

#[test]
fn the_history_of_a_record_says_who_changed_which_field() {
    let mut pty = demo(SIZE);
    walk(
        &mut pty,
        &[
            ("3m", "▸ Nom"),
            ("<ctrl-u>Beneylu SAS<ctrl-s>", "Touchées"),
            ("<entrée>", "✓ Prestataire"),
            ("h", "BENEYLU → Beneylu SAS"),
        ],
    );
    leave(pty);
}
