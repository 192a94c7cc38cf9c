//! The mouse: clicks choose and open, the wheel scrolls, and it can be left to the terminal.

use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::tui::effect::Effect;
use preau::tui::events::{Event, Gesture, Mouse};
use preau::tui::model::ListName;
use preau::tui::update::update;

use crate::stepper::{Stepper, open, open_at, open_on};
use crate::support::demo::demo;
use crate::support::isere::isere;

/// Where a text is on the screen, its column and its row, each time that it is there.
fn places(stepper: &mut Stepper, text: &str) -> Vec<(u16, u16)> {
    let screen = stepper.screen();
    let column = |line: &str| {
        // The first character of a line tells a selection.
        let line: String = line.chars().skip(1).collect();
        let at = line.find(text)?;
        u16::try_from(line[..at].chars().count()).ok()
    };
    let found: Vec<(u16, u16)> = (0..)
        .zip(screen.lines())
        .filter_map(|(y, line)| Some((column(line)?, y)))
        .collect();
    assert!(!found.is_empty(), "« {text} » is not on the screen:\n{screen}");
    found
}

/// Does something with the mouse at a place, and rests.
pub fn mouse(stepper: &mut Stepper, gesture: Gesture, (x, y): (u16, u16)) {
    stepper.send(Event::Mouse(Mouse { gesture, x, y }));
    stepper.send(Event::Deadline);
}

/// Clicks on a text of the screen.
pub fn click(stepper: &mut Stepper, text: &str) {
    let at = places(stepper, text)[0];
    mouse(stepper, Gesture::Press, at);
}

/// Clicks on a text of a dialog: the panes above it may hold the same.
fn click_below(stepper: &mut Stepper, text: &str) {
    let at = *places(stepper, text).last().unwrap();
    mouse(stepper, Gesture::Press, at);
}

pub fn on_demo() -> Stepper {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    open_on(records, 120, 40, Right::Gestion)
}

#[test]
fn a_click_chooses_a_row_and_a_second_one_opens_its_dossier() {
    let mut stepper = open(&isere());
    click(&mut stepper, "0380125E");
    assert!(stepper.line("0380125E").starts_with('▶'));
    assert!(stepper.shows("Fiche · École maternelle Les Mésanges"));
    assert!(!stepper.model.reading);
    click(&mut stepper, "0380125E");
    assert!(stepper.model.reading);
}

#[test]
fn a_click_on_another_pane_gives_it_the_focus() {
    let mut stepper = open(&isere());
    click(&mut stepper, "4 Conventions");
    assert_eq!(stepper.model.current, ListName::Conventions);
    click(&mut stepper, "Voiron  ");
    assert_eq!(stepper.model.current, ListName::Collectivites);
    assert!(!stepper.model.reading, "the first click only chooses");
    click(&mut stepper, "Fiche ·");
    assert!(stepper.model.reading);
}

#[test]
fn a_click_under_the_last_row_chooses_nothing() {
    let mut stepper = open(&isere());
    let before = stepper.model.focused().selected.clone();
    mouse(&mut stepper, Gesture::Press, (60, 18));
    assert_eq!(stepper.model.focused().selected, before);
}

#[test]
fn a_click_on_a_link_of_the_dossier_follows_it() {
    let mut stepper = open(&isere());
    click(&mut stepper, "0380125E");
    click(&mut stepper, "collectivité  Meylan");
    assert!(stepper.model.reading);
    click(&mut stepper, "collectivité  Meylan");
    assert_eq!(stepper.model.current, ListName::Collectivites);
    assert!(stepper.shows("Fiche · Meylan"));
}

#[test]
fn the_wheel_scrolls_the_pane_under_it_and_leaves_the_focus() {
    let mut stepper = on_demo();
    let first = stepper.model.list(ListName::Collectivites).top;
    mouse(&mut stepper, Gesture::WheelDown, (5, 5));
    assert_eq!(stepper.model.list(ListName::Collectivites).top, first + 3);
    assert_eq!(stepper.model.current, ListName::Schools);
    let selected = stepper.model.focused().selected.clone();
    stepper.press("bas bas bas bas");
    mouse(&mut stepper, Gesture::WheelDown, (60, 5));
    let list = stepper.model.focused();
    assert_eq!(list.top, 3);
    assert_eq!(list.place, 4, "the selection stays as long as it is in sight");
    assert_ne!(list.selected, selected);
    for _ in 0..500 {
        mouse(&mut stepper, Gesture::WheelDown, (60, 5));
    }
    let list = stepper.model.focused();
    assert_eq!(list.top + list.height, list.total, "it stops at the end");
    mouse(&mut stepper, Gesture::WheelDown, (60, 30));
    assert_eq!(stepper.model.dossier_pane.top, 3);
    mouse(&mut stepper, Gesture::WheelUp, (60, 30));
    assert_eq!(stepper.model.dossier_pane.top, 0);
}

