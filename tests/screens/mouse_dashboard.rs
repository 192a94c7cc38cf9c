//! The mouse on the dashboard: each mark is where it is drawn.

use preau::domain::permit::Right;
use preau::domain::record::Record;
use preau::tui::events::Gesture;
use preau::tui::model::figures::Picture;
use ratatui::style::Modifier;

use crate::mouse::{click, mouse, on_demo};
use crate::stepper::{Stepper, open_on};
use crate::support::demo::demo;

#[test]
fn every_mark_of_the_dashboard_is_clicked_where_it_is_drawn() {
    for (width, height) in [(120, 40), (80, 24)] {
        let records: Vec<Record> = demo().records().map(|(record, _)| record).collect();
        let mut stepper = open_on(records, width, height, Right::Gestion);
        stepper.press("T");
        for picture in Picture::ALL {
            let tab = tab_of(&mut stepper, picture.title());
            mouse(&mut stepper, Gesture::Press, tab);
            assert_eq!(stepper.model.figures().unwrap().picture, picture, "the tab");
            let rows = stepper.model.figures().unwrap().rows.len();
            for row in 0..rows {
                hand_is_clicked_where_it_is(&mut stepper, row);
            }
        }
    }
}

/// Where the tab of a picture is.
fn tab_of(stepper: &mut Stepper, title: &str) -> (u16, u16) {
    let screen = stepper.screen();
    let line: String = screen.lines().nth(1).unwrap().chars().skip(1).collect();
    let at = line.find(title).unwrap();
    (u16::try_from(line[..at].chars().count()).unwrap(), 1)
}

/// Puts the cursor on the last mark of a row by keys, away by a click, and back by a click where it was drawn.
fn hand_is_clicked_where_it_is(stepper: &mut Stepper, row: usize) {
    let dashboard = stepper.model.figures_mut().unwrap();
    let place = dashboard.rows[row].len() - 1;
    dashboard.point((row, place));
    let buffer = stepper.buffer();
    let area = buffer.area;
    let found = (2..area.height - 2)
        .flat_map(|y| (1..area.width - 1).map(move |x| (x, y)))
        .find(|(x, y)| {
            let cell = &buffer[(*x, *y)];
            cell.modifier.contains(Modifier::REVERSED) || cell.symbol() == "▲"
        });
    let (x, y) = found.expect("the cursor is drawn");
    let dashboard = stepper.model.figures().unwrap();
    let body = ratatui::layout::Rect::new(0, 1, area.width, area.height - 3);
    let y = if buffer[(x, y)].symbol() == "▲" {
        y - 1
    } else {
        y
    };
    let cursor = dashboard.mark_at(body, ratatui::layout::Position::new(x, y));
    assert_eq!(cursor, Some((row, place)), "{:?}", dashboard.picture);
}

/// A part of a bar is the mark that it stands for.
#[test]
fn each_part_of_a_bar_is_clicked_where_it_is_drawn() {
    let signs = [
        (
            Picture::Circonscriptions,
            [('█', 0), ('▄', 1), ('░', 2)].as_slice(),
        ),
        (Picture::Reasons, [('█', 1), ('░', 0)].as_slice()),
    ];
    for (picture, signs) in signs {
        let mut seen = 0;
        for (sign, place) in signs {
            let mut stepper = on_demo();
            stepper.press("T");
            let tab = tab_of(&mut stepper, picture.title());
            mouse(&mut stepper, Gesture::Press, tab);
            for at in bars(&mut stepper, *sign) {
                // A click on the chosen mark would open its list.
                let away = (0, usize::from(*place == 0));
                stepper.model.figures_mut().unwrap().point(away);
                mouse(&mut stepper, Gesture::Press, at);
                let dashboard = stepper.model.figures().expect("a first click opens nothing");
                assert_eq!(dashboard.cursor.1, *place, "{sign} of {picture:?} at {at:?}");
                seen += 1;
            }
        }
        assert!(seen > 2, "{picture:?}");
    }
}

/// Where the parts of the bars that a sign fills begin, under the legend.
fn bars(stepper: &mut Stepper, sign: char) -> Vec<(u16, u16)> {
    let screen = stepper.screen();
    let first = |line: &str| line.chars().skip(1).position(|found| found == sign);
    let found = (0..).zip(screen.lines()).skip(3);
    found
        .filter_map(|(y, line)| Some((u16::try_from(first(line)?).ok()?, y)))
        .collect()
}

#[test]
fn a_click_on_the_chosen_mark_opens_its_list() {
    let mut stepper = on_demo();
    stepper.press("T");
    click(&mut stepper, "contrat souscrit");
    let mark = stepper.model.figures().unwrap().mark().unwrap().clone();
    assert_eq!(mark.label, "contrat souscrit");
    click(&mut stepper, "contrat souscrit");
    assert!(stepper.model.on_panes());
    assert_eq!(stepper.model.focused().total, mark.count);
}
