//! The month over a date: it opens on the day typed, says what falls on each, and gives a day to every field of a date.

use preau::tui::model::dialog::Dialog;

use crate::many::choose;
use crate::stepper::{Stepper, open, open_at};
use crate::support::isere::isere;
use crate::support::values::day;

/// The day under the cursor of the month.
fn at(stepper: &mut Stepper) -> chrono::NaiveDate {
    match &stepper.model.dialog {
        Some(Dialog::Month(month)) => month.page.at,
        _ => panic!("{}", stepper.screen()),
    }
}

#[test]
fn a_day_is_taken_from_the_month_into_the_date_of_a_chooser() {
    let world = isere().council("0380125E", "2026-11-17");
    let mut stepper = open_at(&world, 80, 24);
    stepper.press("e f4");
    assert_eq!(at(&mut stepper), day("2026-11-23"));
    stepper.press("gauche haut");
    assert_eq!(at(&mut stepper), day("2026-11-15"));
    stepper.press("droite droite");
    assert!(
        stepper.shows("mardi 17 novembre 2026 : 1 conseil d’école"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert!(stepper.shows("mar. 17 nov. 2026"), "{}", stepper.screen());
    stepper.press("f4 pgsuiv échap");
    assert!(
        stepper.shows("mar. 17 nov. 2026"),
        "left as it was: {}",
        stepper.screen()
    );
    stepper.press("f4 pgsuiv");
    assert_eq!(at(&mut stepper), day("2026-12-17"));
}

#[test]
fn the_forms_of_records_and_the_grid_of_days_have_it() {
    let mut stepper = open(&isere());
    stepper.press("4 m");
    for _ in 0..40 {
        if stepper
            .model
            .dialog
            .as_mut()
            .is_some_and(|dialog| dialog.date().is_some())
        {
            break;
        }
        stepper.press("tab");
    }
    stepper.press("f4 début droite entrée");
    assert!(stepper.shows("24/11/2026"), "{}", stepper.screen());
    let mut stepper = open(&isere());
    stepper.press("* d");
    choose(
        &mut stepper,
        "Un jour par école : conseil d’école, sans information",
    );
    stepper.press("entrée f4 droite entrée");
    assert!(matches!(stepper.model.dialog, Some(Dialog::Days(_))));
    assert!(stepper.shows("24/11/2026"), "{}", stepper.screen());
}

#[test]
fn in_sentences_it_is_a_line_a_day() {
    let mut stepper = open_at(&isere(), 30, 8);
    stepper.model.options.look.sober = true;
    stepper.press("e f4");
    assert!(stepper.shows("Choisir un jour"), "{}", stepper.screen());
    stepper.press("haut entrée");
    assert!(stepper.shows("16/11/2026"), "{}", stepper.screen());
}

#[test]
fn a_field_without_a_date_has_no_month() {
    let mut stepper = open(&isere());
    stepper.press("a f4");
    assert!(stepper.shows("F4 ne sert à rien ici"), "{}", stepper.screen());
}
