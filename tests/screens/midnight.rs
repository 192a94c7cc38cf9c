//! Screens left open past midnight: all of them pass to the new day, and no dialog is confused.

use preau::domain::command::Command;
use preau::domain::deployment::Stage;
use preau::tui::events::Event;

use crate::stepper::{MovedClock, Stepper, open_by, open_shared, share_by};
use crate::support::isere::isere;
use crate::support::values::day;
use crate::support::world::{C26, World};

/// The small Isère, where the convention of Grenoble ends with the day J.
fn world() -> World {
    isere().edit_convention(C26, |convention| convention.end = Some(day("2026-11-23")))
}

/// Screens, and the clock that they follow.
fn evening() -> (MovedClock, Stepper) {
    let clock = MovedClock::default();
    let stepper = open_by(&clock, &world());
    (clock, stepper)
}

/// Midnight passes, as the timer tells.
fn midnight(clock: &MovedClock, stepper: &mut Stepper) {
    clock.passes(1);
    stepper.send(Event::NewDay);
}

/// The header: the line with the day.
fn header(stepper: &mut Stepper) -> String {
    stepper.screen().lines().next().unwrap().to_owned()
}

#[test]
fn the_panes_pass_to_the_new_day_by_themselves() {
    let (clock, mut stepper) = evening();
    let before = header(&mut stepper);
    assert!(before.contains("lun. 23 nov. 2026"), "{before}");
    stepper.press("2 bas bas");
    let selected = stepper.model.focused().selected.clone();
    let findings = stepper.screen();
    midnight(&clock, &mut stepper);
    let after = header(&mut stepper);
    assert!(after.contains("mar. 24 nov. 2026"), "{after}");
    assert_ne!(
        before.split("2026-2027").nth(1),
        after.split("2026-2027").nth(1),
        "counts"
    );
    assert!(
        stepper.shows("échue le 23/11/2026"),
        "{findings}\n{}",
        stepper.screen()
    );
    assert_eq!(stepper.model.focused().selected, selected);
    assert!(stepper.shows("Nous sommes le mardi 24 novembre 2026"));
    assert!(!stepper.waits());
}

#[test]
fn nothing_is_asked_while_no_day_passes() {
    let (_, mut stepper) = evening();
    stepper.slow = true;
    stepper.send(Event::Deadline);
    assert!(!stepper.waits());
}

#[test]
fn the_review_and_the_dashboard_pass_to_the_new_day() {
    for (key, said) in [("R", "échue le 23/11/2026"), ("T", "1 à régulariser")] {
        let (clock, mut stepper) = evening();
        stepper.press(key);
        let before = stepper.screen();
        midnight(&clock, &mut stepper);
        let after = stepper.screen();
        assert_ne!(before, after);
        assert!(after.contains(said), "{after}");
        assert!(after.contains("mar. 24 nov. 2026"), "{after}");
        stepper.press("échap");
        assert!(stepper.shows("mar. 24 nov. 2026"));
    }
}

#[test]
fn a_day_that_is_proposed_moves_and_one_that_was_typed_stays() {
    let (clock, mut stepper) = evening();
    stepper.press("2 bas e");
    assert!(stepper.shows("23/11/2026"));
    midnight(&clock, &mut stepper);
    assert!(stepper.shows("24/11/2026"), "{}", stepper.screen());
    assert!(!stepper.shows("23/11/2026"), "{}", stepper.screen());
    for (typed, meant) in [
        ("20/11/2026", "20/11/2026"),
        ("auj", "24/11/2026"),
        ("hier", "23/11/2026"),
        ("24/11/2026", "24/11/2026"),
    ] {
        let (clock, mut stepper) = evening();
        clock.passes(1);
        stepper.send(Event::NewDay);
        stepper.press("2 bas e tab").write(typed);
        midnight(&clock, &mut stepper);
        assert!(stepper.shows("mer. 25 nov. 2026"));
        assert!(stepper.shows(meant), "{typed}: {}", stepper.screen());
        assert!(!stepper.shows("25/11/2026"), "{typed}: {}", stepper.screen());
    }
}

