//! What came to pass is of its day or before, in every kind of record and by every command; a plan may be to come.

use chrono::NaiveDate;
use preau::domain::command::{Command, Import, ImportKind, Order};
use preau::domain::convention::{Convention, Signatory};
use preau::domain::council::CouncilMeeting;
use preau::domain::deployment::{Deployment, FamilyNotice, Stage};
use preau::domain::provider::{Opinion, Sheet, Stance, SubProcessor};
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::reminder::Reminder;
use preau::domain::school::SchoolState;

use super::desk::{Desk, ent};
use crate::support::values::{day, number, opinion, reference, uai, version};
use crate::support::world::{C26, CONTRACT, GRENOBLE, SCHOOL, World};

const YESTERDAY: &str = "2026-11-22";
const TODAY: &str = "2026-11-23";
const TOMORROW: &str = "2026-11-24";

/// A school that left, a convention that is not sent, and the world that is eligible.
fn desk() -> Desk {
    Desk::of(
        World::eligible()
            .convention26("26-0002", GRENOBLE, |_| {})
            .edit_deployment(SCHOOL, |deployment| {
                deployment.stage = Stage::Sortie;
                deployment.exit = Some(day("2026-11-02"));
            }),
    )
}

fn convention(desk: &Desk, id: &str, edit: impl FnOnce(&mut Convention)) -> Record {
    let mut found = desk.registry.conventions().get(&number(id)).unwrap().clone();
    edit(&mut found);
    found.into()
}

fn deployment(desk: &Desk, edit: impl FnOnce(&mut Deployment)) -> Record {
    let mut found = desk.deployment().clone();
    edit(&mut found);
    found.into()
}

/// The solution with an opinion of a day.
fn solution(desk: &Desk, on: NaiveDate) -> Record {
    let mut found = desk.registry.solutions().iter().next().unwrap().clone();
    found.opinions.push(Opinion {
        date: on,
        ..opinion("DPD", TODAY, Stance::Favourable)
    });
    found.into()
}

/// A new version of the fiche: a notice was drawn from the one that is there.
fn sheet(desk: &Desk, edit: impl FnOnce(&mut Sheet)) -> Record {
    let mut found = desk.registry.sheets().iter().next().unwrap().clone();
    found.version = version("2");
    edit(&mut found);
    found.into()
}

fn council(on: NaiveDate) -> CouncilMeeting {
    CouncilMeeting {
        school: uai(SCHOOL),
        date: on,
        on_agenda: true,
        families_informed: false,
        minutes_received: None,
    }
}

fn reminder(on: NaiveDate) -> Reminder {
    Reminder {
        number: 1,
        convention: number(C26),
        to: "mairie".into(),
        channel: "courriel".into(),
        date: on,
        outcome: None,
        closed_on: None,
        next_due: None,
    }
}

/// A record for each field of a fact, with the field as it is stored.
fn facts(desk: &Desk, on: NaiveDate) -> Vec<(&'static str, Record)> {
    let told = CouncilMeeting {
        families_informed: true,
        ..council(on)
    };
    let written = CouncilMeeting {
        minutes_received: Some(on),
        ..council(day("2026-11-06"))
    };
    let sub_processor = SubProcessor {
        name: "Hébergeur".into(),
        country: "France".into(),
        updated: Some(on),
    };
    vec![
        ("sent", convention(desk, "26-0002", |r| r.sent = Some(on))),
        (
            "signed_dasen",
            convention(desk, C26, |r| r.signed_dasen = Some(on)),
        ),
        (
            "signed_party",
            convention(desk, C26, |r| r.signed_party = Some(on)),
        ),
        ("published", convention(desk, C26, |r| r.published = Some(on))),
        (
            "family_notice.date",
            deployment(desk, |r| {
                r.family_notice = Some(FamilyNotice {
                    date: on,
                    version: None,
                });
            }),
        ),
        ("exit", deployment(desk, |r| r.exit = Some(on))),
        (
            "deletion_certificate",
            deployment(desk, |r| r.deletion_certificate = Some(on)),
        ),
        ("families_informed", told.into()),
        ("minutes_received", written.into()),
        (
            "sous_traitants",
            sheet(desk, |r| r.sub_processors.push(sub_processor)),
        ),
        ("opinions", solution(desk, on)),
        ("aipd.faite_le", sheet(desk, |r| r.aipd.done = Some(on))),
        ("date", reminder(on).into()),
    ]
}

