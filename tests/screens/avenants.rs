//! Avenants on screen: the annexe asks by which one schools join, one is typed with its days, each party signs it.

use preau::domain::convention::{Annexe, AnnexeLine, Convention};
use preau::domain::date::Period;
use preau::service::Desk;

use crate::forms::{convention, select_convention};
use crate::many::choose;
use crate::stepper::{Stepper, open};
use crate::support::isere::isere;
use crate::support::values::{amendment, day, solution_code, uai};
use crate::support::world::{C26, EDREDON, SCHOOL, World};

/// The convention 26 of Grenoble is signed, and its annexe names no school.
fn listed(edit: impl FnOnce(&mut Convention)) -> World {
    isere().edit_convention(C26, |found| {
        found.annexe = Annexe::Listed(Vec::new());
        edit(found);
    })
}

/// All the schools are marked in the annexe, and it asks by which avenant they join.
fn asked(world: &World) -> Stepper {
    let mut stepper = open(world);
    select_convention(&mut stepper, C26);
    stepper.press("y * entrée");
    assert!(stepper.shows("Par quel avenant ?"), "{}", stepper.screen());
    stepper
}

#[test]
fn schools_join_by_a_new_avenant_in_one_operation() {
    let mut stepper = asked(&listed(|_| {}));
    stepper.write("nouvel").press("entrée");
    assert!(stepper.shows("Nouvel avenant"), "{}", stepper.screen());
    stepper
        .press("bas")
        .write("2/11/2026")
        .press("bas bas bas")
        .write("9/11/2026");
    stepper.press("ctrl-s");
    assert!(stepper.shows("par le nouvel avenant 1"), "{}", stepper.screen());
    assert!(
        stepper.shows("aucune école, puis 3 écoles quand l’avenant 1 aura effet"),
        "{}",
        stepper.screen()
    );
    assert_eq!(stepper.written(), 0);
    stepper.press("o");
    assert!(
        stepper.shows("annexe de 26-0001 : aucune école, puis 3 écoles quand"),
        "{}",
        stepper.screen()
    );
    assert_eq!(stepper.written(), 1, "one entry of the journal");
    let found = convention(&stepper, C26);
    assert_eq!(found.amendments.len(), 1);
    let made = &found.amendments[0];
    assert_eq!((made.date, made.signed_dasen), (Some(day("2026-11-02")), None));
    assert_eq!(made.signed_party, Some(day("2026-11-09")));
    assert!(
        found
            .annexe
            .lines()
            .iter()
            .all(|line| line.joined_by.as_ref() == Some(&made.number))
    );
    assert!(!found.covers_school(found.annexe.lines()[0].uai, day("2026-11-23")));
    stepper.press("u o");
    let back = convention(&stepper, C26);
    assert!(
        back.amendments.is_empty() && back.annexe.lines().is_empty(),
        "one undo"
    );
}

#[test]
fn the_days_of_a_new_avenant_are_days() {
    let mut stepper = asked(&listed(|_| {}));
    stepper
        .write("nouvel")
        .press("entrée bas")
        .write("32/13")
        .press("ctrl-s");
    assert!(stepper.shows("Nouvel avenant"), "{}", stepper.screen());
    stepper.press("échap");
    assert!(stepper.shows("Échap encore l’abandonne"), "{}", stepper.screen());
    stepper.press("échap");
    assert!(
        stepper.shows("3 sur 3 cochées"),
        "the marks are kept: {}",
        stepper.screen()
    );
    assert!(
        stepper
            .model
            .state
            .drafts_of(&stepper.model.options.base)
            .next()
            .is_none()
    );
}

#[test]
fn a_number_that_the_convention_has_is_no_new_avenant() {
    let mut stepper = asked(&listed(|c| c.amendments = vec![amendment("1", "2026-11-09", "")]));
    assert!(stepper.shows("attend le DASEN"), "{}", stepper.screen());
    stepper.write("nouvel").press("entrée");
    stepper.press("ctrl-u").write("1").press("ctrl-s");
    assert!(
        stepper.shows("la convention a déjà un avenant 1"),
        "{}",
        stepper.screen()
    );
    stepper.press("ctrl-u").write("2").press("ctrl-s");
    assert!(stepper.shows("par le nouvel avenant 2"), "{}", stepper.screen());
}

