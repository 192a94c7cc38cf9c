//! A day that is not the present one is for looking: the screens say so, and no verb writes.

use preau::domain::command::{Command, Order};
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::service::{Desk, DeskError};
use preau::tui::keymap::Verb;
use preau::tui::verb::why_not;

use crate::rights::CHANGING;
use crate::stepper::{Stepper, open_at, open_looking};
use crate::support::isere::isere;
use crate::support::values::uai;
use crate::support::world::SCHOOL;

const SAID: &str = "consultation au lun. 23 nov. 2026";

fn sober(mut stepper: Stepper) -> Stepper {
    stepper.model.options.look.sober = true;
    stepper.model.dossier_pane.sober = true;
    let size = stepper.model.size;
    stepper.resize(size.width, size.height);
    stepper
}

fn header(stepper: &mut Stepper) -> String {
    stepper.screen().lines().next().unwrap_or_default().to_owned()
}

#[test]
fn the_header_says_so_at_every_width() {
    for width in 72..=140 {
        let mut stepper = open_looking(&isere(), width, 24);
        let said = header(&mut stepper);
        // The date is shorter where the counts would have no words.
        let dated = said.contains(SAID) || said.contains("consultation au 23/11/2026");
        assert!(dated, "{width}: {said}");
    }
    for width in 30..=140 {
        let mut stepper = sober(open_looking(&isere(), width, 12));
        let said = header(&mut stepper);
        assert!(said.contains("consultation au 23/11/2026"), "{width}: {said}");
    }
}

#[test]
fn so_it_does_in_the_review_the_dashboard_and_over_a_dialog() {
    for keys in ["R", "T", ":", "?", "h", "w", "x"] {
        let mut stepper = open_looking(&isere(), 120, 40);
        stepper.press(keys);
        let said = header(&mut stepper);
        assert!(said.contains(SAID), "{keys}: {said}");
    }
}

#[test]
fn a_base_for_trials_says_so_at_every_width() {
    for width in 72..=140 {
        let mut stepper = open_at(&isere(), width, 24);
        stepper.model.options.trial = true;
        let said = header(&mut stepper);
        let days = ["lun. 23 nov. 2026 · essai", "23/11/2026 · essai"];
        assert!(days.iter().any(|day| said.ends_with(day)), "{width}: {said}");
        assert!(said.contains("données inventées"), "{width}: {said}");
        assert!(
            said.contains("inscrite") || said.contains("✓ 1"),
            "{width}: {said}"
        );
    }
    for width in 30..=140 {
        let mut stepper = open_at(&isere(), width, 24);
        stepper.model.options.trial = true;
        let said = header(&mut sober(stepper));
        assert!(said.contains("essai, données inventées"), "{width}: {said}");
        // On 30 cells there is room for nothing else.
        let dated = said.contains("23 nov. 2026") || said.contains("23/11/2026");
        assert!(dated || width < 37, "{width}: {said}");
    }
}

#[test]
fn no_verb_that_writes_is_possible_and_each_says_why() {
    let stepper = open_looking(&isere(), 120, 40);
    for (verb, _) in CHANGING.iter().filter(|(verb, _)| *verb != Verb::Check) {
        let why = why_not(&stepper.model, *verb).unwrap_or_default();
        assert!(why.contains("consultation au 23/11/2026"), "{verb:?}: {why}");
    }
    let changing = CHANGING.map(|(verb, _)| verb);
    for verb in Verb::ALL.iter().filter(|verb| !changing.contains(verb)) {
        let why = why_not(&stepper.model, *verb).unwrap_or_default();
        assert!(!why.contains("consultation"), "{verb:?}: {why}");
    }
}

#[test]
fn its_key_says_why_and_sends_no_order() {
    for key in [
        "e", "c", "i", "n", "m", "F", "b", "a", "u", "U", "v", "s", "t", "y", "z", "W", "r",
    ] {
        let mut stepper = open_looking(&isere(), 120, 40);
        stepper.press("bas").press(key);
        assert!(
            stepper.shows("consultation au 23/11/2026"),
            "{key}\n{}",
            stepper.screen()
        );
        assert!(stepper.model.dialog.is_none() && stepper.sent.is_empty(), "{key}");
    }
}

#[test]
fn an_order_that_a_screen_would_send_all_the_same_is_refused_by_the_base() {
    let mut stepper = open_looking(&isere(), 120, 40);
    let order = Order::blind(Command::AddNote {
        about: RecordId::School(uai(SCHOOL)),
        text: "vu".to_owned(),
    });
    for refused in [
        stepper.desk.preview(&order).err(),
        stepper.desk.execute(&order).err(),
    ] {
        assert!(
            matches!(&refused, Some(DeskError::Refused(why)) if matches!(**why, Refusal::Looking { .. })),
            "{refused:?}"
        );
    }
    assert_eq!(stepper.written(), 0);
}

#[test]
fn the_day_that_passes_under_a_screen_makes_it_one_for_looking() {
    let mut stepper = open_at(&isere(), 120, 40);
    assert!(!stepper.shows("consultation"));
    stepper.desk = open_looking(&isere(), 120, 40).desk;
    stepper.press("ctrl-l");
    assert!(stepper.shows(SAID), "{}", stepper.screen());
    stepper.press("bas i");
    assert!(stepper.shows("rien ne s’y écrit"), "{}", stepper.screen());
}
