//! What the facts of the demo say of the stages of its schools, and the moves that an operation proposes.

use preau::domain::change::Change;
use preau::domain::command::{Command, Order};
use preau::domain::convention::Signatory;
use preau::domain::decide::{Context, decide};
use preau::domain::deployment::{Deployment, Stage};
use preau::domain::journal::Actor;
use preau::domain::query::day_index::{DayIndex, InTurn};
use preau::domain::record::Record;
use preau::domain::registry::Registry;
use preau::domain::rule::{Assessment, Policy, RuleCode, assess};

use crate::support::demo::{demo, today};
use crate::support::values::{day, number};

fn assessed(registry: &Registry) -> Vec<Assessment> {
    let policy = Policy::default();
    let schools = registry.schools().iter();
    schools
        .flat_map(|school| assess(registry, school, today(), &policy))
        .collect()
}

fn decided(registry: &Registry, command: Command, stages: bool) -> Vec<Change> {
    let actor = Actor {
        uid: 1000,
        name: "jdupont".into(),
    };
    let context = Context {
        actor: &actor,
        now: chrono::DateTime::default(),
        today: today(),
        calendar: today(),
        policy: &Policy::default(),
        past: None,
        kept: &[],
        overwritten: &[],
    };
    decide(registry, &Order::blind(command).with_stages(stages), &context).unwrap()
}

fn moved(changes: &[Change]) -> Vec<(&Deployment, &Deployment)> {
    let uses = changes
        .iter()
        .filter_map(|change| match (&change.before, &change.after) {
            (Some(Record::Deployment(before)), Some(Record::Deployment(after))) => {
                Some((&**before, &**after))
            }
            _ => None,
        });
    uses.collect()
}

#[test]
fn seven_stand_at_convention_26_signed_with_none_in_force_and_four_of_them_are_signed() {
    let registry = demo();
    let all = assessed(&registry);
    let at = |stage| all.iter().filter(move |one| one.stage == Some(stage));
    let lacking: Vec<_> = at(Stage::ConventionSignee)
        .filter(|one| one.has(RuleCode::B7))
        .collect();
    assert_eq!(lacking.len(), 7);
    let unsigned = lacking.iter().filter(|one| one.has(RuleCode::W23));
    assert_eq!(unsigned.count(), 3, "the four others take effect later");
    let disagree = all.iter().filter(|one| one.has(RuleCode::W23));
    assert_eq!(disagree.count(), 50);
}

#[test]
fn the_dasen_signs_and_the_stage_of_the_school_may_move_with_it() {
    let registry = demo();
    let sign = Command::Sign {
        convention: number("26-0100"),
        by: Signatory::Dasen,
        on: day("2026-11-20"),
    };
    let alone = decided(&registry, sign.clone(), false);
    assert_eq!(moved(&alone), []);
    let day_index = DayIndex::build(&registry, today(), Policy::default(), &InTurn);
    let effects = day_index.effects(&registry, &alone);
    let proposed: Vec<_> = effects.stages.all().map(|(_, sentence)| sentence).collect();
    assert_eq!(proposed, ["1 école passe à «\u{a0}convention 26 signée\u{a0}»"]);

    let with = decided(&registry, sign, true);
    let [(before, after)] = moved(&with)[..] else {
        panic!("one school: {with:?}");
    };
    assert_eq!(
        (before.stage, after.stage),
        (Stage::ConventionEnvoyee, Stage::ConventionSignee)
    );
    assert_eq!(
        after.reached.get(&Stage::ConventionSignee),
        Some(&day("2026-11-20"))
    );
    assert_eq!(
        day_index.effects(&registry, &with).stages.count(),
        0,
        "nothing is left to move"
    );
    let mut then = registry.clone();
    then.apply_changes(&with, 2);
    let still = assessed(&then)
        .into_iter()
        .find(|one| one.deployment() == Some(after.id()))
        .unwrap();
    assert!(!still.has(RuleCode::W23) && still.may_be_registered());
}

#[test]
fn a_sending_moves_the_schools_that_it_covers_and_are_behind() {
    let registry = demo();
    let draft = registry
        .conventions()
        .iter()
        .find(|one| one.article().number() == 26 && one.sent.is_none() && one.signed_party.is_none());
    let send = Command::MarkSent {
        convention: draft.expect("a draft").number.clone(),
        on: today(),
    };
    let with = decided(&registry, send, true);
    for (before, after) in moved(&with) {
        assert!(before.stage < Stage::ConventionEnvoyee, "{before:?}");
        assert_eq!(after.stage, Stage::ConventionEnvoyee);
        assert_eq!(after.reached.get(&Stage::ConventionEnvoyee), Some(&today()));
    }
    assert!(!moved(&with).is_empty());
}

#[test]
fn a_conseil_moves_its_own_school_and_none_that_was_behind_before() {
    let registry = demo();
    let behind = assessed(&registry);
    let of = |one: &&Assessment| {
        one.stage.is_some_and(|stage| stage < Stage::ConseilInforme)
            && !one.has(RuleCode::W23)
            && one.solution.is_some()
            && registry.deployments_of(one.school).count() == 1
    };
    let one = behind.iter().find(of).unwrap();
    let told = preau::domain::council::CouncilMeeting {
        school: one.school,
        date: day("2026-11-17"),
        on_agenda: true,
        families_informed: true,
        minutes_received: None,
    };
    let with = decided(&registry, Command::Save { record: told.into() }, true);
    let moves = moved(&with);
    assert_eq!(moves.len(), 1);
    assert_eq!(moves[0].1.stage, Stage::ConseilInforme);
    // A convention that was behind all the same is no reason to move with another fact.
    let late = behind
        .iter()
        .find(|one| one.has(RuleCode::W23) && one.stage == Some(Stage::ContratSouscrit));
    let late = late.unwrap();
    let holder = late.holder.unwrap();
    let convention = registry
        .conventions_with(preau::domain::convention::Party::Collectivite(holder))
        .next()
        .unwrap();
    let mut noted = convention.clone();
    noted.dossiers = vec!["99009999".into()];
    let mut after = registry.clone();
    let change = Change::update(convention.clone(), noted);
    after.apply_changes(std::slice::from_ref(&change), 2);
    let none = preau::domain::rule::stage_moves(&registry, &after, [&change], today());
    assert_eq!(none, []);
}
