//! Marks: by record, through search, sort and scope; always counted.

use preau::domain::command::Command;
use preau::domain::deployment::DeploymentId;
use preau::domain::provider::Category;
use preau::domain::record::{Record, RecordId};

use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
use crate::support::values::{day, uai};
use crate::support::world::World;

fn marked(stepper: &Stepper) -> Vec<String> {
    let ids = stepper.model.focused().marks.ids();
    ids.iter().map(ToString::to_string).collect()
}

/// A commune of many schools.
fn many(count: usize) -> World {
    (0..count).fold(isere(), |world, number| {
        let key = format!("038{:04}", number + 1_000);
        let letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
        let rest = key.parse::<usize>().unwrap() % 23;
        let uai = format!("{key}{}", &letters[rest..=rest]);
        world.school(&uai, &format!("École n° {number:04}"), "38185")
    })
}

#[test]
fn a_row_is_marked_and_the_next_is_at_hand() {
    let mut stepper = open(&isere());
    stepper.press("bas espace");
    assert_eq!(marked(&stepper), ["deploiement/0380126F@ENT"]);
    assert!(stepper.line("Jean Jaurès").starts_with('▶'));
    assert!(stepper.line("Prim. Paul Langevin").contains("│●» 0380126F"));
    assert!(stepper.shows("2 Écoles 5 (6 lignes) · 1 cochée"));
    stepper.press("espace");
    assert!(stepper.shows("2 Écoles 5 (6 lignes) · 2 cochées"));
    stepper.press("haut espace");
    assert_eq!(marked(&stepper), ["deploiement/0380126F@ENT"]);
}

#[test]
fn marks_survive_a_search_and_what_it_hides_is_counted() {
    let mut stepper = open(&isere());
    stepper.press("espace espace espace / ").write("jaures");
    assert!(stepper.shows("● 3 cochées, 2 masquées"));
    stepper.press("entrée");
    assert!(stepper.shows("2 Écoles 1 sur 5 · 3 cochées, 2 masquées · jaures"));
    stepper.press("échap");
    assert!(stepper.shows("2 Écoles 5 (6 lignes) · 3 cochées"));
    assert_eq!(marked(&stepper).len(), 3);
}

#[test]
fn the_row_of_another_deployment_does_not_show_a_hidden_mark() {
    let mut stepper = open(&isere());
    stepper.press("fin espace");
    assert_eq!(marked(&stepper), ["deploiement/0380124D@vie scolaire"]);
    stepper.press("/").write("vif solution:olm").press("entrée");
    assert!(stepper.shows("2 Écoles 1 sur 5 · 1 cochée, 1 masquée"));
}

#[test]
fn marks_survive_the_scope_and_belong_to_their_pane() {
    let mut stepper = open(&isere());
    stepper.press("* 1 fin entrée");
    assert!(stepper.shows("2 Écoles 1 sur 5 (2 lignes) · 6 cochées, 4 masquées · Voiron"));
    assert!(marked(&stepper).is_empty(), "no collectivité is marked");
    stepper.press("3 espace");
    assert!(stepper.shows("1 coché"));
    assert!(!stepper.shows("1 cochée"));
}

#[test]
fn a_range_goes_from_the_last_mark_to_the_hand_either_way() {
    let mut stepper = open(&isere());
    stepper.press("espace bas bas p");
    assert_eq!(marked(&stepper).len(), 4);
    stepper.press("- fin espace haut haut haut haut p");
    assert_eq!(marked(&stepper).len(), 5);
    assert!(stepper.line("Saint-Martin").contains("│ ✓"), "above the cursor");
}

#[test]
fn a_range_without_a_start_says_what_to_do() {
    let mut stepper = open(&isere());
    stepper.press("p");
    assert!(stepper.shows("Cochez d’abord un bout de la plage"));
    stepper.press("fin espace / ").write("jaures").press("entrée p");
    assert!(stepper.shows("L’autre bout de la plage est masqué"));
    assert_eq!(marked(&stepper).len(), 1);
}