#[test]
fn a_new_avenant_that_is_refused_is_still_in_its_form() {
    let mut stepper = asked(&listed(|c| c.amendments = vec![amendment("1", "2026-11-09", "")]));
    stepper.write("nouvel").press("entrée");
    let cases = [
        ("01", "2/11/2026", "n’en font qu’un"),
        ("2", "2/11/2025", "précède la signature de"),
        ("2", "2/11/2027", "venir"),
        ("=1+1", "2/11/2026", "admis"),
    ];
    for (number, date, why) in cases {
        stepper
            .press("ctrl-u")
            .write(number)
            .press("bas ctrl-u")
            .write(date);
        stepper.press("ctrl-s");
        for text in ["Nouvel avenant", why, number, date] {
            assert!(stepper.shows(text), "{text}: {}", stepper.screen());
        }
        stepper.press("haut");
    }
    assert_eq!(stepper.written(), 0);
    stepper
        .press("ctrl-u")
        .write("2")
        .press("bas ctrl-u")
        .write("2/11/2026");
    stepper.press("ctrl-s");
    assert!(stepper.shows("par le nouvel avenant 2"), "{}", stepper.screen());
}

/// An avenant that the collectivité signed names the school that is ready but for it.
fn named_by_an_avenant(party: &str) -> World {
    let party = party.to_owned();
    listed(move |c| {
        c.amendments = vec![amendment("1", &party, "")];
        let line = AnnexeLine {
            joined_by: "1".parse().ok(),
            ..AnnexeLine::new(uai(SCHOOL), Period::default())
        };
        c.annexe = Annexe::Listed(vec![line]);
    })
}

#[test]
fn a_signature_of_an_avenant_shows_which_schools_it_makes_ready() {
    let mut stepper = open(&named_by_an_avenant("2026-11-09"));
    select_convention(&mut stepper, C26);
    stepper.press("s");
    choose(&mut stepper, "Avenant 1 signé par le DASEN");
    stepper.press("entrée");
    for text in ["Ce que cela fait aux écoles", "1 école devient prête"] {
        assert!(stepper.shows(text), "{}", stepper.screen());
    }
    assert_eq!(stepper.written(), 0);
    stepper.press("entrée");
    assert_eq!(stepper.written(), 1, "{}", stepper.screen());
}

