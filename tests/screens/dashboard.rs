//! The dashboard on the demo base: its pictures at both sizes, without colour, in ASCII, and the list behind a mark.

use insta::{assert_snapshot, with_settings};
use preau::domain::permit::Right;
use preau::domain::query::{Pane, Query};
use preau::domain::record::Record;
use preau::service::Desk;
use preau::tui::model::figures::{Picture, Unit};
use preau::tui::view::view;
use ratatui::style::Color;

use crate::stepper::{Stepper, open_on};
use crate::support::demo::demo;
use crate::support::values::day;

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

const NAMES: [&str; 7] = [
    "stages",
    "circonscriptions",
    "collectivites",
    "pace",
    "reasons",
    "ends",
    "councils",
];

fn open_at(width: u16, height: u16) -> Stepper {
    let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
    let mut stepper = open_on(records, width, height, Right::Gestion);
    stepper.desk = stepper.desk.with_target(Some(day("2027-03-31")));
    stepper
}

fn open() -> Stepper {
    open_at(120, 40)
}

fn shown(stepper: &Stepper) -> Picture {
    stepper.model.figures().unwrap().picture
}

#[test]
fn each_picture_at_both_sizes() {
    for (width, height) in SIZES {
        let mut stepper = open_at(width, height);
        stepper.press("T");
        for name in NAMES {
            let screen = stepper.screen();
            with_settings!({ omit_expression => true, snapshot_suffix => format!("{width}x{height}") }, {
                assert_snapshot!(name, screen);
            });
            stepper.press("tab");
        }
        assert_eq!(shown(&stepper), Picture::Stages, "round and round");
    }
}

#[test]
fn without_colour_no_cell_has_one() {
    let mut stepper = open();
    stepper.model.options.look.colours = false;
    stepper.press("T");
    for _ in NAMES {
        let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 40)).unwrap();
        terminal.draw(|frame| view(&stepper.model, frame)).unwrap();
        let cells = terminal.backend().buffer().content();
        assert!(
            cells
                .iter()
                .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
        );
        stepper.press("tab");
    }
}

#[test]
fn the_parts_of_a_bar_are_told_apart_in_ascii() {
    let mut stepper = open_at(80, 24);
    stepper.press("T tab");
    let screen = stepper.screen();
    let ascii = preau::text::ascii(&screen);
    let (head, rest) = ascii.split_once("Les plus").unwrap();
    assert!(!head.contains('█') && rest.is_ascii());
    assert!(rest.contains("# inscrites = pretes : bloquees ! a regulariser"));
    with_settings!({ omit_expression => true }, { assert_snapshot!("circonscriptions_in_ascii", ascii); });
}

#[test]
fn each_picture_is_legible_in_ascii() {
    let mut stepper = open_at(80, 24);
    stepper.press("T");
    for name in NAMES {
        let screen = stepper.screen();
        let ascii = preau::text::ascii(&screen).replace('>', " ");
        with_settings!({ omit_expression => true, snapshot_suffix => "ascii" }, {
            assert_snapshot!(name, ascii);
        });
        stepper.press("tab");
    }
}

#[test]
fn escape_leads_back_from_a_list_to_its_mark_and_then_to_the_list_of_before() {
    let mut stepper = open();
    stepper.press("w début bas entrée");
    let before = stepper.model.focused().showing();
    stepper.press("T tab bas droite");
    let cursor = stepper.model.figures().unwrap().cursor;
    stepper.press("entrée");
    assert!(stepper.shows("(Échap revient au tableau)"));
    assert!(stepper.model.focused().view.is_none());
    stepper.press("échap");
    let dashboard = stepper.model.figures().unwrap();
    assert_eq!(
        (dashboard.picture, dashboard.cursor),
        (Picture::Circonscriptions, cursor)
    );
    stepper.press("échap");
    assert!(stepper.model.on_panes());
    assert_eq!(
        stepper.model.focused().showing(),
        before,
        "the view, its filter, its order"
    );
    assert!(stepper.shows("« sans convention 26 »"));
}

