//! Importing the dossiers of the file that the configuration names: the plan, its own key, then those that wait for a person.

use std::path::PathBuf;

use preau::config::Config;
use preau::domain::command::Command;
use preau::domain::demarche::Choice;
use preau::domain::permit::Right;
use preau::domain::record::Record;

use crate::stepper::{Stepper, open_on, open_shared, share_on};
use crate::support::demo::demo;

const EXPORT: &str = "dossiers_convention-art-26_2026-11-23_08-30.xlsx";

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/demarches")
        .join(name)
}

fn records() -> Vec<Record> {
    demo().records().map(|(record, _)| record).collect()
}

/// Names an export in the configuration.
fn configured(mut stepper: Stepper, file: &str) -> Stepper {
    let text = std::fs::read_to_string(fixture("config.toml")).unwrap();
    stepper.model.options.dossiers = Config::parse(&text).unwrap().dossiers;
    stepper.model.options.dossiers.file = Some(fixture(file));
    stepper
}

fn office() -> Stepper {
    configured(open_on(records(), 120, 40, Right::Gestion), EXPORT)
}

/// How many conventions bear the dossier.
fn bearing(stepper: &Stepper, dossier: &str) -> usize {
    let conventions = stepper.desk.registry().conventions().iter();
    conventions
        .filter(|convention| convention.dossiers.iter().any(|number| number == dossier))
        .count()
}

#[track_caller]
fn says(stepper: &mut Stepper, words: &str) {
    let screen = stepper.screen();
    assert!(
        words.split_whitespace().all(|word| screen.contains(word)),
        "{words}\n{screen}"
    );
}

#[test]
fn the_plan_is_shown_then_imported_by_its_own_key_and_the_cases_lead_to_their_records() {
    let mut stepper = office();
    stepper.press("D");
    says(&mut stepper, "Dossiers de Démarches Simplifiées créations rejets");
    stepper.press("entrée");
    assert_eq!(
        bearing(&stepper, "21800102"),
        0,
        "Enter alone does not import several"
    );
    stepper.press("o");
    assert_eq!(bearing(&stepper, "21800102"), 1);
    assert!(matches!(stepper.sent.last().unwrap().command, Command::Import(_)));
    says(
        &mut stepper,
        "Dossiers qui attendent une personne 21800103 0380171E",
    );
    // One none of whose schools is taken made no convention: it goes on with its collectivité.
    assert_eq!(bearing(&stepper, "21800103") + bearing(&stepper, "21800107"), 0);
    stepper.press("entrée");
    says(&mut stepper, "Fiche CC Le Grésivaudan");
    // Once more: what went in is as it was, and the cases are still there.
    stepper.press("D");
    says(
        &mut stepper,
        "Rien à importer : la base a déjà ce que dit ce fichier, sauf 2 dossiers qui attendent une personne",
    );
    assert!(!stepper.shows("le reste s’importe"), "{}", stepper.screen());
    stepper.press("entrée");
    says(&mut stepper, "Dossiers qui attendent une personne");
    stepper.press("échap");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
}

#[test]
fn a_dossier_that_goes_in_without_a_school_is_said_so_and_leads_to_its_convention() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("dossiers.csv");
    let export = "ID,Établissement SIRET,Entreprise SIREN,État du dossier,Déposé le,Solution choisie,\
                  Solution retenue (ENT ou vie scolaire),Autres solutions,École principale,Écoles concernées,\
                  Codes UAI des écoles (texte libre),Référence de la délibération,Date d’effet souhaitée,\
                  Numéro de convention\n\
                  21900001,21380185500015,213801855,En construction,2026-10-20 12:03:00 +0200,,FICTIF A,,,\
                  0382140V,0381528E,,,\n";
    std::fs::write(&file, export).unwrap();
    let mut stepper = configured(
        open_on(records(), 120, 40, Right::Gestion),
        file.to_str().unwrap(),
    );
    let mapping = &mut stepper.model.options.dossiers.mapping;
    mapping.blocks.clear();
    let choice = Choice::Solution("fictif-a".to_owned());
    mapping.choices.push(("FICTIF A".to_owned(), choice));
    stepper.press("D");
    says(&mut stepper, "1 dossier s’importe sans une partie de ses écoles");
    says(&mut stepper, "rejets en partie 1");
    assert!(
        !stepper.screen().contains("attend une personne"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert_eq!(bearing(&stepper, "21900001"), 1, "{}", stepper.screen());
    says(&mut stepper, "importé sans 1 école 0381528E");
    stepper.press("échap D entrée entrée");
    says(&mut stepper, "Fiche Convention DS-21900001");
}

#[test]
fn the_plan_is_read_at_a_small_size_too() {
    let mut stepper = office();
    stepper.resize(80, 24).press("D");
    insta::assert_snapshot!("dossiers_plan@80x24", stepper.screen());
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_imported() {
    for (file, said) in [
        ("absent.xlsx", "absent.xlsx"),
        ("config.toml", "une valeur est attendue"),
        ("referentiel-avant-2026-03.csv", "libellés"),
        ("vide.xlsx", "aucun dossier"),
    ] {
        let mut stepper = configured(open_on(records(), 120, 40, Right::Gestion), file);
        stepper.press("D");
        says(&mut stepper, said);
        stepper.press("o");
        assert!(stepper.sent.is_empty(), "{file}");
    }
}

#[test]
fn without_a_file_a_right_or_in_the_review_it_says_why_not() {
    let mut stepper = open_on(records(), 120, 40, Right::Gestion);
    stepper.press("D");
    says(&mut stepper, "fichier [demarches]");
    let mut stepper = configured(open_on(records(), 120, 40, Right::Lecture), EXPORT);
    stepper.press("D");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    says(&mut stepper, "gestion");
}

#[test]
fn screens_that_share_a_base_import_too() {
    let shared = share_on(records());
    let mut stepper = configured(open_shared(&shared, "jdupont", 1000, 120, 40), EXPORT);
    stepper.press("D o");
    says(&mut stepper, "Dossiers qui attendent une personne");
    let mut other = open_shared(&shared, "mmartin", 1001, 120, 40);
    other.press("4 /").write("DS-21800102").press("entrée");
    says(&mut other, "DS-21800102 Grenoble");
}

#[test]
fn the_counts_of_a_plan_are_aligned_and_its_columns_are_named_in_french() {
    let mut stepper = office();
    stepper.press("D");
    let [made, same] = ["créations  ", "sans changement  "].map(|head| {
        let line = stepper.line(head);
        let (before, count) = line.split_once(head).unwrap();
        let blanks = count.len() - count.trim_start().len();
        before.chars().count() + head.chars().count() + blanks
    });
    assert_eq!(made, same, "{}", stepper.screen());
    assert!(stepper.shows("colonne « écoles »"), "{}", stepper.screen());
}
