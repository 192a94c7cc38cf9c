//! A verb that the operator has no right to is shown with the right that it takes, and opens nothing.

use preau::domain::permit::{Right, granted};
use preau::tui::keymap::Verb;
use preau::tui::verb::why_not;

use crate::stepper::open_as;
use crate::support::isere::isere;

const GESTION: &[Right] = &[Right::Gestion];

/// The verbs that change the base, and the rights of which each takes one.
pub const CHANGING: [(Verb, &[Right]); 28] = [
    (Verb::Stage, GESTION),
    (Verb::Solution, GESTION),
    (Verb::Register, GESTION),
    (Verb::RegisterReady, GESTION),
    (Verb::ImportDossiers, GESTION),
    (Verb::New, GESTION),
    (Verb::Modify, GESTION),
    (Verb::Close, GESTION),
    (Verb::Withdraw, GESTION),
    (Verb::Correct, GESTION),
    (Verb::KeepNotice, GESTION),
    (Verb::Drafts, GESTION),
    (Verb::ConventionSent, GESTION),
    (Verb::ConventionSigned, GESTION),
    (Verb::ConventionTerminated, GESTION),
    (Verb::Postpone, GESTION),
    (Verb::Remind, GESTION),
    (Verb::Annexe, GESTION),
    (Verb::Circonscription, GESTION),
    (Verb::Follow, GESTION),
    (Verb::Fact, GESTION),
    (Verb::Territory, GESTION),
    (Verb::Attach, GESTION),
    (Verb::Note, &[Right::Gestion, Right::Dpd]),
    (Verb::Check, &[Right::Dpd]),
    // What is taken back is the operator's own, and takes again the right that it took.
    (Verb::Undo, &[Right::Lecture]),
    (Verb::Redo, &[Right::Lecture]),
    // The dialog asks for the right where the view is to be shared; a reader keeps views of their own.
    (Verb::SaveView, &[Right::Lecture]),
];

/// True where a verb is withheld for want of a right.
fn withheld(right: Right, verb: Verb) -> Option<String> {
    let stepper = open_as(&isere(), 120, 40, right);
    why_not(&stepper.model, verb).filter(|why| why.contains("il faut le droit"))
}

#[test]
fn every_verb_that_changes_names_the_right_that_it_takes() {
    for (verb, taken) in CHANGING {
        for group in [Right::Lecture, Right::Gestion, Right::Dpd] {
            let has = taken.iter().any(|right| granted(group).contains(right));
            let names: Vec<&str> = taken.iter().map(|right| right.label()).collect();
            let expected =
                (!has).then(|| format!("il faut le droit «\u{a0}{}\u{a0}»", names.join("\u{a0}ou\u{a0}")));
            assert_eq!(withheld(group, verb), expected, "{verb:?} of {group:?}");
        }
    }
}

#[test]
fn what_only_shows_is_withheld_from_nobody() {
    let changing = CHANGING.map(|(verb, _)| verb);
    for verb in Verb::ALL.iter().filter(|verb| !changing.contains(verb)) {
        assert_eq!(withheld(Right::Lecture, *verb), None, "{verb:?}");
    }
}

#[test]
fn a_withheld_verb_is_in_the_palette_with_its_reason_and_opens_nothing() {
    for name in ["étape", "nouveau", "relancer", "signature", "contrôler"] {
        let mut stepper = open_as(&isere(), 120, 40, Right::Lecture);
        stepper.press(":").write(name);
        assert!(stepper.shows("il faut le droit"), "{name}\n{}", stepper.screen());
        stepper.press("entrée");
        assert!(stepper.shows("il faut le droit"), "{name}\n{}", stepper.screen());
    }
}

#[test]
fn the_help_of_a_reader_says_which_verbs_are_not_theirs() {
    // A line may be folded, the name of a right is not.
    let count = |right: Right| {
        let mut stepper = open_as(&isere(), 220, 200, right);
        stepper.press("?");
        let screen = stepper.screen();
        ["gestion", "gestion ou DPD", "DPD"].map(|named| screen.matches(&format!("« {named} »")).count())
    };
    let gestion = CHANGING.iter().filter(|(_, taken)| *taken == GESTION).count();
    assert_eq!(count(Right::Lecture), [gestion, 1, 1]);
    assert_eq!(count(Right::Gestion), [0, 0, 1]);
    assert_eq!(count(Right::Dpd), [gestion, 0, 0]);
}

#[test]
fn the_review_shows_no_key_of_a_verb_that_takes_a_right() {
    for (right, shown) in [(Right::Lecture, false), (Right::Gestion, true)] {
        let mut stepper = open_as(&isere(), 120, 40, right);
        stepper.press("R");
        for _ in 0..6 {
            if stepper.shows("noter sur la convention 26 la signature") {
                break;
            }
            stepper.press("n");
        }
        let line = stepper.line("noter sur la convention 26 la signature");
        assert_eq!(line.contains("→ s  noter"), shown, "{line}");
    }
}
