//! A key that was typed wrong is corrected in one operation, with all that names it.

use preau::domain::change::Change;
use preau::domain::collectivite::Perimeter;
use preau::domain::command::Command;
use preau::domain::council::CouncilId;
use preau::domain::decide::keys_hold;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::provider::{Category, SheetId};
use preau::domain::record::{FormerKey, Record, RecordId};
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use super::withdraw::withdraw;
use crate::support::values::{day, number, reference, siren, solution_code, uai, version};
use crate::support::world::{C26, C28, CONTRACT, EDREDON, GRENOBLE, SCHOOL, World};

/// A UAI that no school of the worlds has.
pub const OTHER: &str = "0380124D";

pub fn correct(record: RecordId, to: RecordId) -> Command {
    Command::Correct {
        record,
        to,
        reason: "faute de frappe".to_owned(),
    }
}

fn convention(text: &str) -> RecordId {
    RecordId::Convention(number(text))
}

fn council(school: &str, on: &str) -> RecordId {
    RecordId::Council(CouncilId {
        school: uai(school),
        date: day(on),
    })
}

fn sheet(text: &str) -> RecordId {
    RecordId::Sheet(SheetId {
        solution: solution_code("olm"),
        version: version(text),
    })
}

/// A registered school, with one of everything that names something.
fn full() -> Desk {
    let world =
        World::eligible()
            .reminder(1, C26, "2026-09-15")
            .competence(SCHOOL, GRENOBLE, "2020-01-01", "");
    let mut desk = Desk::of(world);
    desk.does(Command::Register { deployment: ent() });
    for about in [
        convention(C26),
        RecordId::School(uai(SCHOOL)),
        council(SCHOOL, "2026-11-06"),
    ] {
        desk.does(Command::AddNote {
            about,
            text: "vu".to_owned(),
        });
    }
    desk.does(Command::Postpone {
        school: uai(SCHOOL),
        until: Some(day("2026-12-01")),
        reason: String::new(),
    });
    desk
}

/// Every key that may be corrected, and another.
fn pairs() -> Vec<(RecordId, RecordId)> {
    vec![
        (convention(C26), convention("26-0021")),
        (convention(C28), convention("28-0021")),
        (
            RecordId::Contract(reference(CONTRACT)),
            RecordId::Contract(reference("CT-0002")),
        ),
        (council(SCHOOL, "2026-11-06"), council(SCHOOL, "2026-11-05")),
        (RecordId::School(uai(SCHOOL)), RecordId::School(uai(OTHER))),
        (
            RecordId::Collectivite(siren(GRENOBLE)),
            RecordId::Collectivite(siren("213800014")),
        ),
        (
            RecordId::Provider(siren(EDREDON)),
            RecordId::Provider(siren("999000201")),
        ),
        (
            RecordId::Solution(solution_code("olm")),
            RecordId::Solution(solution_code("olm2")),
        ),
        (sheet("1"), sheet("1.1")),
    ]
}

/// The texts of the records, without what became of keys.
fn texts(desk: &Desk) -> Vec<String> {
    let records = desk.registry.records().map(|(record, _)| record);
    let records = records.filter(|record| !matches!(record, Record::FormerKey(_)));
    records
        .map(|record| serde_json::to_string(&record).unwrap())
        .collect()
}

#[test]
fn the_record_all_that_names_it_and_the_keys_made_of_it_are_rewritten_and_nothing_else() {
    for (from, to) in pairs() {
        let mut desk = full();
        let (key, other) = (from.key(), to.key());
        let mut expected: Vec<String> = texts(&desk);
        if let RecordId::Convention(_) | RecordId::Contract(_) | RecordId::School(_) | RecordId::Solution(_) =
            from
        {
            let (key, other) = (format!("\"{key}\""), format!("\"{other}\""));
            expected = expected
                .into_iter()
                .map(|text| text.replace(&key, &other))
                .collect();
            let within = |text: String| text.replace(&format!("/{}", from.key()), &format!("/{}", to.key()));
            expected = expected.into_iter().map(within).collect();
            expected.sort();
            desk.does(correct(from.clone(), to.clone()));
            let mut now = texts(&desk);
            now.sort();
            assert_eq!(now, expected, "{from}");
        } else {
            desk.does(correct(from.clone(), to.clone()));
        }
        assert_eq!(desk.registry.get(&from), None, "{from}");
        assert!(desk.registry.get(&to).is_some(), "{to}");
        assert_eq!(desk.registry.follow(&from), to);
        let names = |record: Record| record.names().contains(&from);
        assert!(
            !desk.registry.records().any(|(record, _)| names(record)),
            "{from} is named"
        );
        let held = desk.registry.entries().get(&1).unwrap();
        assert!(held.is_active());
        assert!(desk.registry.use_of(held).is_some(), "{from}");
    }
}

