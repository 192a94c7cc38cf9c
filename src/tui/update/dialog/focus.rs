//! Typing in a list without words to narrow it: letters pick in the list, and the digits of a number that a choice has;
//! where there is a day, any other digit, a sign or the key of the next field go to it.

use crate::tui::keymap::{Context, Edit, Keymap, Press, Step};
use crate::tui::model::dialog::{Chooser, ChooserField, ChooserFocus};
use crate::tui::update::edit::{Edited, edit};

/// True where a chooser has a list and a day.
pub fn is_dated(chooser: &Chooser) -> bool {
    matches!(chooser.entry, ChooserField::Day(_))
}

/// Takes a key that is not for moving in the list; the table says which keys to name.
pub fn press(chooser: &mut Chooser, keymap: &Keymap, press: Press) {
    chooser.pointing = false;
    let dated = is_dated(chooser);
    match (&mut chooser.focus, press) {
        (ChooserFocus::Day, Press::NextField | Press::PreviousField) => to_list(chooser),
        (ChooserFocus::List(_) | ChooserFocus::Nowhere(_), Press::NextField | Press::PreviousField)
            if dated =>
        {
            chooser.error = None;
            chooser.focus = ChooserFocus::Day;
        }
        (ChooserFocus::List(typed), Press::Char(letter)) if !dated || is_of_a_name(letter) => {
            let typed = format!("{typed}{letter}");
            pick(chooser, keymap, &typed);
        }
        (ChooserFocus::List(typed), Press::Char(sign)) => {
            let typed = format!("{typed}{sign}");
            number(chooser, &typed);
        }
        (ChooserFocus::Nowhere(typed), Press::Char(letter)) => {
            let typed = format!("{typed}{letter}");
            pick(chooser, keymap, &typed);
        }
        (ChooserFocus::List(typed) | ChooserFocus::Nowhere(typed), Press::Edit(Edit::DeleteBefore))
            if !typed.is_empty() =>
        {
            typed.pop();
            let typed = typed.clone();
            pick(chooser, keymap, &typed);
        }
        (
            ChooserFocus::List(typed) | ChooserFocus::Nowhere(typed),
            Press::Edit(Edit::Clear | Edit::DeleteWord),
        ) if !typed.is_empty() => {
            pick(chooser, keymap, "");
        }
        (ChooserFocus::List(_) | ChooserFocus::Nowhere(_), Press::Edit(Edit::Start)) if !dated => {
            chooser.step(isize::MIN);
        }
        (ChooserFocus::List(_) | ChooserFocus::Nowhere(_), Press::Edit(Edit::End)) if !dated => {
            chooser.step(isize::MAX);
        }
        (_, press) => to_day(chooser, press),
    }
}

/// Why nothing is taken: what was typed is not the beginning of the choice under the cursor. None where it is.
pub fn astray(chooser: &Chooser, keymap: &Keymap) -> Option<String> {
    let ChooserFocus::Nowhere(typed) = &chooser.focus else {
        return None;
    };
    let key = |verb| keymap.shown(Context::Field, verb);
    let day = if is_dated(chooser) {
        format!("\u{a0}; {}\u{a0}: la date", key(Press::NextField))
    } else {
        String::new()
    };
    let (up, down) = (key(Press::Step(Step::Up)), key(Press::Step(Step::Down)));
    Some(format!(
        "aucun choix ne commence par «\u{a0}{typed}\u{a0}» (effacez, ou choisissez par {up}{down}{day})"
    ))
}

/// True for what is typed of a name: letters, and what lies between two of its words.
fn is_of_a_name(character: char) -> bool {
    character.is_alphabetic() || matches!(character, ' ' | '\'' | '’')
}

/// Moves to the choice that begins so; what none begins with is said, and nothing is taken until it is gone.
fn pick(chooser: &mut Chooser, keymap: &Keymap, typed: &str) {
    let typed = typed.trim_start();
    chooser.focus = if typed.is_empty() || chooser.pick(typed) {
        ChooserFocus::List(typed.to_owned())
    } else {
        ChooserFocus::Nowhere(typed.to_owned())
    };
    chooser.error = astray(chooser, keymap);
}

/// Moves to the choice that has a number which begins so; what none begins with is of the day, all that was typed of it.
fn number(chooser: &mut Chooser, typed: &str) {
    if chooser.pick_number(typed) {
        chooser.error = None;
        chooser.focus = ChooserFocus::List(typed.to_owned());
        return;
    }
    let letters = typed.contains(char::is_alphabetic);
    let of_day = typed.char_indices().next_back().filter(|_| letters);
    let of_day = of_day.map_or(typed, |(last, _)| &typed[last..]);
    for sign in of_day.chars() {
        to_day(chooser, Press::Char(sign));
    }
}

fn to_list(chooser: &mut Chooser) {
    chooser.focus = ChooserFocus::List(String::new());
}

/// Gives a key to the field of the day, where it means something there.
fn to_day(chooser: &mut Chooser, press: Press) {
    let Some(field) = chooser.field() else {
        return;
    };
    match edit(field, press) {
        Edited::Unknown => return,
        Edited::Changed => chooser.error = None,
        Edited::Same | Edited::Full => {}
    }
    chooser.focus = ChooserFocus::Day;
}
