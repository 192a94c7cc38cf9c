//! Facts of several schools at once: on one day, or on a day for each, typed down a column.

use std::time::Instant;

use chrono::NaiveDate;

use preau::domain::council::CouncilMeeting;
use preau::domain::deployment::Stage;
use preau::domain::query::page::Row;
use preau::tui::events::{Charset, Keyboard};
use preau::tui::model::dialog::Dialog;

use crate::many::choose;
use crate::stepper::{Stepper, open, open_at};
use crate::support::isere::isere;
use crate::support::values::{day, uai, version};
use crate::support::world::World;

fn revision(stepper: &Stepper) -> u64 {
    stepper.desk.registry().revision()
}

fn councils(stepper: &Stepper, school: &str) -> Vec<CouncilMeeting> {
    let registry = stepper.desk.registry();
    registry.councils_of(uai(school)).cloned().collect()
}

fn told(stepper: &Stepper, school: &str) -> Option<(NaiveDate, String)> {
    let registry = stepper.desk.registry();
    let used = registry.deployments_of(uai(school)).next().cloned();
    let notice = used?.family_notice?;
    Some((notice.date, notice.version?.to_string()))
}

#[test]
fn a_notice_is_noted_of_all_with_its_version_and_taken_back_at_once() {
    let mut stepper = open(&isere());
    stepper.press("* d entrée");
    for said in [
        "Notice remise aux familles le 23/11/2026",
        "elle n’a pas encore de solution",
    ] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
    let before = revision(&stepper);
    stepper.press("entrée");
    assert_eq!(revision(&stepper), before, "Enter alone confirms nothing");
    stepper.press("o");
    assert_eq!(revision(&stepper), before + 1);
    assert_eq!(
        told(&stepper, "0380126F"),
        Some((day("2026-11-23"), "1".to_owned()))
    );
    stepper.press("u").press("o entrée");
    assert_eq!(told(&stepper, "0380126F"), None);
}

#[test]
fn a_notice_of_an_earlier_version_is_named() {
    let world = isere().sheet("olm", "2", "2026-11-01");
    let mut stepper = open(&world);
    stepper.press("/").write("langevin").press("entrée d");
    choose(&mut stepper, "Notice d’une autre version");
    stepper.press("entrée").write("1").press("entrée");
    assert!(stepper.shows("fiche 1"), "{}", stepper.screen());
    stepper.press("entrée");
    assert_eq!(told(&stepper, "0380126F").unwrap().1, version("1").to_string());
}

#[test]
fn the_conseils_of_schools_are_typed_down_a_column() {
    let mut stepper = open(&isere());
    stepper.press("* d");
    choose(
        &mut stepper,
        "Un jour par école : conseil d’école, information donnée",
    );
    stepper.press("entrée");
    assert!(stepper.shows("Un jour par école"), "{}", stepper.screen());
    stepper.write("6/11").press("entrée").write("32").press("entrée");
    stepper.write("10/11").press("f2");
    assert!(!stepper.shows("aperçu :"), "a day that is none stops it");
    stepper.press("ctrl-u").write("9/11").press("f2");
    assert!(stepper.shows("✓ 3 changeront"), "{}", stepper.screen());
    // Closing the preview goes back to the days.
    stepper.press("échap");
    assert!(stepper.shows("Un jour par école"), "{}", stepper.screen());
    stepper.press("échap");
    assert!(
        stepper.shows("ces jours ne sont pas enregistrés"),
        "{}",
        stepper.screen()
    );
    let before = revision(&stepper);
    stepper.press("f2 o");
    assert_eq!(revision(&stepper), before + 1, "one entry of the journal");
    assert!(stepper.model.dialog.is_none(), "{}", stepper.screen());
    let registry = stepper.desk.registry();
    let mut days: Vec<NaiveDate> = registry.councils().iter().map(|held| held.date).collect();
    days.sort();
    let typed = [day("2026-11-06"), day("2026-11-09"), day("2026-11-10")];
    assert!(typed.iter().all(|on| days.contains(on)), "{days:?}");
}

/// The grid of days of all schools of the list, by the verb on marked lines.
fn grid(stepper: &mut Stepper) -> Vec<String> {
    stepper.press("* d");
    choose(stepper, "Un jour par école : conseil d’école, sans information");
    stepper.press("entrée");
    let Some(Dialog::Days(grid)) = &stepper.model.dialog else {
        panic!("{}", stepper.screen())
    };
    grid.rows.iter().map(|row| row.label.clone()).collect()
}

/// The days of the grid as typed, and its row under the cursor.
fn typed(stepper: &Stepper) -> (Vec<String>, usize) {
    let Some(Dialog::Days(grid)) = &stepper.model.dialog else {
        panic!("no grid")
    };
    let days = grid.rows.iter().map(|row| row.day.field.text().to_owned());
    (days.collect(), grid.at)
}