#[test]
fn an_undo_gives_all_back_and_another_does_it_again() {
    for (from, to) in pairs() {
        let mut desk = full();
        let before: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
        let entry = desk.does(correct(from.clone(), to.clone()));
        let corrected: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
        let undone = desk.does(Command::Undo { entry });
        let back: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
        assert_eq!(back, before, "{from}");
        desk.does(Command::Undo { entry: undone });
        let again: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
        assert_eq!(again, corrected, "{from}");
    }
}

#[test]
fn the_uses_and_conseils_of_a_school_go_with_its_uai() {
    let mut desk = full();
    desk.does(correct(
        RecordId::School(uai(SCHOOL)),
        RecordId::School(uai(OTHER)),
    ));
    let used = DeploymentId::first(uai(OTHER), Category::Ent);
    assert_eq!(
        desk.registry.deployments().get(&used).unwrap().stage,
        Stage::Inscrite
    );
    assert_eq!(
        desk.registry.follow(&RecordId::Deployment(ent())),
        RecordId::Deployment(used)
    );
    assert_eq!(
        desk.registry.follow(&council(SCHOOL, "2026-11-06")),
        council(OTHER, "2026-11-06")
    );
    assert_eq!(
        desk.registry
            .entry_of(desk.registry.deployments().get(&used).unwrap())
            .unwrap()
            .number,
        1
    );
}

#[test]
fn what_may_not_be_corrected_says_why() {
    let mut desk = full();
    desk.does(withdraw(RecordId::Contract(reference(CONTRACT))));
    let said = |from: RecordId, to: RecordId| desk.refuses(correct(from, to)).to_string();
    let one = |(from, to), expected: &str| {
        let text = said(from, to);
        assert!(text.contains(expected), "{text}");
    };
    one(
        (convention(C26), convention(C28)),
        "convention 28-0001 existe déjà",
    );
    one((RecordId::Note(1), RecordId::Note(9)), "elle ne se corrige pas");
    one((RecordId::Entry(1), RecordId::Entry(9)), "elle ne se corrige pas");
    one(
        (convention(C26), RecordId::Note(9)),
        "elle ne devient pas celle d’un autre type",
    );
    one(
        (council(SCHOOL, "2026-11-06"), council(OTHER, "2026-11-06")),
        "le jour du conseil se corrige",
    );
    assert_eq!(
        desk.refuses(correct(convention(C26), convention(C26))),
        Refusal::Nothing
    );
    assert_eq!(
        desk.refuses(correct(convention("26-0999"), convention("26-0021"))),
        Refusal::Unknown(convention("26-0999"))
    );
}

#[test]
fn a_withdrawn_number_is_given_to_no_correction() {
    let mut desk = Desk::of(World::eligible().convention26("26-0002", GRENOBLE, |_| {}));
    desk.does(withdraw(convention("26-0002")));
    let why = desk.refuses(correct(convention(C26), convention("26-0002")));
    assert!(matches!(why, Refusal::Spent(_)), "{why:?}");
}

#[test]
fn a_record_may_be_given_the_key_back_that_it_had() {
    let mut desk = full();
    desk.does(correct(convention(C26), convention("26-0021")));
    desk.does(correct(convention("26-0021"), convention("26-0022")));
    desk.does(correct(convention("26-0022"), convention(C26)));
    assert!(desk.registry.get(&convention(C26)).is_some());
    for was in ["26-0021", "26-0022"] {
        assert_eq!(desk.registry.follow(&convention(was)), convention(C26));
    }
}