/// A command for each field of a fact that a command of its own records.
fn commands(on: NaiveDate) -> Vec<Command> {
    let convention = number("26-0002");
    vec![
        Command::MarkSent {
            convention: convention.clone(),
            on,
        },
        Command::Sign {
            convention: convention.clone(),
            by: Signatory::Dasen,
            on,
        },
        Command::Sign {
            convention: convention.clone(),
            by: Signatory::Party,
            on,
        },
        Command::AddReminder {
            convention,
            to: "mairie".into(),
            channel: "courriel".into(),
            on,
            next_due: None,
        },
        Command::MoveStage {
            deployment: ent(),
            to: Stage::DonneesSupprimees,
            on,
        },
        Command::MoveStage {
            deployment: ent(),
            to: Stage::BesoinRecense,
            on,
        },
    ]
}

/// True where an order is refused for a day to come.
fn is_to_come(decided: Result<Vec<preau::domain::change::Change>, Refusal>, field: &str) -> bool {
    match decided {
        Ok(_) => false,
        Err(Refusal::Invalid { path, why, .. }) => {
            assert!(
                path == field || field.is_empty(),
                "{path} is refused rather than {field}"
            );
            assert!(why.contains("est à venir"), "{why}");
            true
        }
        Err(other) => panic!("{field}: {other:?}"),
    }
}

#[test]
fn a_fact_that_is_typed_is_of_its_day_or_before() {
    let desk = desk();
    for (on, refused) in [(YESTERDAY, false), (TODAY, false), (TOMORROW, true)] {
        for (field, record) in facts(&desk, day(on)) {
            let order = desk.seeing(Command::Save { record });
            assert_eq!(is_to_come(desk.decide(&order), field), refused, "{field} on {on}");
        }
    }
}

#[test]
fn a_fact_that_a_command_records_is_of_its_day_or_before() {
    let desk = desk();
    for (on, refused) in [(YESTERDAY, false), (TODAY, false), (TOMORROW, true)] {
        for command in commands(day(on)) {
            let order = desk.seeing(command.clone());
            assert_eq!(is_to_come(desk.decide(&order), ""), refused, "{command:?}");
        }
    }
}

#[test]
fn a_fact_of_an_import_is_of_its_day_or_before() {
    let desk = desk();
    for (on, refused) in [(YESTERDAY, false), (TODAY, false), (TOMORROW, true)] {
        for (field, record) in facts(&desk, day(on)) {
            let kind = match record {
                Record::Convention(_) => ImportKind::Conventions,
                Record::Deployment(_) => ImportKind::Deploiements,
                Record::Council(_) => ImportKind::Conseils,
                Record::Sheet(_) => ImportKind::Fiches,
                Record::Solution(_) => ImportKind::Solutions,
                _ => continue,
            };
            let order = Order::blind(Command::Import(Import {
                kind,
                source: "fichier".into(),
                sha256: String::new(),
                records: vec![record],
                covers: Vec::new(),
                dated: None,
                site: None,
            }));
            assert_eq!(is_to_come(desk.decide(&order), field), refused, "{field} on {on}");
        }
    }
}

#[test]
fn a_plan_may_be_to_come() {
    let desk = desk();
    let on = day("2027-09-01");
    let mut contract = desk
        .registry
        .contracts()
        .get(&reference(CONTRACT))
        .unwrap()
        .clone();
    contract.period.to = Some(on);
    let mut school = desk.registry.schools().get(&uai(SCHOOL)).unwrap().clone();
    (school.state, school.closed) = (SchoolState::Closing, Some(on));
    let later = Reminder {
        next_due: Some(on),
        ..reminder(day(TODAY))
    };
    let plans: [Record; 9] = [
        council(on).into(),
        contract.into(),
        school.into(),
        later.into(),
        convention(&desk, C26, |r| r.effect = Some(on)),
        convention(&desk, C26, |r| r.end = Some(on)),
        convention(&desk, C26, |r| r.terminated = Some(on)),
        deployment(&desk, |r| r.training = Some(on)),
        sheet(&desk, |r| r.date = on),
    ];
    for record in plans {
        let order = desk.seeing(Command::Save { record });
        assert!(desk.decide(&order).is_ok(), "{order:?}");
    }
}

#[test]
fn a_fact_to_come_that_the_base_has_stays_and_is_not_put_back() {
    let mut desk = Desk::of(World::eligible().edit_convention(C26, |convention| {
        convention.signed_party = Some(day("2030-01-01"));
    }));
    let kept = convention(&desk, C26, |r| r.dossiers = vec!["1234".into()]);
    desk.does(Command::Save { record: kept });
    let mended = convention(&desk, C26, |r| r.signed_party = Some(day("2026-09-01")));
    let entry = desk.does(Command::Save { record: mended });
    let refusal = desk.refuses(Command::Undo { entry });
    assert!(
        matches!(&refusal, Refusal::Invalid { id: RecordId::Convention(_), path, .. } if path == "signed_party"),
        "{refusal:?}"
    );
}