/// Pastes as a terminal does: in brackets, lines ended by `end`.
fn paste(stepper: &mut Stepper, lines: &[&str], end: &str) {
    let text = lines.iter().flat_map(|line| [*line, end]).collect::<String>();
    let bytes = format!("\x1b[200~{text}\x1b[201~");
    for input in Keyboard::new(Charset::Utf8).take(bytes.as_bytes(), Instant::now()) {
        stepper.send(input.into());
    }
}

#[test]
fn a_pasted_column_fills_the_rows_downwards() {
    for end in ["\r", "\n", "\r\n"] {
        let mut stepper = open(&isere());
        let rows = grid(&mut stepper).len();
        stepper.press("bas").write("3/11");
        paste(&mut stepper, &["06/11/2026", "", " 09/11/2026 "], end);
        let (days, at) = typed(&stepper);
        assert_eq!(days[..4], ["", "06/11/2026", "", "09/11/2026"], "{end:?}");
        assert_eq!(at, 3, "{end:?}");
        assert!(days[4..].iter().all(String::is_empty), "{days:?}");
        assert!(!stepper.shows("en trop"), "{rows} {}", stepper.screen());
    }
}

#[test]
fn a_pasted_day_replaces_what_was_typed() {
    let mut stepper = open(&isere());
    grid(&mut stepper);
    stepper.write("6/11");
    paste(&mut stepper, &["09/11/2026"], "");
    assert_eq!(typed(&stepper).0[0], "09/11/2026");
}

#[test]
fn what_is_pasted_below_the_last_row_is_left_out_and_said() {
    for (width, height) in [(80, 24), (120, 40)] {
        let mut stepper = open_at(&isere(), width, height);
        if width < 100 {
            stepper.press("2");
        }
        let rows = grid(&mut stepper).len();
        let more: Vec<String> = (1..=rows + 2).map(|day| format!("{day:02}/10/2026")).collect();
        let more: Vec<&str> = more.iter().map(String::as_str).collect();
        paste(&mut stepper, &more, "\r\n");
        let (days, at) = typed(&stepper);
        assert_eq!(days, more[..rows]);
        assert_eq!(at, rows - 1);
        assert!(
            stepper.shows("2 lignes collées sont en trop"),
            "{}",
            stepper.screen()
        );
        stepper.press("haut");
        assert!(!stepper.shows("en trop"));
    }
}

#[test]
fn the_rows_of_days_are_the_schools_in_the_order_of_the_list() {
    let mut stepper = open(&isere());
    for _ in ["forth", "back"] {
        stepper.press("2 o").write("uai").press("entrée");
    }
    let shown = |stepper: &Stepper| {
        let rows = stepper.model.focused().rows.iter();
        let mut names: Vec<String> = rows
            .filter_map(|row| match row {
                Row::School(row) => Some(format!("{}, {}", row.name, row.commune)),
                _ => None,
            })
            .collect();
        names.dedup();
        names
    };
    let by_commune = shown(&stepper);
    assert_eq!(grid(&mut stepper), by_commune);
    assert!(by_commune[0].ends_with("Grenoble"), "{by_commune:?}");
    // A school of two uses has one row, which settles both of its lines.
    stepper.write("6/11").press("f2");
    assert!(
        stepper.shows("1 école changera") || stepper.shows("✓ 1 changera"),
        "{}",
        stepper.screen()
    );
}

#[test]
fn a_name_is_cut_only_where_there_is_no_room() {
    let long = "École élémentaire publique intercommunale Antoine de Saint-Exupéry du Grand Bois";
    let world = isere().edit_school("0380124D", |school| school.name = long.to_owned());
    let mut wide = open(&world);
    grid(&mut wide);
    assert!(wide.shows(&format!("{long}, Voiron")), "{}", wide.screen());
    let short = isere();
    let mut narrow = open_at(&short, 80, 24);
    narrow.press("2");
    grid(&mut narrow);
    for name in [
        "École élémentaire du Bourg Vif, Voiron",
        "École maternelle Les Mésanges, Meylan",
    ] {
        assert!(narrow.shows(name), "{}", narrow.screen());
    }
    narrow.write("6/11");
    assert!(narrow.shows("ven. 6 nov. 2026"), "{}", narrow.screen());
}

#[test]
fn minutes_and_certificates_are_noted_of_those_that_await_them() {
    let world: World = isere()
        .council("0380123C", "2026-11-10")
        .council("0380126F", "2026-11-12")
        .edit_deployment("0380127G", |used| {
            used.reached.insert(Stage::EnUsage, day("2026-10-01"));
        });
    let mut stepper = open_at(&world, 80, 24);
    stepper.press("2 * d");
    choose(&mut stepper, "PV de conseil");
    stepper.press("entrée");
    assert!(stepper.shows("✓ 2 changeront"), "{}", stepper.screen());
    stepper.press("o");
    let received = |school: &str| councils(&stepper, school).last().unwrap().minutes_received;
    assert_eq!(received("0380123C"), Some(day("2026-11-23")));
    assert_eq!(received("0380126F"), Some(day("2026-11-23")));
}
