//! The agenda: the month and the week, the list of a day, the way back, and that it follows colleagues.

use insta::{assert_snapshot, with_settings};
use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::tui::events::{Gesture, Mouse};
use preau::tui::model::dialog::Dialog;

use crate::many::choose;
use crate::stepper::{Stepper, open, open_on, open_shared, share};
use crate::support::demo::demo;
use crate::support::isere::isere;
use crate::support::values::day;

fn open_demo(width: u16, height: u16) -> Stepper {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    open_on(records, width, height, Right::Gestion)
}

/// How many choices the open list has.
fn listed(stepper: &Stepper) -> usize {
    match &stepper.model.dialog {
        Some(Dialog::Chooser(chooser)) => chooser.choices.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_month_and_the_week_at_each_size() {
    for (width, height) in [(80, 24), (120, 40), (72, 18)] {
        for (name, keys) in [("agenda_month", "A"), ("agenda_week", "0 A tab")] {
            let mut stepper = open_demo(width, height);
            stepper.press(keys);
            let screen = stepper.screen();
            with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
                assert_snapshot!(name, screen);
            });
        }
    }
}

#[test]
fn every_day_opens_the_list_that_it_counts() {
    let mut stepper = open_demo(80, 24);
    stepper.press("A");
    let days = stepper.model.agenda_page().unwrap().days();
    let mut counted = 0;
    for _ in days {
        let page = stepper.model.agenda_page().unwrap();
        let count = page.count(page.at).unwrap();
        counted += count;
        stepper.press("entrée");
        assert_eq!(listed(&stepper), count, "{}", stepper.screen());
        stepper.press("échap droite");
    }
    assert!(counted > 10, "{counted}");
}

#[test]
fn a_record_of_a_day_is_gone_to_and_the_agenda_is_on_that_day_again() {
    let world = isere().council("0380125E", "2026-12-04");
    let mut stepper = open(&world);
    stepper.press("A pgsuiv");
    let away = stepper.model.agenda_page().unwrap().at;
    assert_eq!(away, day("2026-12-23"), "{}", stepper.screen());
    stepper.press("haut haut haut droite droite");
    assert_eq!(stepper.model.agenda_page().unwrap().at, day("2026-12-04"));
    assert!(
        stepper.shows("vendredi 4 décembre 2026 : 1 conseil d’école"),
        "{}",
        stepper.screen()
    );
    stepper.press("entrée");
    assert!(stepper.shows("Mésanges"), "{}", stepper.screen());
    stepper.press("entrée");
    assert!(stepper.model.on_panes());
    assert!(stepper.line("Mésanges").starts_with('▶'), "{}", stepper.screen());
    stepper.press("A");
    assert_eq!(stepper.model.agenda_page().unwrap().at, day("2026-12-04"));
    stepper.press("début");
    assert_eq!(
        stepper.model.agenda_page().unwrap().at,
        day("2026-11-23"),
        "the day J"
    );
    stepper.press("échap");
    assert!(stepper.model.on_panes());
}

#[test]
fn what_a_colleague_notes_comes_into_the_agenda() {
    let shared = share(&isere());
    let mut stepper = open_shared(&shared, "jdupont", 1000, 120, 40);
    stepper.press("A");
    assert!(
        stepper.shows("lundi 23 novembre 2026 : rien"),
        "{}",
        stepper.screen()
    );
    let mut other = open_shared(&shared, "mmartin", 1001, 120, 40);
    other.press("d");
    choose(&mut other, "Conseil d’école, sans information");
    other.press("entrée entrée");
    stepper.hear();
    assert!(stepper.shows("1 conseil d’école"), "{}", stepper.screen());
}

#[test]
fn a_click_chooses_a_day_and_a_second_one_lists_it() {
    let mut stepper = open(&isere().council("0380125E", "2026-11-24"));
    stepper.press("A");
    let line = stepper
        .screen()
        .lines()
        .position(|line| line.contains("24 (1)"))
        .unwrap();
    let text = stepper.screen().lines().nth(line).unwrap().to_owned();
    let column = text.chars().take_while(|letter| *letter != '4').count();
    let (x, y) = (u16::try_from(column).unwrap() - 1, u16::try_from(line).unwrap());
    for _ in 0..2 {
        stepper.send(preau::tui::events::Event::Mouse(Mouse {
            gesture: Gesture::Press,
            x,
            y,
        }));
    }
    assert_eq!(listed(&stepper), 1, "{}", stepper.screen());
}

#[test]
fn sober_it_is_a_line_a_day() {
    let world = isere().council("0380125E", "2026-11-24");
    let mut stepper = open(&world);
    stepper.model.options.look.sober = true;
    stepper.press("A");
    for said in [
        "Agenda, novembre 2026",
        "mardi 24 novembre 2026 : 1 conseil d’école",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    stepper.press("droite entrée");
    assert!(stepper.shows("Mésanges"), "{}", stepper.screen());
    stepper.press("échap tab");
    assert!(!stepper.shows("lundi 30 novembre 2026"), "{}", stepper.screen());
}