#[test]
fn the_key_that_was_wrong_may_be_that_of_another_record() {
    let mut desk = Desk::of(World::eligible().convention26("26-0002", GRENOBLE, |_| {}));
    desk.does(correct(convention(C26), convention("26-0021")));
    desk.does(correct(convention("26-0002"), convention("26-0003")));
    let said = desk
        .refuses(correct(convention("26-0003"), convention(C26)))
        .to_string();
    assert!(
        said.contains("convention 26-0001 est devenue convention 26-0021"),
        "{said}"
    );
    let mut other = desk
        .registry
        .conventions()
        .get(&number("26-0003"))
        .unwrap()
        .clone();
    other.number = number(C26);
    let record = Record::from(other);
    desk.does(Command::Save { record });
    assert!(desk.registry.get(&convention(C26)).is_some());
    assert_eq!(desk.registry.own_since(&convention(C26)), 2);
}

#[test]
fn an_undo_of_something_older_names_the_correction() {
    let mut desk = Desk::of(World::eligible().convention26("26-0002", GRENOBLE, |_| {}));
    let sent = desk.does(Command::MarkSent {
        convention: number("26-0002"),
        on: day("2026-11-02"),
    });
    let noted = desk.does(Command::AddNote {
        about: convention("26-0002"),
        text: "vu".to_owned(),
    });
    desk.does(correct(convention("26-0002"), convention("26-0021")));
    for entry in [sent, noted] {
        let said = desk.refuses(Command::Undo { entry }).to_string();
        assert_eq!(
            said,
            format!(
                "l’opération {entry} ne peut pas être annulée\u{a0}: depuis, convention 26-0002 est devenue convention \
                 26-0021 le 23/11/2026 par jdupont (faute de frappe)"
            )
        );
    }
}

#[test]
fn a_correction_is_not_undone_while_something_came_that_names_the_new_key() {
    let mut desk = full();
    let entry = desk.does(correct(convention(C26), convention("26-0021")));
    desk.does(Command::AddNote {
        about: convention("26-0021"),
        text: "après".to_owned(),
    });
    let why = desk.refuses(Command::Undo { entry });
    let to = convention("26-0021");
    assert!(
        matches!(&why, Refusal::Dangling { to: gone, .. } if *gone == to),
        "{why:?}"
    );
}

/// Each way in which what is written may be more than a correction.
#[test]
fn changes_beside_the_correction_are_no_correction() {
    let mut desk = full();
    desk.does(correct(convention(C26), convention("26-0021")));
    let sound = desk.journal.pop().unwrap();
    let before = full().registry;
    let forged = |edit: &dyn Fn(&mut Vec<Change>)| {
        let mut changes = sound.changes.clone();
        edit(&mut changes);
        preau::domain::decide::keys_hold(&before, &changes).is_ok()
    };
    assert!(forged(&|_| {}));
    assert!(!forged(&|changes| for change in changes {
        if let Some(Record::Convention(found)) = &mut change.after {
            found.terminated = Some(day("2027-01-01"));
        }
    }));
    assert!(!forged(&|changes| for change in changes {
        if let Some(Record::Entry(found)) = &mut change.after {
            found.entered_on = day("2026-01-01");
        }
    }));
    assert!(!forged(
        &|changes| changes.retain(|change| change.id() != Some(convention("26-0021")))
    ));
    let beside = Change::create(desk.registry.conventions().get(&number(C28)).unwrap().clone());
    assert!(!forged(&|changes| changes.push(beside.clone())));
}

/// A use, a follow-up, a conseil and a competence of a school, which are withdrawn before its UAI is corrected.
fn with_withdrawn_ones() -> Desk {
    let world = World::eligible()
        .competence(SCHOOL, GRENOBLE, "2020-01-01", "")
        .sheet("olm", "0", "2026-09-01");
    let mut desk = Desk::of(world);
    desk.does(Command::Postpone {
        school: uai(SCHOOL),
        until: Some(day("2026-12-01")),
        reason: String::new(),
    });
    let competence = desk.registry.records().map(|(record, _)| record.id());
    let competence = competence.into_iter().find(
        |id| matches!(id, RecordId::Competence(held) if held.perimeter == Perimeter::School(uai(SCHOOL))),
    );
    for id in [
        competence.unwrap(),
        RecordId::FollowUp(uai(SCHOOL)),
        council(SCHOOL, "2026-11-06"),
        RecordId::Deployment(ent()),
        sheet("0"),
    ] {
        desk.does(withdraw(id));
    }
    desk
}

