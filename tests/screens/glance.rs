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
fn the_four_counts_are_in_words_where_the_name_and_the_date_can_give_way() {
    let records: Vec<preau::domain::record::Record> = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, 120, 40, preau::domain::permit::Right::Gestion);
    for (width, words) in [(160, true), (120, true), (100, true), (80, false), (72, false)] {
        stepper.resize(width, 40);
        let header = stepper.screen().lines().next().unwrap().to_owned();
        for (sign, word) in [
            ("⚑", " bloquées"),
            ("!", " à régulariser"),
            ("»", " prêtes"),
            ("✓", " inscrites"),
        ] {
            assert!(header.contains(sign), "{header}");
            assert_eq!(header.contains(word), words, "{width}: {header}");
        }
        assert!(header.contains("2026"), "{header}");
    }
    stepper.resize(80, 24);
    stepper.press("? ");
    assert!(stepper.shows("»"), "the legend: {}", stepper.screen());
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

/// A school that lacks the DASEN's signature on the convention 26 and on the convention 28.
fn two_unsigned() -> World {
    let unsigned = |found: &mut preau::domain::convention::Convention| found.signed_dasen = None;
    World::eligible()
        .edit_convention("26-0001", unsigned)
        .edit_convention("28-0001", unsigned)
}

#[test]
fn the_key_beside_a_finding_opens_the_convention_that_it_names() {
    let mut stepper = open(&two_unsigned());
    stepper.press("droite");
    assert!(stepper.model.reading);
    let opened = |stepper: &mut crate::stepper::Stepper, rule: &str| {
        let lines = &stepper.model.dossier_pane.lines;
        let place = lines
            .iter()
            .position(|line| line.pieces[0].1.contains(rule))
            .unwrap();
        let moves = place.abs_diff(stepper.model.dossier_pane.at);
        let key = if place < stepper.model.dossier_pane.at {
            "haut "
        } else {
            "bas "
        };
        stepper.press(&key.repeat(moves)).press("s");
        let screen = stepper.screen();
        stepper.press("échap");
        screen
    };
    for (rule, number) in [("B7", "26-0001"), ("B5", "28-0001"), ("B7", "26-0001")] {
        let screen = opened(&mut stepper, rule);
        assert!(screen.contains("Signée par le DASEN"), "{screen}");
        assert!(
            screen.contains(&format!("Convention {number}")),
            "{rule} {number}\n{screen}"
        );
    }
}

