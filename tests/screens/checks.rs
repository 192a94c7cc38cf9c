//! Reviews of the register on screen: on marked lines, and what has changed under one.

use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::domain::permit::Right;
use preau::domain::record::{Record, RecordId};
use preau::domain::register::{Conclusion, Review};
use preau::tui::model::dialog::Dialog;

use crate::stepper::{Stepper, open_as};
use crate::support::values::{day, number, uai};
use crate::support::world::{C26, SCHOOL, World};

const OTHER: &str = "0380124D";

/// Two schools in the register, and one that is not.
fn world() -> World {
    World::registered("2026-09-15")
        .school(OTHER, "Élém. Berriat", "38185")
        .deployment(OTHER, "olm", Stage::ConseilInforme)
        .entry(2, OTHER, "olm", "2026-09-15")
        .school("0380125E", "Élém. Clemenceau", "38185")
        .deployment("0380125E", "olm", Stage::ConseilInforme)
}

fn review(stepper: &Stepper, number: u32) -> Option<Review> {
    match stepper.desk.registry().get(&RecordId::Entry(number)) {
        Some(Record::Entry(found)) => found.reviewed,
        other => panic!("{other:?}"),
    }
}

fn revision(stepper: &Stepper) -> u64 {
    stepper.desk.registry().revision()
}

#[test]
fn marked_lines_are_reviewed_by_one_order_and_taken_back_by_one() {
    for (keys, found) in [
        ("entrée", Conclusion::Conforme),
        ("bas entrée", Conclusion::Reserve("la durée manque".to_owned())),
    ] {
        let mut stepper = open_as(&world(), 120, 40, Right::Dpd);
        stepper.press("* C");
        assert!(stepper.shows("3 lignes cochées"), "{}", stepper.screen());
        stepper.press(keys);
        if found != Conclusion::Conforme {
            stepper.write("la durée manque").press("entrée");
        }
        for said in [
            "2 changeront",
            "elle n’est pas inscrite au registre",
            found.label(),
        ] {
            assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
        }
        let before = revision(&stepper);
        stepper.press("fin");
        for said in ["la fiche de traitement (2 inscriptions)", "finalité"] {
            assert!(covers(&stepper, said), "{said}\n{}", stepper.screen());
        }
        stepper.press("entrée");
        assert_eq!(revision(&stepper), before, "Enter alone confirms nothing");
        stepper.press("o");
        assert_eq!(revision(&stepper), before + 1, "one entry of the journal");
        for of in [1, 2] {
            assert_eq!(review(&stepper, of).unwrap().conclusion.as_ref(), Some(&found));
        }
        stepper.press("u").press("o entrée");
        assert_eq!((review(&stepper, 1), review(&stepper, 2)), (None, None));
    }
}

/// True where the preview has a line with these words.
fn covers(stepper: &Stepper, words: &str) -> bool {
    let Some(Dialog::Text(dialog)) = &stepper.model.dialog else {
        return false;
    };
    format!("{:?}", dialog.body)
        .to_lowercase()
        .replace('\u{a0}', " ")
        .contains(&words.to_lowercase())
}

#[test]
fn reviews_of_marked_lines_are_lifted_by_one_order_with_a_reason_and_given_back_by_one() {
    let mut stepper = open_as(&world(), 120, 40, Right::Dpd);
    stepper.press("* C entrée o");
    assert!(review(&stepper, 1).is_some() && review(&stepper, 2).is_some());
    stepper.press("* C").write("").press("bas bas entrée entrée");
    assert!(stepper.shows("il faut un motif"), "{}", stepper.screen());
    stepper.write("contrôlées trop vite").press("entrée");
    for said in ["2 changeront", "elle n’est pas inscrite au registre"] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    let before = revision(&stepper);
    stepper.press("entrée");
    assert_eq!(revision(&stepper), before, "Enter alone confirms nothing");
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1, "one entry of the journal");
    assert_eq!((review(&stepper, 1), review(&stepper, 2)), (None, None));
    stepper.press("u").press("o entrée");
    assert!(
        review(&stepper, 1).is_some() && review(&stepper, 2).is_some(),
        "{}",
        stepper.screen()
    );
}

#[test]
fn what_changed_since_is_said_with_when_and_by_whom() {
    let mut stepper = open_as(&world(), 120, 40, Right::Dpd);
    stepper.press("fin C entrée entrée");
    assert!(review(&stepper, 1).is_some(), "{}", stepper.screen());
    let Some(Record::School(mut school)) = stepper.desk.registry().get(&RecordId::School(uai(SCHOOL))) else {
        panic!("no school")
    };
    school.email = "ecole@exemple.invalid".to_owned();
    stepper.colleague(Command::Save {
        record: Record::School(school.clone()),
    });
    stepper.press("haut bas f");
    assert!(
        !stepper.shows("Changé depuis le contrôle"),
        "{}",
        stepper.screen()
    );
    school.name = "Élém. Jaurès".to_owned();
    stepper.colleague(Command::Save {
        record: Record::School(school),
    });
    stepper.colleague(Command::Terminate {
        convention: number(C26),
        on: day("2027-06-30"),
    });
    stepper.press("échap haut bas f");
    for said in [
        "W18 Le contrôle de l’inscription n° 1, fait le 23/11/2026 par jdupont, ne vaut",
        "plus : l’école et la convention 26-0001 ont changé depuis.",
        "Changé depuis le contrôle du 23/11/2026",
        "l’école  le 23/11/2026",
        "par mmartin (opération",
        ": nom",
        "résiliée le",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper
        .press("échap /")
        .press("ctrl-u")
        .write("controle:a_refaire")
        .press("entrée");
    assert!(stepper.shows("2 Écoles 1"), "{}", stepper.screen());
}

#[test]
fn the_notice_is_said_to_serve_after_what_differs_was_shown() {
    let world = World::registered("2026-09-15").sheet("olm", "2", "2026-11-01");
    let world = world.edit_sheet("olm", "2", |sheet| {
        sheet.recipients.push("collectivité".to_owned());
    });
    let mut stepper = open_as(&world, 120, 40, Right::Gestion);
    for said in [
        "La fiche 2 et la notice remise",
        "destinataires  maintenant : « collectivité »",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press(":").write("notice valable").press("entrée");
    for said in [
        "La notice vaut encore pour la fiche 2",
        "destinataires : maintenant",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("entrée");
    assert!(stepper.shows("il faut un motif"), "{}", stepper.screen());
    stepper.write("la commune était nommée").press("entrée");
    let used = stepper
        .desk
        .registry()
        .deployments()
        .iter()
        .next()
        .unwrap()
        .clone();
    assert_eq!(used.notice_kept.len(), 1, "{}", stepper.screen());
    assert!(
        !stepper.shows("La fiche 2 et la notice remise"),
        "{}",
        stepper.screen()
    );
}