#[test]
fn what_was_withdrawn_under_a_key_goes_with_its_correction() {
    let of_olm = RecordId::Solution(solution_code("olm"));
    let of_olm2 = RecordId::Solution(solution_code("olm2"));
    let schools = [SCHOOL, OTHER].map(|text| RecordId::School(uai(text)));
    let [was, is] = schools;
    for (from, to, spent) in [
        (
            was,
            is,
            RecordId::Deployment(DeploymentId::first(uai(OTHER), Category::Ent)),
        ),
        (of_olm, of_olm2, "fiche/olm2@0".parse().unwrap()),
    ] {
        let mut desk = with_withdrawn_ones();
        let before: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
        let seq = desk.does(correct(from.clone(), to.clone()));
        let mark = desk.registry.former_keys().get(&spent).unwrap();
        assert!(mark.withdrawn, "{mark:?}");
        desk.does(Command::Undo { entry: seq });
        let back: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
        assert_eq!(back, before, "{from}");
    }
}

#[test]
fn a_key_that_was_withdrawn_and_given_again_may_be_corrected() {
    let mut desk = Desk::eligible();
    let id = council(SCHOOL, "2026-11-06");
    let record = desk.registry.get(&id).unwrap();
    desk.does(withdraw(id.clone()));
    desk.does(Command::Save { record });
    let before: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
    let seq = desk.does(correct(id.clone(), council(SCHOOL, "2026-11-05")));
    let changes = &desk.journal.last().unwrap().changes;
    let mut ids: Vec<RecordId> = changes.iter().filter_map(Change::id).collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all, "one change of each record: {changes:?}");
    assert_eq!(desk.registry.follow(&id), council(SCHOOL, "2026-11-05"));
    desk.does(Command::Undo { entry: seq });
    let back: Vec<Record> = desk.registry.records().map(|(record, _)| record).collect();
    assert_eq!(back, before);
}

#[test]
fn the_key_that_comes_is_not_said_to_be_withdrawn() {
    let mut desk = full();
    desk.does(correct(convention(C26), convention("26-0021")));
    let mut changes = desk.journal.pop().unwrap().changes;
    let before = full().registry;
    assert!(keys_hold(&before, &changes).is_ok());
    changes.push(Change::create(FormerKey {
        key: convention("26-0021"),
        became: None,
        merged: false,
        withdrawn: true,
        reason: String::new(),
        on: day("2026-11-23"),
        by: "jdupont".to_owned(),
    }));
    assert!(keys_hold(&before, &changes).is_err());
}

#[test]
fn a_conseil_of_which_something_is_written_is_not_corrected_to_a_day_to_come() {
    let mut desk = Desk::eligible();
    let (from, to) = (council(SCHOOL, "2026-11-06"), council(SCHOOL, "2027-01-15"));
    let held = |desk: &Desk| match desk.registry.get(&from) {
        Some(Record::Council(found)) => found,
        other => panic!("{other:?}"),
    };
    assert!(held(&desk).families_informed);
    let why = desk.refuses(correct(from.clone(), to.clone())).to_string();
    assert!(why.contains("à venir"), "{why}");
    let mut bare = held(&desk);
    bare.families_informed = false;
    bare.minutes_received = None;
    desk.does(Command::Save {
        record: Record::from(*bare),
    });
    // One of which nothing is said yet is planned.
    desk.does(correct(from.clone(), to.clone()));
    assert!(desk.registry.get(&to).is_some());
}

#[test]
fn an_undo_gives_back_no_name_of_a_key_that_was_corrected() {
    let mut desk = Desk::of(World::eligible().sheet("olm", "2", "2026-09-01"));
    let mut used = desk.deployment().clone();
    used.family_notice.as_mut().unwrap().version = Some(version("2"));
    let entry = desk.does(Command::Save { record: used.into() });
    let corrected = desk.does(correct(sheet("1"), sheet("1.0")));
    let said = desk.refuses(Command::Undo { entry }).to_string();
    assert!(said.contains("olm, version 1 est devenue"), "{said}");
    desk.does(Command::Undo { entry: corrected });
    desk.does(Command::Undo { entry });
    assert!(desk.deployment().family_notice.as_ref().unwrap().version == Some(version("1")));
}
