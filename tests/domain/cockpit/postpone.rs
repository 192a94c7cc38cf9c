//! Schools put off until a day.

use preau::domain::command::Command;
use preau::domain::query::Pane;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;
use preau::service::Desk;

use super::office::{Office, class, found, numbered, pupils};
use super::reminders::section;
use crate::support::values::{day, uai};
use crate::support::world::SCHOOL;

fn postpone(until: Option<&str>) -> Command {
    Command::Postpone {
        school: uai(SCHOOL),
        until: until.map(day),
        reason: "le maire rappelle".to_owned(),
    }
}

#[test]
fn a_school_put_off_comes_back_on_its_day() {
    let mut office = Office::of(class(2));
    assert_eq!(found(&office, Pane::Schools, "a_traiter:oui").len(), 3);
    office.does(postpone(Some("2026-12-01")));
    for (text, expected) in [
        ("revoir:due", 0),
        ("revoir:plus_tard", 1),
        ("revoir:aucun", 2),
        ("a_traiter:oui", 2),
    ] {
        assert_eq!(found(&office, Pane::Schools, text).len(), expected, "{text}");
    }
    let records = office.0.registry().records().map(|(record, _)| record);
    let later = Office::on(records, "2026-12-01");
    assert_eq!(found(&later, Pane::Schools, "revoir:due"), [uai(SCHOOL)]);
    assert_eq!(found(&later, Pane::Schools, "a_traiter:oui").len(), 3);
}

#[test]
fn its_dossier_says_until_when_why_and_who() {
    let mut office = Office::of(class(0));
    office.does(postpone(Some("2026-12-01")));
    let dossier = office.0.open(&RecordId::School(uai(SCHOOL))).unwrap();
    let line = &section(&dossier, "À revoir")[0];
    assert!(
        line.contains("le maire rappelle") && line.contains("jdupont"),
        "{line}"
    );
}

#[test]
fn another_day_takes_its_place_and_none_takes_it_back() {
    let mut office = Office::of(class(0));
    office.does(postpone(Some("2026-12-01")));
    office.does(postpone(Some("2027-01-05")));
    let due = |office: &Office| office.0.registry().follow_ups().get(&uai(SCHOOL)).map(|f| f.due);
    assert_eq!(due(&office), Some(day("2027-01-05")));
    let back = office.does(postpone(None)).seq;
    assert_eq!(due(&office), None);
    office.does(Command::Undo { entry: back });
    assert_eq!(due(&office), Some(day("2027-01-05")));
}

#[test]
fn it_is_refused_without_a_day_to_come_a_school_or_a_day_to_take_back() {
    let mut office = Office::of(class(0));
    assert!(matches!(
        office.refuses(postpone(Some("2026-11-23"))),
        Refusal::Invalid { .. }
    ));
    assert_eq!(office.refuses(postpone(None)), Refusal::Nothing);
    let nowhere = Command::Postpone {
        school: numbered(1),
        until: Some(day("2026-12-01")),
        reason: String::new(),
    };
    assert!(matches!(office.refuses(nowhere), Refusal::Unknown(_)));
    let saved = Command::Save {
        record: preau::domain::follow_up::FollowUp {
            school: uai(SCHOOL),
            due: day("2026-12-01"),
            reason: String::new(),
            since: day("2026-11-23"),
            by: "autre".to_owned(),
        }
        .into(),
    };
    assert!(
        matches!(office.refuses(saved), Refusal::Kind(_)),
        "by its own command alone"
    );
}

#[test]
fn a_registration_may_come_with_it() {
    let mut office = Office::of(class(1));
    let many = Command::Many {
        commands: vec![
            postpone(Some("2026-12-01")),
            Command::Register {
                deployment: super::office::ent(pupils(1)[0]),
            },
        ],
    };
    assert_eq!(office.does(many).entries, 1);
}