#[test]
fn in_a_review_the_key_offers_both_conventions_where_both_are_awaited() {
    let mut stepper = open(&two_unsigned());
    stepper.press("R s");
    let (both, one) = (stepper.screen(), "26-0001");
    assert!(
        both.contains("28-0001 · art. 28") && both.contains("26-0001 · art. 26"),
        "{both}"
    );
    let mut stepper = open(&World::eligible().edit_convention("28-0001", |found| found.signed_dasen = None));
    stepper.press("R s");
    assert!(stepper.shows("Signée par le DASEN"), "{}", stepper.screen());
    assert!(!stepper.shows(one), "{}", stepper.screen());
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
fn what_is_followed_gives_way_to_what_is_gone_to_and_to_what_was_counted() {
    let world = isere();
    let mut stepper = open(&world);
    stepper.press("1 fin L 2");
    assert!(stepper.shows("suit Voiron"), "{}", stepper.screen());
    let of_voiron = stepper.model.list(ListName::Schools).total;
    stepper.press("ctrl-p").write("jaures").press("entrée");
    assert!(
        stepper.shows("Les écoles ne suivent plus Voiron : l’enregistrement n’en faisait pas partie"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.line("Jaurès").starts_with('▶'), "{}", stepper.screen());
    stepper.press("1 début fin 2");
    assert_eq!(stepper.model.list(ListName::Schools).total, of_voiron);
    stepper.press("0 bas");
    let count = stepper.model.day_page().unwrap().work.as_ref().unwrap().counts[1].count;
    stepper.press("entrée");
    let shown = stepper.model.focused().records.0;
    assert_eq!(shown, count, "{}", stepper.screen());
}

#[test]
fn what_is_followed_is_said_beside_the_pins_and_outlives_them() {
    let mut stepper = open(&isere());
    stepper.press("1 début L entrée");
    assert!(
        !stepper.shows("suit Grenoble"),
        "it is pinned: {}",
        stepper.screen()
    );
    stepper.press("4 début");
    let pinned = stepper.model.scope[0].label.clone();
    let title = stepper.line("2 Écoles");
    assert!(
        title.contains(&pinned) && title.contains("suit 26-0001"),
        "{}",
        stepper.screen()
    );
    let both = stepper.model.list(ListName::Schools).total;
    stepper.press("échap");
    assert!(stepper.model.scope.is_empty());
    assert!(stepper.shows("suit 26-0001"), "{}", stepper.screen());
    stepper.press("haut");
    assert!(
        stepper.shows("Les écoles suivent "),
        "the status line says it: {}",
        stepper.screen()
    );
    stepper.press("L haut");
    assert!(!stepper.shows("Les écoles suivent"), "{}", stepper.screen());
    assert!(stepper.model.list(ListName::Schools).total >= both);
}

#[test]
fn a_colleague_who_renames_what_is_followed_moves_nothing() {
    let shared = crate::stepper::share(&isere());
    let mut stepper = crate::stepper::open_shared(&shared, "jdupont", 1000, 120, 40);
    stepper.press("1 début L 2 bas 1");
    let (selected, total) = {
        let list = stepper.model.list(ListName::Schools);
        (list.selected.clone(), list.total)
    };
    assert!(selected.is_some());
    let mut other = crate::stepper::open_shared(&shared, "mmartin", 1001, 120, 40);
    other.press("1 début m");
    for _ in 0..12 {
        if other.shows("Modifier : collectivité") && other.line("Nom").contains("Grenoble") {
            break;
        }
        other.press("entrée");
    }
    println!("{}", other.screen());
    other.write(" (ville)").press("f2");
    stepper.hear();
    let list = stepper.model.list(ListName::Schools);
    assert_eq!((list.selected.clone(), list.total), (selected, total));
    assert!(stepper.shows("(ville)"), "{}", stepper.screen());
}

#[test]
fn an_end_that_has_passed_is_red_and_what_waits_is_not() {
    use preau::tui::theme::Role;
    let ended = World::eligible().edit_convention("26-0001", |found| {
        found.end = Some(crate::support::values::day("2026-10-31"));
    });
    let mut stepper = open(&ended);
    let role = |stepper: &crate::stepper::Stepper, rule: &str| {
        let lines = &stepper.model.dossier_pane.lines;
        lines
            .iter()
            .find(|line| line.pieces[0].1.contains(rule))
            .unwrap()
            .pieces[0]
            .0
    };
    assert_eq!(role(&stepper, "B7"), Role::Critical, "{}", stepper.screen());
    let waits = World::eligible().edit_convention("26-0001", |found| found.signed_dasen = None);
    let stepper = open(&waits);
    assert_eq!(role(&stepper, "B7"), Role::Blocking);
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
    stepper.press("Y entrée");
    let copied = stepper.copied.clone().unwrap();
    assert!(!copied.contains("Village"), "{copied}");
    stepper.press("entrée");
    assert!(stepper.model.scope[0].label.contains("LE VILLAGE"));
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

#[test]
fn the_help_keeps_what_has_the_words_looked_for() {
    let mut stepper = open_at(&isere(), 80, 24);
    stepper.press("? /").write("parafe");
    assert!(stepper.shows("rien de tel dans l’aide"), "{}", stepper.screen());
    stepper.press("ctrl-u").write("notice famille");
    for said in ["notice", "Chercher : notice famille"] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    assert!(
        !stepper.shows("Aller au volet des écoles"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée bas échap");
    assert!(stepper.shows("Signes"), "all of it again: {}", stepper.screen());
    stepper.press("échap");
    assert!(stepper.model.dialog.is_none());
}

#[test]
fn the_palette_finds_saved_views_and_pictures() {
    let mut stepper = open(&isere());
    stepper.press("/").write("commune:voiron").press("entrée");
    stepper.press("ctrl-p échap W");
    for _ in 0..4 {
        if stepper.model.dialog.is_none() {
            break;
        }
        if matches!(
            stepper.model.dialog,
            Some(preau::tui::model::dialog::Dialog::Form(_))
        ) {
            stepper.press("ctrl-u").write("mes voironnaises");
        }
        stepper.press("entrée");
    }
    stepper.press("échap :").write("voironnaises");
    assert!(stepper.shows("mes voironnaises"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("mes voironnaises"), "{}", stepper.screen());
    assert_eq!(stepper.model.focused().search.text(), "commune:voiron");
    stepper.press("échap :").write("rythme");
    stepper.press("entrée");
    assert!(stepper.model.figures().is_some(), "{}", stepper.screen());
}

#[test]
fn digits_move_to_the_number_that_begins_so_and_else_are_of_the_day() {
    let world = isere().convention26("26-0009", crate::support::isere::VOIRON, |found| {
        found.sent = Some(crate::support::values::day("2026-09-12"));
    });
    let mut stepper = open(&world);
    stepper.press("/").write("bourg vif").press("entrée J");
    let chosen = |stepper: &crate::stepper::Stepper| match &stepper.model.dialog {
        Some(preau::tui::model::dialog::Dialog::Chooser(chooser)) => chooser.chosen().unwrap().label.clone(),
        other => panic!("{other:?}"),
    };
    stepper.write("26-0009");
    assert_eq!(chosen(&stepper), "convention");
    stepper.press("échap y").write("26-0009");
    assert!(chosen(&stepper).contains("26-0009"), "{}", stepper.screen());
    stepper.press("échap y").write("26/11");
    assert!(stepper.shows("jeu. 26 nov. 2026"), "{}", stepper.screen());
}
