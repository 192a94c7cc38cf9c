//! Facts of several schools at once: on one day, or on a day for each, typed down a column.

use chrono::NaiveDate;

use preau::domain::council::CouncilMeeting;
use preau::domain::deployment::Stage;
use preau::tui::events::Event;

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

#[test]
fn a_pasted_column_is_spread_over_the_rows() {
    let mut stepper = open(&isere());
    stepper.press("* d");
    choose(
        &mut stepper,
        "Un jour par école : conseil d’école, sans information",
    );
    stepper.press("entrée");
    stepper.send(Event::Paste("06/11/2026\r\n09/11/2026\r\n".to_owned()));
    for said in ["06/11/2026", "09/11/2026"] {
        assert!(stepper.shows(said), "{said}\n{}", stepper.screen());
    }
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