#[test]
fn all_rows_their_inverse_and_none() {
    let mut stepper = open(&isere());
    stepper.press("/").write("grenoble").press("entrée *");
    assert_eq!(marked(&stepper).len(), 3);
    stepper.press("échap !");
    assert_eq!(marked(&stepper).len(), 3);
    assert!(stepper.line("0380125E").contains('●'));
    stepper.press("-");
    assert!(marked(&stepper).is_empty());
    stepper.press("-");
    assert!(stepper.shows("aucune ligne n’est cochée dans ce volet"));
}

#[test]
fn a_range_reaches_beyond_the_rows_that_were_read() {
    let mut stepper = open(&many(900));
    stepper.press("début espace fin p");
    assert_eq!(marked(&stepper).len(), 906);
    assert!(stepper.shows("906 cochées"));
}

/// A colleague takes back the choice of the school under the cursor: the search holds it no longer.
fn unchosen(stepper: &mut Stepper) {
    let Some(RecordId::Deployment(deployment)) = stepper.model.subject().cloned() else {
        panic!("no deployment under the cursor")
    };
    stepper.colleague(Command::ChooseSolution {
        deployment,
        solution: None,
        on: day("2026-11-20"),
    });
}

#[test]
fn a_range_whose_end_is_no_longer_there_marks_nothing_and_asks_no_more() {
    let mut stepper = open(&isere());
    stepper
        .press("/")
        .write("solution:olm")
        .press("entrée espace fin");
    unchosen(&mut stepper);
    stepper.press("p");
    assert!(stepper.shows("La liste vient de changer"), "{}", stepper.screen());
    assert_eq!(marked(&stepper).len(), 1);
}

#[test]
fn a_range_whose_rows_moved_marks_nothing() {
    let mut stepper = open(&many(9));
    stepper.press("/").write("école n").press("entrée bas bas");
    let between = stepper.model.subject().cloned().unwrap();
    stepper.press("début espace bas bas bas");
    let mut found = stepper.desk.registry().get(&between).unwrap();
    if let Record::School(school) = &mut found {
        school.name = "Groupe scolaire".to_owned();
    }
    stepper.colleague(Command::Save { record: found });
    stepper.press("p");
    assert!(stepper.shows("La liste vient de changer"), "{}", stepper.screen());
    assert_eq!(marked(&stepper).len(), 1);
}

#[test]
fn a_range_is_marked_in_its_own_list() {
    let mut stepper = open(&many(1_500));
    stepper.press("/").write("école").press("entrée");
    stepper.press("fin espace pgpréc pgpréc pgpréc pgpréc pgpréc");
    stepper.slow = true;
    stepper.press("p 3");
    stepper.slow = false;
    stepper.settle();
    assert!(!stepper.shows("masqué"), "{}", stepper.screen());
    stepper.press("2");
    assert!(marked(&stepper).len() > 80, "{}", stepper.screen());
}

#[test]
fn more_than_one_order_holds_are_not_marked() {
    let mut stepper = open(&many(1_100));
    stepper.press("*");
    assert!(stepper.shows("1106 lignes : on en coche au plus 1000 à la fois. Affinez la recherche."));
    assert!(marked(&stepper).is_empty());
    stepper.press("espace fin p");
    assert_eq!(marked(&stepper).len(), 1);
}

#[test]
fn the_first_deployment_takes_the_mark_of_its_school() {
    let mut stepper = open(&isere());
    stepper.press("bas bas bas espace");
    assert_eq!(marked(&stepper), ["ecole/0380125E"]);
    let choice = Command::ChooseSolution {
        deployment: DeploymentId::first(uai("0380125E"), Category::Ent),
        solution: Some("olm".parse().unwrap()),
        on: day("2026-11-20"),
    };
    stepper.colleague(choice).press("ctrl-l");
    assert_eq!(marked(&stepper), ["deploiement/0380125E@ENT"]);
    assert!(stepper.shows("2 Écoles 5 (6 lignes) · 1 cochée"));
    assert!(!stepper.shows("masquée"));
}

#[test]
fn the_dossier_is_not_marked() {
    let mut stepper = open(&isere());
    stepper.press("droite espace");
    assert!(stepper.shows("« cocher » : revenez d’abord au volet"));
    assert!(marked(&stepper).is_empty());
}
