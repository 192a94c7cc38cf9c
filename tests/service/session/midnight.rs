//! Screens and a service that are left open past midnight: nobody presses a key, and all are on the new day.

use std::fs;

use super::setting::{Setting, past_the_first_page, shows};
use crate::support::clock::SetClock;
use crate::support::pty::Spawn;
use crate::support::service::base;

/// Noon of a Monday, by a clock that the test sets.
const NOON: &str = "2026-11-23T12:00:00Z";

#[test]
fn the_screens_of_a_service_pass_to_the_new_day_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let clock = SetClock::at(folder.path(), NOON);
    let mut setting = Setting::by(&clock);
    let ((_, mut one), (_, mut other)) = setting.two();
    for pty in [&mut one, &mut other] {
        shows(pty, "lun. 23 nov. 2026").settle();
    }
    clock.next_day();
    for pty in [&mut one, &mut other] {
        shows(pty, "mar. 24 nov. 2026");
        shows(pty, "Nous sommes le mardi 24 novembre 2026");
    }
    setting.stop();
    let log = fs::read_to_string(setting.folder().join("service.log")).unwrap();
    assert!(
        log.contains("le service passe à un autre jour jour=2026-11-24"),
        "{log}"
    );
}

#[test]
fn the_screens_on_a_file_pass_to_the_new_day_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let clock = SetClock::at(folder.path(), NOON);
    let mut setting = Setting::by(&clock);
    setting.stop();
    let mut spawn = Spawn::preau().arg("--base").arg(base(setting.folder()));
    spawn = spawn
        .env("HOME", folder.path().to_str().unwrap())
        .env("TZ", "UTC0");
    for (name, value) in clock.variables() {
        spawn = spawn.env(name, value.to_str().unwrap());
    }
    let mut pty = past_the_first_page(spawn.start());
    shows(&mut pty, "lun. 23 nov. 2026").settle();
    clock.next_day();
    shows(&mut pty, "mar. 24 nov. 2026");
    assert_eq!(pty.keys("q").exit().code, 0);
}
