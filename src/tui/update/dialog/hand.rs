//! Typing in a list with a day: letters pick in the list; a digit, a sign or the key of the next field go to the day.

use crate::tui::keymap::Verb;
use crate::tui::model::layer::{Chooser, Entry, Hand};
use crate::tui::update::edit::{Edited, edit};
use crate::tui::update::keys::Press;

/// True where a chooser has a list and a day.
pub fn is_dated(chooser: &Chooser) -> bool {
    matches!(chooser.entry, Entry::Day(_))
}

/// Takes a key that is not for moving in the list.
pub fn press(chooser: &mut Chooser, press: Press) {
    match (&mut chooser.hand, press) {
        (Hand::Day, Press::Verb(Verb::NextField | Verb::PreviousField)) => to_list(chooser),
        (Hand::List(_), Press::Verb(Verb::NextField | Verb::PreviousField)) => chooser.hand = Hand::Day,
        (Hand::List(typed), Press::Char(letter)) if is_of_a_name(letter) => {
            let typed = format!("{typed}{letter}");
            pick(chooser, &typed);
        }
        (Hand::List(typed), Press::Verb(Verb::DeleteBefore)) if !typed.is_empty() => {
            typed.pop();
            let typed = typed.clone();
            pick(chooser, &typed);
        }
        (_, press) => to_day(chooser, press),
    }
}

/// True for what is typed of a name: letters, and what lies between two of its words.
fn is_of_a_name(character: char) -> bool {
    character.is_alphabetic() || matches!(character, ' ' | '\'' | '’')
}

/// Moves to the choice that begins so; what none begins with is said, and not kept.
fn pick(chooser: &mut Chooser, typed: &str) {
    chooser.error = None;
    let typed = typed.trim_start();
    if typed.is_empty() || chooser.pick(typed) {
        chooser.hand = Hand::List(typed.to_owned());
    } else {
        chooser.hand = Hand::List(String::new());
        chooser.error = Some(format!(
            "aucun choix ne commence par «\u{a0}{typed}\u{a0}» (Tab\u{a0}: la date)"
        ));
    }
}

fn to_list(chooser: &mut Chooser) {
    chooser.hand = Hand::List(String::new());
}

/// Gives a key to the field of the day, where it means something there.
fn to_day(chooser: &mut Chooser, press: Press) {
    let Some(field) = chooser.field() else {
        return;
    };
    match edit(field, press) {
        Edited::Unknown => return,
        Edited::Changed => chooser.error = None,
        Edited::Same => {}
    }
    chooser.hand = Hand::Day;
}
