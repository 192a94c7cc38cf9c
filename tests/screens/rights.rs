//! A verb that the operator has no right to is shown with the right that it takes, and opens nothing.

use preau::domain::permit::Right;
use preau::tui::keymap::Verb;
use preau::tui::update::available::why_not;

use crate::stepper::open_as;
use crate::support::isere::isere;

/// The verbs that change the base, and the right that each takes.
pub const CHANGING: [(Verb, Right); 20] = [
    (Verb::Stage, Right::Gestion),
    (Verb::Solution, Right::Gestion),
    (Verb::Register, Right::Gestion),
    (Verb::RegisterReady, Right::Gestion),
    (Verb::New, Right::Gestion),
    (Verb::Modify, Right::Gestion),
    (Verb::Close, Right::Gestion),
    (Verb::Drafts, Right::Gestion),
    (Verb::Note, Right::Gestion),
    (Verb::Undo, Right::Gestion),
    (Verb::Redo, Right::Gestion),
    (Verb::ConventionSent, Right::Gestion),
    (Verb::ConventionSigned, Right::Gestion),
    (Verb::ConventionTerminated, Right::Gestion),
    (Verb::Postpone, Right::Gestion),
    (Verb::Remind, Right::Gestion),
    (Verb::Annexe, Right::Gestion),
    (Verb::Circonscription, Right::Gestion),
    (Verb::Check, Right::Dpd),
    // The dialog asks for the right where the view is to be shared; a reader keeps views of their own.
    (Verb::SaveView, Right::Lecture),
];

/// True where a verb is withheld for want of a right.
fn withheld(right: Right, verb: Verb) -> Option<String> {
    let stepper = open_as(&isere(), 120, 40, right);
    why_not(&stepper.model, verb).filter(|why| why.contains("il faut le droit"))
}

#[test]
fn every_verb_that_changes_names_the_right_that_it_takes() {
    for (verb, taken) in CHANGING {
        let why = withheld(Right::Lecture, verb);
        let expected =
            (taken != Right::Lecture).then(|| format!("il faut le droit «\u{a0}{}\u{a0}»", taken.label()));
        assert_eq!(why, expected, "{verb:?}");
        assert_eq!(
            withheld(Right::Gestion, verb).is_some(),
            taken == Right::Dpd,
            "{verb:?}"
        );
        assert_eq!(
            withheld(Right::Dpd, verb).is_some(),
            taken == Right::Gestion,
            "{verb:?}"
        );
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
        let named = |right: Right| screen.matches(&format!("{} »", right.label())).count();
        (named(Right::Gestion), named(Right::Dpd))
    };
    assert_eq!(count(Right::Lecture), (CHANGING.len() - 2, 1));
    assert_eq!(count(Right::Gestion), (0, 1));
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
