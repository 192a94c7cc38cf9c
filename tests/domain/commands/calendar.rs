//! J and the present day: another day is for looking.

use preau::domain::command::{Command, Order};
use preau::domain::convention::Signatory;
use preau::domain::decide::{Context, each};
use preau::domain::deployment::Stage;
use preau::domain::record::RecordId;
use preau::domain::refusal::Refusal;

use super::desk::{Desk, ent};
use crate::support::values::{day, number, uai};
use crate::support::world::{C26, C28, SCHOOL};

/// A command of each kind that passes on the present day, but for imports and undoes.
fn commands(desk: &Desk) -> Vec<Command> {
    let on = desk.today;
    let convention = number(C26);
    let record = desk.registry.get(&RecordId::Convention(number(C28))).unwrap();
    vec![
        Command::Register { deployment: ent() },
        Command::MoveStage {
            deployment: ent(),
            to: Stage::ConventionSignee,
            on,
        },
        Command::ChooseSolution {
            deployment: ent(),
            solution: None,
            on,
        },
        Command::Sign {
            convention: convention.clone(),
            by: Signatory::Dasen,
            on,
        },
        Command::Terminate { convention, on },
        Command::SetCirconscription {
            school: uai(SCHOOL),
            name: "Grenoble 2".into(),
        },
        Command::AddNote {
            about: RecordId::School(uai(SCHOOL)),
            text: "vu".into(),
        },
        Command::Save { record },
        Command::Undo { entry: 1 },
        Command::Many { commands: Vec::new() },
    ]
}

#[test]
fn nothing_is_decided_on_another_day_than_the_present_one() {
    let mut desk = Desk::eligible();
    let (looked_at, today) = (desk.today, day("2026-11-30"));
    for (day, today) in [(looked_at, today), (today, looked_at)] {
        (desk.today, desk.calendar) = (day, Some(today));
        for command in commands(&desk) {
            let refusal = desk.refuses(command.clone());
            assert_eq!(refusal, Refusal::Looking { day, today }, "{command:?}");
        }
    }
    let said = desk.refuses(Command::Register { deployment: ent() }).to_string();
    assert!(said.contains("consultation au 30/11/2026"), "{said}");
    desk.calendar = None;
    desk.does(Command::Register { deployment: ent() });
}

#[test]
fn nor_is_it_previewed_as_one_of_several() {
    let desk = Desk::eligible();
    let context = Context {
        actor: &desk.actor,
        now: "2026-11-30T09:00:00Z".parse().unwrap(),
        today: desk.today,
        calendar: day("2026-11-30"),
        policy: &desk.policy,
        past: None,
        kept: &[],
        overwritten: &[],
    };
    let order = Order::blind(Command::Register { deployment: ent() });
    let told = each(&desk.registry, [&order], &context);
    assert!(matches!(told[0], Err(Refusal::Looking { .. })), "{told:?}");
}