#[test]
fn the_reasons_of_refused_stages_are_those_of_the_new_day() {
    let (clock, mut stepper) = evening();
    stepper
        .press("2 /")
        .write("0380123C")
        .press("entrée e")
        .write("insc");
    assert!(!stepper.shows("échue le 23/11/2026"), "{}", stepper.screen());
    midnight(&clock, &mut stepper);
    assert!(stepper.shows("échue le 23/11/2026"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.shows("refusé : B7"), "{}", stepper.screen());
    assert!(stepper.sent.is_empty());
}

#[test]
fn what_is_confirmed_after_midnight_is_of_the_day_that_is_shown() {
    let (clock, mut stepper) = evening();
    stepper.press("2 bas e");
    midnight(&clock, &mut stepper);
    stepper.press("entrée");
    let Command::MoveStage { on, to, .. } = stepper.sent[0].command else {
        panic!("{:?}", stepper.sent);
    };
    assert_eq!((on, to), (day("2026-11-24"), Stage::ConventionEnvoyee));
}

#[test]
fn a_preview_is_made_again_for_the_new_day() {
    let (clock, mut stepper) = evening();
    stepper.press("2 * i");
    assert!(stepper.shows("2 changeront"), "{}", stepper.screen());
    midnight(&clock, &mut stepper);
    assert!(stepper.shows("rien ne changera"), "{}", stepper.screen());
    assert!(stepper.shows("échue le 23/11/2026"), "{}", stepper.screen());
}

#[test]
fn a_form_left_open_proposes_the_new_day_and_is_not_taken_for_changed() {
    let (clock, mut stepper) = evening();
    stepper.press("2 bas n");
    stepper.write("conseil").press("entrée");
    assert!(stepper.line("Date *").contains("lundi 23 novembre 2026"));
    midnight(&clock, &mut stepper);
    assert!(stepper.line("Date *").contains("mardi 24 novembre 2026"));
    stepper.press("échap");
    let screen = stepper.screen();
    assert!(stepper.model.dialog.is_none(), "nothing was typed\n{screen}");
}

#[test]
fn a_day_typed_in_a_form_stays_and_the_draft_that_is_kept_has_the_day_that_it_meant() {
    for typed in ["auj", "23/11/2026"] {
        let meant = "lundi 23 novembre 2026";
        let (clock, mut stepper) = evening();
        stepper.press("2 bas n");
        stepper
            .write("conseil")
            .press("entrée bas")
            .write(typed)
            .press("bas");
        assert!(stepper.line("Date *").contains(meant), "{typed}");
        midnight(&clock, &mut stepper);
        assert!(
            stepper.line("Date *").contains(meant),
            "{typed}: {}",
            stepper.screen()
        );
        stepper.send(Event::Deadline);
        let draft = stepper.memory.0.drafts_of("monde").next();
        assert!(draft.is_none_or(|draft| draft.texts["date"] == [["23/11/2026"]]));
    }
}

#[test]
fn the_name_of_a_file_that_is_proposed_bears_the_new_day() {
    let (clock, mut stepper) = evening();
    stepper.press("2 x entrée");
    assert!(stepper.shows("ecoles-2026-11-23"), "{}", stepper.screen());
    midnight(&clock, &mut stepper);
    assert!(stepper.shows("ecoles-2026-11-24"), "{}", stepper.screen());
}

#[test]
fn a_relance_confirmed_after_midnight_is_made_on_the_new_day() {
    let (clock, mut stepper) = evening();
    stepper.press("4 fin r entrée");
    assert!(stepper.shows("aperçu"), "{}", stepper.screen());
    midnight(&clock, &mut stepper);
    stepper.press("entrée o");
    let Command::AddReminder { on, .. } = stepper.sent[0].command else {
        panic!("{:?}", stepper.sent);
    };
    assert_eq!(on, day("2026-11-24"));
}

#[test]
fn the_annexe_left_open_passes_to_the_new_day_under_a_help_that_lies_over_it() {
    let (clock, mut stepper) = evening();
    stepper.press("4 bas bas y");
    assert!(stepper.shows("23/11/2026"), "{}", stepper.screen());
    stepper.press("?");
    midnight(&clock, &mut stepper);
    stepper.press("échap");
    assert!(stepper.shows("24/11/2026"), "{}", stepper.screen());
    assert!(!stepper.shows("lun. 23 nov. 2026"), "{}", stepper.screen());
}

#[test]
fn screens_at_a_shared_base_hear_of_the_new_day() {
    let clock = MovedClock::default();
    let shared = share_by(&clock, &world());
    let mut one = open_shared(&shared, "jdupont", 1000, 120, 40);
    let mut other = open_shared(&shared, "mmartin", 1001, 120, 40);
    clock.passes(1);
    for screens in [&mut one, &mut other] {
        assert!(screens.shows("lun. 23 nov. 2026"));
        screens.hear();
        assert!(screens.shows("mar. 24 nov. 2026"), "{}", screens.screen());
        assert!(!screens.waits());
    }
}
