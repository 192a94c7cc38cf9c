//! What is read at a glance: what is wrong and what is ready, which key lifts a finding, one pane alone, schools that follow
//! the selection, names in small letters.

use preau::domain::deployment::Stage;
use preau::tui::model::ListName;
use preau::tui::model::frame::ScreenSize;

use crate::stepper::{open, open_at, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;
use crate::support::world::World;

#[test]
fn ready_schools_are_counted_in_the_header_where_there_is_room_in_words() {
    let mut stepper = open_at(&World::eligible(), 160, 40);
    assert!(
        stepper.shows("! 0 à régulariser   » 1 prête"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.line("0380123C").contains('»'), "{}", stepper.screen());
    stepper.resize(80, 24);
    assert!(stepper.shows("⚑ 0  ! 0  » 1  ✓ 0"), "{}", stepper.screen());
}

#[test]
fn the_key_that_lifts_a_finding_stands_beside_it_in_the_dossier() {
    let world = isere().edit_convention("26-0001", |found| found.signed_dasen = None);
    let mut stepper = open(&world);
    stepper.press("/").write("langevin").press("entrée");
    let screen = stepper.screen();
    let flat: String = screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat.contains("→ s signature"), "{screen}");
    assert!(flat.contains("→ d noter un fait"), "{screen}");
    let place = |code: &str| screen.lines().position(|line| line.contains(code));
    assert!(place("⚑ B7") < place("✗ C1"), "{screen}");
    stepper.press("s");
    assert!(stepper.shows("Noter une signature"), "{}", stepper.screen());
}

#[test]
fn what_is_to_be_put_right_is_first_in_the_dossier() {
    let world = World::registered("2026-09-15").edit_convention("26-0001", |found| {
        found.terminated = Some(crate::support::values::day("2026-11-01"));
    });
    let mut stepper = open(&world);
    let screen = stepper.screen();
    let place = |code: &str| screen.lines().position(|line| line.contains(code));
    assert!(place("! W0").is_some(), "{screen}");
    assert!(place("! W0") < place("✗ C1"), "{screen}");
    assert!(stepper.shows("1 à régulariser"), "{screen}");
}

#[test]
fn a_pane_is_shown_alone_and_then_all_of_them_again() {
    let mut stepper = open(&isere());
    stepper.press("1 Z");
    assert_eq!(stepper.model.room(), ScreenSize::One);
    assert!(stepper.shows("[1 Collectivités"), "{}", stepper.screen());
    assert!(!stepper.shows("Fiche ·"), "{}", stepper.screen());
    stepper.press("Z");
    assert_eq!(stepper.model.room(), ScreenSize::All);
    assert!(stepper.shows("Fiche · "), "{}", stepper.screen());
    let mut small = open_at(&isere(), 80, 24);
    small.press("Z");
    assert!(small.shows("un volet est déjà montré seul"), "{}", small.screen());
}

#[test]
fn the_whole_name_is_on_the_status_line_where_no_dossier_is_beside_it() {
    let name = "École élémentaire intercommunale du Bourg Vif";
    let world = isere().school("0380999E", name, "38563");
    let mut stepper = open_at(&world, 80, 24);
    stepper.press("/").write("intercomm").press("entrée");
    assert!(
        stepper
            .line("Recherche")
            .contains("intercommunale du Bourg Vif, Voiron"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn the_schools_follow_what_is_selected_until_they_are_told_not_to() {
    let mut stepper = open(&isere());
    stepper.press("1 L début");
    let follows = |stepper: &mut crate::stepper::Stepper, name: &str| {
        assert!(
            stepper.line("2 Écoles").contains(&format!("suit {name}")),
            "{}",
            stepper.screen()
        );
    };
    follows(&mut stepper, "Grenoble");
    let of_grenoble = stepper.model.list(ListName::Schools).total;
    stepper.press("fin");
    stepper.settle();
    follows(&mut stepper, "Voiron");
    let of_voiron = stepper.model.list(ListName::Schools).total;
    assert_ne!(of_grenoble, of_voiron);
    // In the list itself nothing else is selected: it stays, and what is done there is done to it.
    stepper.press("2 bas");
    follows(&mut stepper, "Voiron");
    assert!(stepper.model.scope.is_empty(), "nothing is pinned");
    stepper.press("L");
    assert!(stepper.model.list(ListName::Schools).total > of_voiron);
    assert!(!stepper.shows("suit Voiron"), "{}", stepper.screen());
}

#[test]
fn names_in_capitals_are_shown_in_small_letters_where_one_wants_them() {
    let records = || demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records(), 200, 40, preau::domain::permit::Right::Gestion);
    assert!(stepper.shows("ECOLE PRIMAIRE LE VILLAGE"), "{}", stepper.screen());
    stepper.model.options.readable = true;
    stepper.press("/").write("le village").press("entrée");
    assert!(stepper.shows("Ecole primaire le Village"), "{}", stepper.screen());
    assert!(
        !stepper.shows("ECOLE PRIMAIRE LE VILLAGE"),
        "{}",
        stepper.screen()
    );
    let school = stepper.desk.registry().schools().iter().next().unwrap();
    assert_eq!(school.name, school.name.to_uppercase(), "stored as published");
}

#[test]
fn the_end_of_a_review_names_what_keeps_schools_out_still() {
    let mut stepper = open(&crate::review::season());
    stepper.press("/").write("commune:voiron").press("entrée R");
    stepper.press("d entrée d entrée d entrée");
    for said in [
        "Fin de la revue",
        "Ce qui retient encore les écoles de la liste",
        "26-0002 (Voiron), signature du DASEN : 3 écoles",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
}

#[test]
fn the_funnel_accumulates_under_headings() {
    let world = isere().deployment("0380125E", "olm", Stage::EnUsage);
    let mut stepper = open(&world);
    stepper.press("T");
    assert!(stepper.shows("ici atteint"), "{}", stepper.screen());
    let counts = |stepper: &mut crate::stepper::Stepper, stage: &str| -> Vec<usize> {
        let line = stepper.line(stage);
        let rest = line.split(stage).nth(1).unwrap_or_default().to_owned();
        rest.split_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect()
    };
    let steps = [
        "solution choisie",
        "contrat souscrit",
        "inscrite au registre",
        "en usage",
    ];
    let reached: Vec<usize> = steps.iter().map(|step| counts(&mut stepper, step)[1]).collect();
    assert!(reached.windows(2).all(|pair| pair[0] >= pair[1]), "{reached:?}");
    assert_eq!(counts(&mut stepper, "en usage"), [1, 1]);
}