#[test]
fn on_a_small_screen_the_one_pane_takes_the_clicks() {
    let mut stepper = open_at(&isere(), 80, 24);
    click(&mut stepper, "0380125E");
    click(&mut stepper, "0380125E");
    assert!(stepper.model.reading);
    assert!(stepper.shows("[Fiche]"));
}

#[test]
fn left_to_the_terminal_it_does_nothing_and_says_how_to_take_it_back() {
    let mut stepper = open(&isere());
    let effects = update(&mut stepper.model, Event::Key(crate::stepper::key("f8")));
    assert!(effects.contains(&Effect::Mouse(false)));
    assert!(stepper.shows("Souris laissée au terminal, pour copier ; F8 la reprend"));
    let before = stepper.screen();
    click(&mut stepper, "0380125E");
    mouse(&mut stepper, Gesture::WheelDown, (60, 5));
    assert_eq!(stepper.screen(), before);
    stepper.press("f8");
    assert!(stepper.shows("Souris écoutée"));
    click(&mut stepper, "0380125E");
    assert!(stepper.line("0380125E").starts_with('▶'));
}

#[test]
fn a_click_in_a_dialog_chooses_and_a_second_one_takes() {
    let mut stepper = open(&isere());
    stepper.press("o");
    click_below(&mut stepper, "  Commune");
    assert!(stepper.model.dialog.is_some(), "the first only chooses");
    click_below(&mut stepper, "  Commune");
    assert!(stepper.model.dialog.is_none());
    assert!(stepper.shows("Commune▲"));
}

#[test]
fn a_click_marks_a_column() {
    let mut stepper = open(&isere());
    stepper.press("l");
    click_below(&mut stepper, "  Règles");
    click_below(&mut stepper, "  Règles");
    assert!(stepper.shows("● Règles"));
    click_below(&mut stepper, "● Règles");
    assert!(!stepper.shows("● Règles"));
}

#[test]
fn a_click_beside_a_dialog_does_nothing_and_the_wheel_moves_in_it() {
    let mut stepper = open(&isere());
    stepper.press("w début");
    let before = stepper.screen();
    mouse(&mut stepper, Gesture::Press, (1, 20));
    mouse(&mut stepper, Gesture::Press, (60, 39));
    assert_eq!(stepper.screen(), before);
    mouse(&mut stepper, Gesture::WheelDown, (60, 20));
    let screen = stepper.screen();
    let cursor = screen
        .lines()
        .rfind(|line| line.contains("à régulariser"))
        .unwrap();
    assert!(cursor.starts_with('▶'), "{screen}");
    stepper.press("échap ?");
    mouse(&mut stepper, Gesture::WheelDown, (60, 20));
    let top = |stepper: &Stepper| match &stepper.model.dialog {
        Some(preau::tui::model::dialog::Dialog::Text(dialog)) => dialog.top,
        _ => panic!("the help is open"),
    };
    assert_eq!(top(&stepper), 3);
}

#[test]
fn a_click_in_the_palette_runs_no_verb_that_is_refused() {
    let mut stepper = open(&isere());
    stepper.press("3 :").write("changer l’étape");
    click_below(&mut stepper, "✗ Changer l’étape du déploiement");
    assert!(stepper.shows("choisissez d’abord une école"));
    assert_eq!(stepper.written(), 0);
}

#[test]
fn tabs_are_clicked_on_a_small_screen() {
    let mut stepper = open_at(&isere(), 80, 24);
    click(&mut stepper, "4 Conventions");
    assert_eq!(stepper.model.current, ListName::Conventions);
    click(&mut stepper, "→ Fiche");
    assert!(stepper.model.reading);
    click(&mut stepper, "1 Collectivités");
    assert!(!stepper.model.reading);
    assert_eq!(stepper.model.current, ListName::Collectivites);
}

#[test]
fn the_wheel_scrolls_the_school_under_review() {
    let mut stepper = open_at(&isere(), 80, 24);
    stepper.press("R");
    let more = stepper.model.review().unwrap().more();
    mouse(&mut stepper, Gesture::WheelDown, (10, 10));
    let review = stepper.model.review().unwrap();
    assert_eq!(review.top > 0, more);
    mouse(&mut stepper, Gesture::Press, (10, 10));
    assert!(stepper.model.review().is_some());
}

#[test]
fn who_hears_the_mouse_is_said_in_a_dialog_and_under_the_search() {
    for keys in ["bas e", "/", "bas m"] {
        let mut stepper = open_at(&isere(), 80, 24);
        stepper.press(keys).press("f8");
        assert!(
            stepper.shows("Souris laissée au terminal"),
            "{keys}\n{}",
            stepper.screen()
        );
    }
}