#[test]
fn a_signature_of_an_avenant_is_confirmed_in_the_words_of_its_choice() {
    let mut stepper = open(&named_by_an_avenant(""));
    select_convention(&mut stepper, C26);
    stepper.press("s");
    choose(&mut stepper, "Avenant 1 signé par la collectivité");
    stepper.press("entrée");
    assert!(
        stepper.shows("avenant 1 signé par la collectivité le 23/11/2026"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn an_avenant_is_sent_by_the_verb_of_sending() {
    let mut stepper = open(&named_by_an_avenant(""));
    select_convention(&mut stepper, C26);
    stepper.press("v");
    choose(&mut stepper, "Avenant 1 envoyé");
    stepper.press("entrée");
    assert!(
        stepper.shows("avenant 1 envoyé le 23/11/2026"),
        "{}",
        stepper.screen()
    );
    let sent = |stepper: &Stepper| convention(stepper, C26).amendments[0].sent;
    assert_eq!(sent(&stepper), Some(day("2026-11-23")));
    stepper.press("u o");
    assert_eq!(sent(&stepper), None);
    stepper.press("espace v entrée");
    assert!(stepper.shows("26-0001"), "{}", stepper.screen());
    stepper.press("o");
    assert_eq!(sent(&stepper), Some(day("2026-11-23")), "{}", stepper.screen());
}

#[test]
fn schools_join_by_an_avenant_that_is_noted_and_each_signs_it() {
    let mut stepper = asked(&listed(|c| c.amendments = vec![amendment("1", "2026-11-09", "")]));
    choose(&mut stepper, "Avenant 1");
    stepper.press("entrée");
    assert!(stepper.shows("par l’avenant 1"), "{}", stepper.screen());
    stepper.press("o");
    let first = convention(&stepper, C26).annexe.lines()[0].uai;
    assert!(!convention(&stepper, C26).covers_school(first, day("2026-11-23")));
    stepper.press("s");
    assert!(
        stepper.shows("Avenant 1 signé par le DASEN"),
        "{}",
        stepper.screen()
    );
    choose(&mut stepper, "Avenant 1 signé par le DASEN");
    stepper.press("entrée o");
    let signed = convention(&stepper, C26);
    assert!(
        signed.covers_school(first, day("2026-11-23")),
        "{}",
        stepper.screen()
    );
    assert!(!signed.covers_school(first, day("2026-11-22")));
    stepper.press("s");
    assert!(
        stepper.shows("les deux signatures sont déjà notées"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn a_convention_that_allows_additions_is_noted_so() {
    let mut stepper = asked(&listed(|_| {}));
    choose(&mut stepper, "Sans avenant");
    stepper.press("entrée");
    assert!(
        stepper.shows("ce que la convention permet désormais"),
        "{}",
        stepper.screen()
    );
    stepper.press("o");
    let found = convention(&stepper, C26);
    assert!(found.open_annexe);
    assert_eq!(found.annexe.lines().len(), 3);
}

#[test]
fn of_two_solutions_the_annexe_asks_for_which_one() {
    let world = listed(|c| c.solutions = vec![solution_code("olm"), solution_code("autre")]);
    let world = world.solution("autre", "AUTRE", EDREDON);
    let mut stepper = open(&world);
    select_convention(&mut stepper, C26);
    stepper.press("y * entrée");
    assert!(stepper.shows("Pour quelle solution ?"), "{}", stepper.screen());
    assert!(stepper.shows("AUTRE"), "{}", stepper.screen());
    stepper.write("autre").press("entrée");
    choose(&mut stepper, "Sans avenant");
    stepper.press("entrée o");
    let lines = convention(&stepper, C26).annexe.lines().to_vec();
    assert_eq!(lines.len(), 3);
    assert!(
        lines
            .iter()
            .all(|line| line.solution == Some(solution_code("autre")))
    );
}

#[test]
fn marked_schools_join_by_a_new_avenant_too() {
    let mut stepper = open(&listed(|_| {}));
    stepper.press("/").write("grenoble").press("entrée * y");
    choose(&mut stepper, "entrer : 26-0001");
    stepper.press("entrée échap");
    assert!(
        stepper.shows("entrer : 26-0001"),
        "back to the conventions: {}",
        stepper.screen()
    );
    choose(&mut stepper, "entrer : 26-0001");
    stepper.press("entrée");
    choose(&mut stepper, "Nouvel avenant");
    stepper.press("entrée ctrl-s");
    assert!(stepper.shows("par le nouvel avenant 1"), "{}", stepper.screen());
    stepper.press("o");
    assert_eq!(stepper.written(), 1);
    let found = convention(&stepper, C26);
    assert_eq!(found.amendments.len(), 1);
    assert!(found.annexe.lines().len() > 1);
}

#[test]
fn the_form_of_a_convention_changes_an_avenant() {
    let mut stepper = open(&listed(|c| c.amendments = vec![amendment("1", "2026-11-09", "")]));
    select_convention(&mut stepper, C26);
    stepper.press("m");
    crate::forms::to_field(&mut stepper, "Avenant 1, signé par le DASEN le");
    stepper.write("20/11/2026").press("ctrl-s");
    let found = convention(&stepper, C26);
    assert_eq!(
        found.amendments[0].signed_dasen,
        Some(day("2026-11-20")),
        "{}",
        stepper.screen()
    );
    let dossier = stepper
        .desk
        .open(&preau::domain::record::RecordId::Convention(found.number))
        .unwrap();
    let told: Vec<String> = dossier
        .sections
        .iter()
        .filter(|section| section.title == "Avenants")
        .flat_map(|section| &section.lines)
        .map(|line| format!("{}: {}", line.label, line.value))
        .collect();
    assert_eq!(
        told,
        [
            "avenant 1: signé des deux le 20/11/2026 · signé par le DASEN le 20/11/2026 · signé par la collectivité le \
             09/11/2026"
        ]
    );
}

#[test]
fn what_an_avenant_waits_for_is_shown_before_schools_are_moved_by_it() {
    let mut stepper = asked(&listed(|c| c.amendments = vec![amendment("1", "2026-11-09", "")]));
    choose(&mut stepper, "Avenant 1");
    stepper.press("entrée");
    assert!(
        stepper.shows("avant la signature du DASEN"),
        "{}",
        stepper.screen()
    );
    assert!(stepper.shows("signé par la collectivité"), "{}", stepper.screen());
}

#[test]
fn an_avenant_that_both_have_signed_is_not_offered() {
    let mut stepper = asked(&listed(|c| {
        c.amendments = vec![amendment("1", "2026-11-09", "2026-11-20")];
    }));
    choose(&mut stepper, "Avenant 1");
    stepper.press("entrée");
    assert!(
        stepper.shows("signé des deux le 20/11/2026 : il ne déplace pas d’autre école"),
        "{}",
        stepper.screen()
    );
    assert_eq!(stepper.written(), 0);
}

#[test]
fn all_schools_do_not_join_a_signed_annexe_at_once() {
    let mut stepper = open(&listed(|_| {}));
    select_convention(&mut stepper, C26);
    stepper.press("y espace entrée");
    assert!(
        stepper.shows("toutes les écoles n’y entrent pas sans avenant"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn the_annexe_says_which_schools_an_unsigned_avenant_is_to_move() {
    let mut stepper = open(&named_by_an_avenant("2026-11-09"));
    select_convention(&mut stepper, C26);
    stepper.press("y");
    let waits = "entrera par l’avenant 1, non signé";
    let jaures = |stepper: &mut Stepper| stepper.line("[x] 0380123C");
    assert!(jaures(&mut stepper).contains(waits), "{}", stepper.screen());
    assert!(
        !stepper.line("[ ] 0380126F").contains("avenant"),
        "{}",
        stepper.screen()
    );
    let screen = stepper.press("- ").screen();
    assert!(!screen.contains(waits), "{screen}");
    assert!(stepper.line("[ ] 0380123C").contains("sort"), "{screen}");
}

#[test]
fn of_marked_schools_the_avenants_that_concern_them_are_signed() {
    let on = |school: &str| {
        let mut stepper = open(&named_by_an_avenant("2026-11-09"));
        stepper.press("/").write(school).press("entrée espace s");
        stepper.screen()
    };
    let screen = on("0380126F");
    assert!(
        !screen.contains("1 signature attendue"),
        "it names another: {screen}"
    );
    let screen = on("0380123C");
    assert!(screen.contains("1 signature attendue"), "{screen}");
}

#[test]
fn what_a_convention_has_already_is_said_in_the_list_of_those_to_choose() {
    let world = isere().edit_convention(C26, |found| found.sent = Some(day("2026-08-20")));
    let mut stepper = open(&world);
    stepper.press("/").write("jaures").press("entrée v");
    assert!(
        stepper.shows("Noter l’envoi d’une convention"),
        "{}",
        stepper.screen()
    );
    choose(&mut stepper, "26-0001");
    stepper.press("entrée");
    assert!(
        stepper.shows("envoi déjà noté au 20/08/2026") && stepper.shows("Noter l’envoi d’une convention"),
        "the list stays: {}",
        stepper.screen()
    );
    stepper.press("échap s");
    choose(&mut stepper, "26-0001");
    stepper.press("entrée");
    assert!(
        stepper.shows("les deux signatures sont déjà notées") && stepper.shows("Noter une signature"),
        "{}",
        stepper.screen()
    );
}
