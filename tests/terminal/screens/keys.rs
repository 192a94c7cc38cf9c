//! Keys of a configuration file: what is shown names them, they act, those that they replace do not.

use std::path::PathBuf;

use tempfile::TempDir;

use super::start::{NAME, shows, spawn};
use crate::support::pty::{Pty, Spawn};

/// Keys in each kind of place: panes, review, dialogs, fields, everywhere.
const OTHERS: &str = r#"[touches]
etape = { liste = ["ù", "f5"], revue = "f5" }
valider = "ctrl-t"
annuler = "f6"
champ-suivant = "ctrl-n"
bas = ["bas", "ctrl-b"]
palette = "$"
annoter = []
nouveau = { revue = "ctrl-o" }
souris = "f9"
"#;

/// Writes a configuration in a folder of its own.
fn written(text: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("config.toml");
    std::fs::write(&path, text).unwrap();
    (folder, path)
}

fn with(path: &std::path::Path) -> Spawn {
    spawn().arg("--config").arg(path)
}

/// The screen as one line, with single spaces.
fn flat(pty: &Pty) -> String {
    let screen = pty.screen().replace(['\u{a0}', '│'], " ");
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Checks that each text is on the screen.
fn says(pty: &Pty, texts: &[&str]) {
    let screen = flat(pty);
    for text in texts {
        assert!(screen.contains(text), "{text:?} is not in {screen}");
    }
}

#[test]
fn the_keys_of_a_configuration_are_shown_and_act() {
    let (_folder, path) = written(OTHERS);
    let mut pty = with(&path).start();
    pty.wait_for("0381548B").settle();
    says(&pty, &["ù étape", "$ commandes"]);
    help(&mut pty);
    pty.keys("$").wait_for("Commandes").settle();
    pty.keys("étape");
    shows(&mut pty, "Changer l’étape du déploiement").settle();
    says(
        &pty,
        &["Changer l’étape du déploiement ù", "Ctrl-T valider", "F6 annuler"],
    );
    pty.keys("<entrée>");
    shows(&mut pty, "Entrée ne sert à rien ici");
    pty.keys("<f6>")
        .wait_until("the panes", |screen| !screen.contains("Commandes"));
    // The search is typed and kept with the keys of the fields.
    pty.keys("/").keys("0381528E");
    shows(&mut pty, "1 résultat");
    pty.keys("<entrée>");
    shows(&mut pty, "Entrée ne sert à rien ici");
    pty.keys("<ctrl-t>");
    shows(&mut pty, "Recherche 0381528E").settle();
    stage(&mut pty);
    assert_eq!(pty.keys("q").exit().code, 0);
}

/// The help names the keys in force, and the places where they differ.
fn help(pty: &mut Pty) {
    pty.keys("?").wait_for("Aide").settle();
    let mut read = String::new();
    for _ in 0..6 {
        read.push_str(&flat(pty));
        pty.keys("<pagesuivante>").settle();
    }
    for said in [
        "↓ Ctrl-B Descendre d’une ligne",
        "ù F5 Changer l’étape du déploiement (revue : F5)",
        "n Saisir un nouvel enregistrement",
        "(revue : Ctrl-O)",
        "Ctrl-T Valider ce qui est choisi ou saisi (tableau de bord, dialogues, champs)",
        "F6 Fermer sans rien changer (dialogues, champs)",
        "Ctrl-N Aller au champ suivant, ou compléter (dialogues, champs)",
        "$ Choisir parmi toutes les commandes",
        "? Montrer toutes les touches (partout : F1)",
        "F9 Écouter la souris, ou la laisser au terminal pour copier",
    ] {
        assert!(read.contains(said), "{said:?} is not in {read}");
    }
    pty.keys("<échap>");
    shows(pty, "Échap ne sert à rien ici");
    pty.keys("<f6>")
        .wait_until("the panes", |screen| !screen.contains("Aide ─"));
}

/// The old key of the stage does nothing, the new ones open it; its own keys go to the day, take and close.
fn stage(pty: &mut Pty) {
    pty.keys("e");
    shows(pty, "e ne sert à rien ici ; ? montre les touches");
    pty.keys("<f5>").wait_for("▸ convention 26 envoyée").settle();
    says(pty, &["Ctrl-T valider", "F6 annuler", "Ctrl-N la date"]);
    pty.keys("<échap>");
    shows(pty, "Échap ne sert à rien ici");
    pty.keys("<f6>")
        .wait_until("the panes", |screen| !screen.contains("▸ convention 26"));
    pty.keys("ù").wait_for("▸ convention 26 envoyée");
    pty.keys("<ctrl-t>");
    shows(pty, "étape « convention 26 signée »");
    assert!(pty.screen().contains(NAME));
}

#[test]
fn the_review_has_its_own_keys() {
    let (_folder, path) = written(OTHERS);
    let mut pty = with(&path).start();
    pty.wait_for("0381548B").settle();
    pty.keys("R").wait_for("Revue · 1 sur").settle();
    pty.keys("N");
    shows(&mut pty, "N ne sert à rien ici ; ? montre les touches");
    pty.keys("<ctrl-o>").wait_for("Nouveau").settle();
    pty.keys("<f6>")
        .wait_until("the review", |screen| !screen.contains("Nouveau"));
    assert_eq!(pty.keys("<ctrl-c>").exit().code, 0);
}

#[test]
fn every_fault_of_the_keys_is_told_and_nothing_starts() {
    let (_folder, path) = written(
        "[touches]\nvalider = \"v\"\netape = \"\"\ninscire = \"f5\"\nannuler = []\ndefaire = \"s\"\nfiche = { champ = \"f6\" }\n",
    );
    let mut pty = with(&path).start();
    assert_eq!(pty.exit().code, 2);
    says(
        &pty,
        &[
            "ligne 2 : « valider » : « v » s’écrirait dans un champ",
            "valider = { tableau = \"v\", dialogue = \"v\" }",
            "ligne 3 : « etape » : touche vide ; pour ne laisser aucune touche à la commande, écrivez « etape = [] »",
            "ligne 4 : « inscire » : commande inconnue ; vouliez-vous dire « inscrire » ? (« preau modele touches »",
            "ligne 5 : « annuler » : doit garder une touche dans « dialogue »",
            "ligne 5 : « annuler » : doit garder une touche dans « champ »",
            "ligne 6 : « defaire » : s sert déjà à « convention-signee » dans « liste »",
            "ligne 6 : « defaire » : s sert déjà à « convention-signee » dans « revue »",
            "ligne 7 : « fiche » : ne sert pas dans « champ », mais dans : liste",
        ],
    );
}
