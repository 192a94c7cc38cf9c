//! Lists with a day: what is under the cursor at first, what letters and digits do, what Enter says where it may not.

use preau::domain::deployment::Stage;
use preau::tui::events::{Event, Gesture, Mouse};
use preau::tui::model::dialog::{Choice, Dialog};

use crate::stepper::{Stepper, open, open_at};
use crate::support::isere::isere;

/// The dialog of stages over a school that is in use and not in the register.
fn in_use() -> Stepper {
    let world = isere().deployment("0380125E", "olm", Stage::EnUsage);
    let mut stepper = open_at(&world, 80, 24);
    stepper.press("/").write("mesanges").press("entrée e");
    stepper
}

/// The choice under the cursor.
fn cursor(stepper: &Stepper) -> String {
    match &stepper.model.dialog {
        Some(Dialog::Chooser(chooser)) => chooser.chosen().unwrap().label.clone(),
        _ => String::new(),
    }
}

#[test]
fn no_stage_that_suspends_is_under_the_cursor_at_first() {
    let mut stepper = in_use();
    assert_eq!(cursor(&stepper), "en usage");
    stepper.press("entrée");
    assert_eq!(stepper.written(), 0);
    assert!(stepper.shows("refusé :"), "{}", stepper.screen());
    assert_eq!(cursor(&stepper), "en usage");
}

#[test]
fn the_next_stage_ahead_is_under_the_cursor_at_first() {
    let mut stepper = open(&isere());
    stepper.press("bas e");
    assert_eq!(cursor(&stepper), "convention 26 envoyée");
}

#[test]
fn enter_on_a_refused_stage_says_why() {
    let mut stepper = in_use();
    stepper.press("haut entrée");
    assert!(stepper.shows("refusé : C1"), "{}", stepper.screen());
    assert_eq!(stepper.written(), 0);
}

#[test]
fn letters_pick_in_the_list_and_leave_the_day() {
    let mut stepper = in_use();
    stepper.write("sor");
    assert_eq!(cursor(&stepper), "sortie");
    assert!(stepper.shows("« sor »"), "{}", stepper.screen());
    assert!(stepper.shows("23/11/2026"));
    stepper.press("retour retour retour").write("usage");
    assert_eq!(cursor(&stepper), "en usage", "a word of it does");
    stepper.write("x");
    assert!(stepper.shows("aucun choix ne commence par « usagex »"));
    stepper.press("entrée entrée");
    assert_eq!(stepper.written(), 0, "Enter takes nothing that was not typed");
    assert!(stepper.shows("aucun choix ne commence par « usagex »"));
    stepper.press("ctrl-u").write("sus").press("entrée");
    assert!(
        stepper.line("Mésanges").contains("suspendue"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn digits_and_signs_and_tab_go_to_the_day() {
    let mut stepper = in_use();
    stepper.write("sor12/11");
    assert_eq!(cursor(&stepper), "sortie");
    assert!(stepper.shows("jeu. 12 nov. 2026"), "{}", stepper.screen());
    let mut stepper = in_use();
    stepper.write("sor").press("tab").write("hier");
    assert_eq!(cursor(&stepper), "sortie");
    assert!(stepper.shows("dim. 22 nov. 2026"), "{}", stepper.screen());
    let mut stepper = in_use();
    stepper.write("+3j").press("tab").write("sor");
    assert_eq!(cursor(&stepper), "sortie");
    assert!(stepper.shows("jeu. 26 nov. 2026"), "{}", stepper.screen());
}

#[test]
fn a_solution_and_a_signature_are_picked_by_letters() {
    let mut stepper = open(&isere());
    stepper.press("bas c").write("emb");
    assert!(cursor(&stepper).contains("EMBRUNS"), "{}", stepper.screen());
    stepper
        .press("échap")
        .press("4")
        .press("/")
        .write("26-0002")
        .press("entrée v")
        .write("sig");
    assert!(cursor(&stepper).contains("Signée par"), "{}", stepper.screen());
}

#[test]
fn letters_pick_in_a_list_without_a_day_and_enter_takes_nothing_else() {
    let mut stepper = open(&isere());
    stepper.press("2 o").write("ec");
    assert!(cursor(&stepper).starts_with("École"), "{}", stepper.screen());
    stepper.write("zz").press("entrée");
    assert!(
        stepper.shows("aucun choix ne commence par « eczz »"),
        "{}",
        stepper.screen()
    );
    stepper.press("bas");
    assert!(!stepper.shows("aucun choix"), "the cursor was moved by hand");
}

#[test]
fn enter_before_the_records_are_found_takes_the_first_of_those_found() {
    let mut stepper = open(&isere());
    stepper.press("ctrl-p").write("mesang");
    stepper.slow = true;
    stepper
        .press("retour retour retour retour retour retour")
        .write("jaures")
        .press("entrée");
    assert!(
        stepper.model.dialog.is_some(),
        "what is listed is not what was typed"
    );
    stepper.slow = false;
    stepper.settle();
    assert!(stepper.model.dialog.is_none());
    let subject = stepper.model.subject().unwrap().to_string();
    assert!(subject.contains(crate::support::world::SCHOOL), "{subject}");
}

#[test]
fn the_wheel_before_the_records_are_found_takes_nothing() {
    let mut stepper = open(&isere());
    stepper.press("ctrl-p").write("mesang");
    stepper.slow = true;
    stepper.press("retour entrée");
    stepper.send(Event::Mouse(Mouse {
        gesture: Gesture::WheelDown,
        x: 60,
        y: 20,
    }));
    stepper.slow = false;
    stepper.settle();
    assert!(stepper.model.dialog.is_some(), "the cursor was moved by hand");
}

#[test]
fn the_whole_of_the_chosen_line_is_said_where_its_row_cuts_it() {
    for (width, height) in [(80, 24), (72, 18)] {
        let mut stepper = open_at(&isere(), width, height);
        stepper.press("2 * d");
        let Some(Dialog::Chooser(chooser)) = &stepper.model.dialog else {
            panic!("{}", stepper.screen())
        };
        for Choice { label, detail, .. } in chooser.choices.clone() {
            let words: String = stepper.screen().split_whitespace().collect();
            for text in [label, detail] {
                let text: String = text.split_whitespace().collect();
                assert!(words.contains(&text), "{text}\n{}", stepper.screen());
            }
            stepper.press("bas");
        }
    }
}

#[test]
fn the_whole_reason_of_a_refusal_is_said_at_every_size() {
    for (width, height) in [(80, 24), (72, 18), (120, 40)] {
        let world = isere().deployment("0380125E", "olm", Stage::EnUsage);
        let mut stepper = open_at(&world, width, height);
        stepper.press("/").write("mesanges").press("entrée e");
        let Some(Dialog::Chooser(chooser)) = &stepper.model.dialog else {
            panic!("{}", stepper.screen())
        };
        let (count, at) = (chooser.choices.len(), chooser.at);
        (0..at).for_each(|_| {
            stepper.press("haut");
        });
        for _ in 0..count {
            let Some(Dialog::Chooser(chooser)) = &stepper.model.dialog else {
                panic!("{}", stepper.screen())
            };
            let why = chooser.chosen().unwrap().refused.clone().unwrap_or_default();
            let words: Vec<String> = why.split_whitespace().map(str::to_owned).collect();
            let screen = stepper.screen();
            assert!(
                words.iter().all(|word| screen.contains(word.as_str())),
                "{why}\n{screen}"
            );
            assert!(why.is_empty() || screen.contains("Impossible"), "{screen}");
            stepper.press("bas");
        }
    }
}