#[test]
fn a_list_that_was_narrowed_further_is_widened_before_escape_leads_back() {
    let mut stepper = open();
    stepper
        .press("T entrée /")
        .write(" commune:grenoble")
        .press("entrée échap");
    assert!(stepper.model.on_panes() && stepper.model.focused().search.is_empty());
}

#[test]
fn every_mark_leads_to_a_list_as_long_as_it_says() {
    let mut stepper = open();
    stepper.press("T");
    let mut marks = 0;
    for _ in NAMES {
        let dashboard = stepper.model.figures().unwrap();
        let scope = dashboard.source.clone();
        for mark in dashboard.rows.iter().flatten() {
            let query = Query {
                text: mark.filter.clone(),
                ..scope.clone()
            };
            let found = stepper.desk.query(&query).unwrap();
            let counted = match mark.unit {
                Unit::Schools => found.records.0,
                Unit::Lines => found.total,
            };
            assert_eq!(counted, mark.count, "{}", mark.label);
            marks += 1;
        }
        stepper.press("tab");
    }
    assert!(marks > 300);
}

#[test]
fn enter_opens_the_list_behind_the_mark_and_t_leads_back_to_it() {
    let mut stepper = open();
    stepper.press("T tab bas bas droite");
    let cursor = stepper.model.figures().unwrap().cursor;
    let mark = stepper.model.figures().unwrap().mark().unwrap().clone();
    assert!(stepper.shows(&format!("▸ {} : {}", mark.label, mark.counted())));
    stepper.press("entrée");
    assert!(stepper.model.on_panes());
    assert_eq!(stepper.model.focused().search.text(), mark.filter);
    assert_eq!(stepper.model.focused().name.pane(), Pane::Schools);
    assert_eq!(stepper.model.focused().records.0, mark.count);
    stepper.press("T");
    let dashboard = stepper.model.figures().unwrap();
    assert_eq!(
        (dashboard.picture, dashboard.cursor),
        (Picture::Circonscriptions, cursor)
    );
    assert_eq!(dashboard.source.text, "", "the whole is counted again");
}

#[test]
fn the_dashboard_of_a_filtered_list_counts_that_list() {
    let mut stepper = open();
    stepper.press("/").write("commune:grenoble").press("entrée");
    let total = stepper.model.focused().total;
    stepper.press("T");
    assert!(stepper.shows(&format!("{total} lignes")));
    assert!(stepper.shows("· commune:grenoble"));
}

#[test]
fn arrows_go_over_the_marks_and_on_to_the_next_picture() {
    let mut stepper = open();
    stepper.press("T droite");
    assert_eq!(shown(&stepper), Picture::Circonscriptions);
    stepper.press("droite droite droite");
    assert_eq!(stepper.model.figures().unwrap().cursor, (0, 3));
    stepper.press("droite");
    assert_eq!(shown(&stepper), Picture::Collectivites);
    stepper.press("gauche");
    assert_eq!(shown(&stepper), Picture::Circonscriptions);
    stepper.press("fin bas bas");
    let dashboard = stepper.model.figures().unwrap();
    assert_eq!(dashboard.cursor.0, dashboard.rows.len() - 1);
}

#[test]
fn the_pace_says_what_it_takes_to_finish_in_time() {
    let mut stepper = open();
    stepper.press("T tab tab tab");
    assert!(stepper.shows("finir le 31/03/2027 : 14 par semaine"));
    stepper.desk = open_at(120, 40).desk.with_target(None);
    stepper.press("échap T tab tab tab");
    assert!(stepper.shows("« objectif_le »"));
}

#[test]
fn escape_leaves_the_dashboard_as_the_panes_were() {
    let mut stepper = open();
    let before = stepper.screen();
    stepper.press("T tab bas échap");
    assert!(stepper.model.on_panes());
    assert_eq!(stepper.screen(), before);
}

#[test]
fn an_unknown_filter_is_said_in_the_dashboard() {
    let mut stepper = open();
    stepper.press("/").write("comune:x").press("entrée T");
    assert!(stepper.shows("✗"));
    stepper.press("entrée bas droite échap");
    assert!(stepper.model.on_panes());
}
