//! The page of the day's work: what it shows, the list behind each line, the way back, and that it follows colleagues.

use insta::{assert_snapshot, with_settings};
use preau::domain::permit::Right;
use preau::domain::query::Pane;
use preau::domain::record::Record;

use crate::stepper::{Stepper, open_on};
use crate::support::demo::demo;

fn open_at(width: u16, height: u16) -> Stepper {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    open_on(records, width, height, Right::Gestion)
}

#[test]
fn what_waits_at_each_size() {
    for (width, height) in [(80, 24), (120, 40), (72, 18)] {
        let mut stepper = open_at(width, height);
        stepper.press("à");
        let screen = stepper.screen();
        with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
            assert_snapshot!("day_work", screen);
        });
    }
}

#[test]
fn three_keys_lead_to_a_list_and_one_back() {
    let mut stepper = open_at(80, 24);
    let before = stepper.model.focused().showing();
    stepper.press("0 bas entrée");
    assert!(
        stepper.shows("prêtes à inscrire\u{a0}: 28 écoles") || stepper.shows("prêtes à inscrire : 28 écoles")
    );
    assert_eq!(stepper.model.focused().records.0, 28);
    stepper.press("échap");
    assert!(stepper.model.day_page().is_some(), "the page again");
    stepper.press("échap");
    assert!(stepper.model.on_panes());
    assert_eq!(stepper.model.focused().showing(), before, "the list is as it was");
}

#[test]
fn every_line_opens_the_list_that_it_counts() {
    let mut stepper = open_at(80, 24);
    stepper.press("0");
    let lines = preau::domain::query::day_work::WORK.len();
    for line in 0..lines {
        let count = stepper.model.day_page().unwrap().work.as_ref().unwrap().counts[line].count;
        stepper.press("entrée");
        assert_eq!(stepper.model.focused().records.0, count, "line {line}");
        stepper.press("0");
        assert_eq!(stepper.model.day_page().unwrap().cursor, line);
        stepper.press("bas");
    }
}

#[test]
fn the_title_names_the_pin_that_narrows_the_page() {
    for sober in [false, true] {
        let mut stepper = open_at(80, 24);
        stepper.press("1 entrée");
        let pin = stepper.model.scope[0].label.clone();
        stepper.model.options.look.sober = sober;
        let separator = if sober { ", portée" } else { " ·" };
        stepper.press("0");
        let title = format!("Journée{separator} {pin}");
        assert!(stepper.shows(&title), "{title}\n{}", stepper.screen());
        assert!(!stepper.shows("toutes les collectivités"), "{}", stepper.screen());
        stepper.press("tab");
        assert!(stepper.shows(&title) && stepper.shows("les collectivités que je suis"));
    }
}

#[test]
fn the_page_is_of_what_one_follows_where_one_says_so() {
    let mut stepper = open_at(80, 24);
    stepper.press("0 tab");
    assert!(stepper.shows("les collectivités que je suis"));
    assert!(stepper.shows("0 école"));
    stepper.press("entrée");
    assert!(stepper.model.focused().search.text().ends_with("suivi:moi"));
    assert_eq!(stepper.model.focused().name.pane(), Pane::Schools);
}

#[test]
fn the_counts_follow_what_is_done_meanwhile() {
    let mut stepper = open_at(80, 24);
    stepper.press("0 bas entrée");
    let ready = stepper.model.focused().records.0;
    stepper.press("i entrée");
    stepper.press("0");
    let counts = &stepper.model.day_page().unwrap().work.as_ref().unwrap().counts;
    assert_eq!(counts[1].count, ready - 1);
}

#[test]
fn who_follows_collectivites_is_said_of_several_at_once() {
    let mut stepper = open_at(120, 40);
    stepper.press("1 espace espace S");
    assert!(stepper.shows("Qui suit"));
    stepper.press("entrée");
    assert!(stepper.shows("Suivie par jdupont"), "{}", stepper.screen());
    stepper.press("o");
    stepper.press("1");
    stepper.press("/").write("suivi:moi").press("entrée");
    assert_eq!(stepper.model.focused().total, 2);
}
