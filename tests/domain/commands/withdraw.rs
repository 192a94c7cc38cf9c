//! A record made by mistake is withdrawn while nothing rests on it, and its number is never given again.

use std::collections::BTreeSet;

use preau::domain::change::Change;
use preau::domain::collectivite::{CollectiviteKind, CompetenceId};
use preau::domain::command::Command;
use preau::domain::convention::Party;
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::provider::{Category, SheetId};
use preau::domain::record::{Note, Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::register::Closure;
use preau::domain::registry::Registry;
use preau::domain::rule::{Policy, RuleCode, Severity, assess_use, serving};

use super::desk::{Desk, ent, mmartin};
use crate::support::demo::{demo, today};
use crate::support::values::{day, insee, number, reference, siren, solution_code, uai, version};
use crate::support::world::{C26, C28, CONTRACT, EDREDON, GRENOBLE, SCHOOL, World, signed};

/// The group that holds the competence in some cases, by SIREN.
const GROUP: &str = "200040715";

pub fn withdraw(record: RecordId) -> Command {
    Command::Withdraw {
        record,
        reason: "saisie deux fois".to_owned(),
    }
}

fn convention(text: &str) -> RecordId {
    RecordId::Convention(number(text))
}

fn note(about: RecordId) -> Command {
    Command::AddNote {
        about,
        text: "à revoir".to_owned(),
    }
}

fn numbers(desk: &Desk) -> Vec<u32> {
    desk.registry.notes().keys().copied().collect()
}

/// What a refusal says rests on the record: the first by name, and how many they are.
fn resting(desk: &Desk, record: RecordId) -> (Vec<String>, usize) {
    match desk.refuses(withdraw(record)) {
        Refusal::Rests { on, count, .. } => (on.iter().map(ToString::to_string).collect(), count),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_record_on_which_nothing_rests_goes_and_an_undo_gives_it_back() {
    let mut desk = Desk::of(World::registered("2026-11-20").convention26("26-0002", GRENOBLE, |_| {}));
    for id in [
        convention("26-0002"),
        RecordId::Contract(reference(CONTRACT)),
        RecordId::Council(preau::domain::council::CouncilId {
            school: uai(SCHOOL),
            date: day("2026-11-06"),
        }),
    ] {
        let before = desk.registry.get(&id);
        let entry = desk.does(withdraw(id.clone()));
        assert_eq!(desk.registry.get(&id), None, "{id}");
        desk.does(Command::Undo { entry });
        assert_eq!(desk.registry.get(&id), before, "{id}");
        assert_eq!(desk.registry.former_keys().len(), 0, "{id}");
    }
}

#[test]
fn what_rests_on_a_record_is_named_and_counted() {
    let mut desk = Desk::of(World::registered("2026-11-20").reminder(1, C26, "2026-09-15"));
    let sheet = SheetId {
        solution: solution_code("olm"),
        version: version("1"),
    };
    let by = [
        (
            convention(C26),
            vec!["inscription/0000000001", "relance/0000000001"],
        ),
        (convention(C28), vec!["inscription/0000000001"]),
        (
            RecordId::Sheet(sheet),
            vec!["deploiement/0380123C@ENT", "inscription/0000000001"],
        ),
        (RecordId::Deployment(ent()), vec!["inscription/0000000001"]),
        (
            RecordId::Provider(siren(EDREDON)),
            vec!["solution/olm", "convention/28-0001"],
        ),
        (
            RecordId::School(uai(SCHOOL)),
            vec![
                "deploiement/0380123C@ENT",
                "conseil/0380123C@2026-11-06",
                "inscription/0000000001",
            ],
        ),
        (
            RecordId::Collectivite(siren(GRENOBLE)),
            vec!["convention/26-0001", "contrat/CT-0001", "ecole/0380123C"],
        ),
    ];
    for (id, expected) in by {
        let count = expected.len();
        let expected = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(resting(&desk, id.clone()), (expected, count), "{id}");
    }
    for _ in 0..7 {
        desk.does(note(RecordId::Contract(reference(CONTRACT))));
    }
    let (first, count) = resting(&desk, RecordId::Contract(reference(CONTRACT)));
    assert_eq!((first.len(), count), (5, 7));
    let said = desk
        .refuses(withdraw(RecordId::Contract(reference(CONTRACT))))
        .to_string();
    assert_eq!(
        said,
        "le contrat CT-0001 ne se retire pas\u{a0}: la note n°\u{a0}1, la note n°\u{a0}2, la note n°\u{a0}3, la note \
         n°\u{a0}4, la note n°\u{a0}5 et 2 autres enregistrements reposent sur lui"
    );
}

#[test]
fn of_two_communes_under_one_code_the_one_that_schools_are_not_known_by_goes() {
    let world = World::eligible().commune("38185", "213800014", "Grenoble bis");
    let mut desk = Desk::of(world);
    assert!(desk.registry.commune(insee("38185"), day("2026-11-23")).is_some());
    desk.does(withdraw(RecordId::Collectivite(siren("213800014"))));
    assert_eq!(
        desk.registry
            .commune(insee("38185"), day("2026-11-23"))
            .unwrap()
            .siren,
        siren(GRENOBLE)
    );
}

#[test]
fn an_entry_of_the_register_is_closed_and_never_withdrawn() {
    let mut desk = Desk::eligible();
    desk.does(Command::Register { deployment: ent() });
    let said = desk.refuses(withdraw(RecordId::Entry(1))).to_string();
    assert!(said.contains("elle se clôt, elle ne se retire pas"), "{said}");
}

#[test]
fn it_takes_a_reason_and_a_record() {
    let desk = Desk::eligible();
    let blank = Command::Withdraw {
        record: convention(C26),
        reason: "  ".to_owned(),
    };
    assert!(desk.refuses(blank).to_string().contains("le texte est vide"));
    let unknown = convention("26-0999");
    assert_eq!(desk.refuses(withdraw(unknown.clone())), Refusal::Unknown(unknown));
}

#[test]
fn the_number_of_a_withdrawn_note_or_relance_is_never_given_again() {
    let mut desk = Desk::eligible();
    let about = || RecordId::School(uai(SCHOOL));
    for _ in 0..3 {
        desk.does(note(about()));
    }
    desk.does(withdraw(RecordId::Note(3)));
    desk.does(withdraw(RecordId::Note(2)));
    desk.does(note(about()));
    assert_eq!(numbers(&desk), [1, 4]);
    desk.does(withdraw(RecordId::Note(4)));
    // The records alone say it: a base is opened without its journal being read.
    let (records, revision) = (
        desk.registry.records().collect::<Vec<_>>(),
        desk.registry.revision(),
    );
    desk.registry = preau::domain::registry::Registry::from_records(records, revision);
    desk.does(note(about()));
    assert_eq!(numbers(&desk), [1, 5]);
    let typed = Note {
        number: 4,
        about: about(),
        text: "à la main".to_owned(),
        date: desk.today,
        by: String::new(),
    };
    let record = Record::from(typed);
    let said = desk.refuses(Command::Save { record }).to_string();
    assert!(said.contains("le prochain est le 6"), "{said}");
}

#[test]
fn the_number_of_a_withdrawn_convention_or_contract_is_refused_with_who_when_and_why() {
    let mut desk = Desk::of(World::eligible().convention26("26-0002", GRENOBLE, |_| {}));
    let record = desk.registry.get(&convention("26-0002")).unwrap();
    desk.does(withdraw(convention("26-0002")));
    desk.actor = mmartin();
    let said = desk.refuses(Command::Save { record }).to_string();
    assert_eq!(
        said,
        "convention 26-0002 a été retirée le 23/11/2026 par jdupont (saisie deux fois)\u{a0}; son numéro ne se redonne pas"
    );
}

#[test]
fn the_rank_of_a_withdrawn_use_is_never_given_again() {
    let of = |rank| DeploymentId {
        rank: Rank::parse(rank).unwrap(),
        ..ent()
    };
    let choose = |on| Command::ChooseSolution {
        deployment: ent(),
        solution: Some(solution_code("olm")),
        on: day(on),
    };
    let mut desk = Desk::eligible();
    desk.does(withdraw(RecordId::Deployment(ent())));
    desk.does(choose("2026-11-20"));
    assert_eq!(
        desk.registry
            .present_use(uai(SCHOOL), Category::Ent)
            .unwrap()
            .id(),
        of("2")
    );
    desk.does(withdraw(RecordId::Deployment(of("2"))));
    desk.does(Command::MoveStage {
        deployment: ent(),
        to: Stage::OffreEvaluee,
        on: day("2026-11-20"),
    });
    let used = desk.registry.present_use(uai(SCHOOL), Category::Ent).unwrap();
    assert_eq!((used.id(), used.stage), (of("3"), Stage::OffreEvaluee));
}

#[test]
fn a_key_that_says_a_fact_may_be_recorded_again() {
    let mut desk = Desk::eligible();
    let council = RecordId::Council(preau::domain::council::CouncilId {
        school: uai(SCHOOL),
        date: day("2026-11-06"),
    });
    let record = desk.registry.get(&council).unwrap();
    desk.does(withdraw(council.clone()));
    desk.does(Command::Save { record });
    desk.does(withdraw(council.clone()));
    assert_eq!(desk.registry.get(&council), None);
}

/// Grenoble's schools are its group's since 2020, which signed the convention 26; the school is entered.
fn held_by_a_group(to: &str) -> World {
    World::registered("2026-11-20")
        .group(GROUP, CollectiviteKind::Metropole, "Grenoble-Alpes")
        .competence("38185", GROUP, "2020-01-01", to)
        .edit_convention(C26, |convention| {
            convention.party = Party::Collectivite(siren(GROUP));
        })
}

fn with_accounts(world: World) -> World {
    world.edit_deployment(SCHOOL, |used| {
        used.reach(Stage::ComptesEnseignants, day("2026-11-21"));
    })
}

#[test]
fn what_rests_on_a_record_without_naming_it_is_named_too() {
    let competence = || {
        RecordId::Competence(CompetenceId {
            perimeter: "38185".parse().unwrap(),
            from: Some(day("2020-01-01")),
        })
    };
    let own = || World::registered("2026-11-20").competence("38185", GRENOBLE, "2020-01-01", "");
    let closed = |world: World| {
        world.edit_entry(1, |entry| {
            entry.closed = Some(Closure {
                on: day("2026-11-22"),
                by: "jdupont".to_owned(),
                reason: "sortie".to_owned(),
            });
        })
    };
    let ended = |world: World| world.edit_convention(C26, |of| of.end = Some(day("2026-11-22")));
    let other26 = |world: World| world.convention26("26-0002", GRENOBLE, signed);
    let other_contract = |world: World| world.contract("CT-0002", GRENOBLE, "olm", "2026-09-01", "");
    let contract = || RecordId::Contract(reference(CONTRACT));
    let entry = "inscription/0000000001";
    let used = "deploiement/0380123C@ENT";
    let registered = || World::registered("2026-11-20");
    for (case, world, record, expected) in [
        (
            "the holder of an entry",
            held_by_a_group(""),
            competence(),
            vec![entry],
        ),
        (
            "its predecessor",
            held_by_a_group("2026-10-31"),
            competence(),
            vec![entry],
        ),
        (
            "of a closed entry",
            closed(held_by_a_group("")),
            competence(),
            vec![entry],
        ),
        ("what is so without it", own(), competence(), vec![]),
        (
            "a holder whose convention it names, where another would do",
            other26(held_by_a_group("")),
            competence(),
            vec![entry],
        ),
        (
            "a later convention",
            ended(other26(registered())),
            convention("26-0002"),
            vec![entry],
        ),
        (
            "a second convention",
            other26(registered()),
            convention("26-0002"),
            vec![],
        ),
        (
            "the contract of accounts",
            with_accounts(registered()),
            contract(),
            vec![used],
        ),
        (
            "a second contract",
            other_contract(with_accounts(registered())),
            contract(),
            vec![],
        ),
        ("a contract before any account", registered(), contract(), vec![]),
        (
            "the contract under which accounts were opened",
            with_accounts(registered()).edit_deployment(SCHOOL, |used| used.leave(day("2026-11-22"), "fin")),
            contract(),
            vec![used],
        ),
    ] {
        let mut desk = Desk::of(world);
        if expected.is_empty() {
            desk.does(withdraw(record));
        } else {
            assert_eq!(resting(&desk, record).0, expected, "{case}");
        }
    }
}

/// The entries and the uses with accounts that rest on a record, found by asking each rule of each with it and without it.
fn plainly(registry: &Registry, gone: &RecordId) -> BTreeSet<RecordId> {
    let change = Change {
        before: registry.get(gone),
        after: None,
    };
    let mut without = registry.clone();
    without.apply_changes([&change], registry.revision());
    let on = |registry: &Registry, used: &Deployment, day, entry: bool| -> BTreeSet<RuleCode> {
        let school = registry.schools().get(&used.school).unwrap();
        let found = assess_use(registry, school, used, day, &Policy::default());
        let void = found.has(RuleCode::W18).then_some(RuleCode::W18);
        let of_accounts = |rule: &RuleCode| rule.severity() == Severity::Accounts && *rule != RuleCode::C1;
        let rules = found.findings.iter().map(|finding| finding.rule);
        if entry {
            found.failures().map(|finding| finding.rule).chain(void).collect()
        } else {
            rules.filter(of_accounts).collect()
        }
    };
    let differs = |used: &Deployment, day, entry| {
        !on(&without, used, day, entry).is_subset(&on(registry, used, day, entry))
    };
    let mut found = BTreeSet::new();
    for entry in registry.entries().iter().filter(|entry| !entry.is_taken_back()) {
        let Some(used) = registry.use_of(entry) else {
            continue;
        };
        let today = entry.is_active().then(today);
        let mut days = today.into_iter().chain([entry.entered_on]);
        let less = |day| {
            let [with, now] = [registry, &without].map(|registry| serving(registry, used, day));
            let mut named = entry.conventions.iter();
            named.any(|one| with.contains(one) && !now.contains(one))
        };
        if days.any(|day| differs(used, day, true) || less(day)) {
            found.insert(RecordId::Entry(entry.number));
        }
    }
    for used in registry.deployments().iter().filter(|used| used.had_accounts()) {
        let opened = used.reached.range(Stage::ComptesEnseignants..Stage::Suspendue);
        let today = used.stage.accounts_open().then(today);
        let mut days = opened.map(|(_, day)| *day).chain(today);
        if days.any(|day| differs(used, day, false)) {
            found.insert(RecordId::Deployment(used.id()));
        }
    }
    found
}

/// What is passed over because it cannot decide is what decides nothing.
#[test]
fn what_rests_on_a_record_of_the_demo_is_what_each_rule_says_of_each_school() {
    let mut desk = Desk::of(World::new());
    desk.registry = demo();
    desk.today = today();
    let registry = &desk.registry;
    let conventions = registry.conventions().iter();
    let conventions = conventions.filter(|found| found.signed_on().is_some());
    let conventions = conventions.map(|found| RecordId::Convention(found.number.clone()));
    let sheets = registry.sheets().iter().map(|found| RecordId::Sheet(found.id()));
    let contracts = registry.contracts().iter();
    let contracts = contracts.map(|found| RecordId::Contract(found.reference.clone()));
    let competences = registry.competences().iter();
    let competences = competences.map(|found| RecordId::Competence(found.id()));
    // Some of each kind: what is plain takes its time.
    let few = conventions
        .step_by(12)
        .chain(sheets.step_by(3))
        .chain(contracts.step_by(40))
        .chain(competences.step_by(8));
    let mut refused = 0;
    for id in few {
        let expected: BTreeSet<RecordId> = registry.resting_upon(&id).into_iter().collect();
        let expected = expected.union(&plainly(registry, &id)).count();
        let count = match desk.decide(&desk.seeing(withdraw(id.clone()))) {
            Err(Refusal::Rests { count, .. }) => count,
            Ok(_) => 0,
            Err(other) => panic!("{id}: {other}"),
        };
        assert_eq!(count, expected, "{id}");
        refused += usize::from(count > 0);
    }
    assert!(refused > 5, "{refused}");
}

#[test]
fn what_decides_alone_rests_without_being_named_and_what_another_outlasts_does_not() {
    let world = World::registered("2026-10-01")
        .edit_entry(1, |entry| entry.conventions.clear())
        .edit_sheet("olm", "1", |sheet| sheet.purposes.clear())
        .sheet("olm", "2", "2026-09-15")
        .edit_deployment(SCHOOL, |used| {
            used.stage = Stage::EnUsage;
            used.reached.insert(Stage::ComptesEnseignants, day("2026-10-05"));
        })
        .convention28("28-0002", EDREDON, |found| {
            signed(found);
            found.end = Some(day("2027-08-31"));
        })
        .convention26("26-0002", GRENOBLE, |found| {
            signed(found);
            found.end = Some(day("2027-08-31"));
        });
    let mut desk = Desk::of(world);
    desk.today = today();
    let sheet = RecordId::Sheet(SheetId {
        solution: solution_code("olm"),
        version: version("2"),
    });
    for id in [
        convention("28-0002"),
        convention("26-0002"),
        RecordId::Contract(reference(CONTRACT)),
        sheet,
    ] {
        let rests = !plainly(&desk.registry, &id).is_empty();
        assert_eq!(rests, !id.to_string().contains("-0002"), "{id}");
        assert!(desk.registry.resting_upon(&id).is_empty(), "{id} is named");
        assert_eq!(
            desk.decide(&desk.seeing(withdraw(id.clone()))).is_err(),
            rests,
            "{id}"
        );
    }
    // Without those that end sooner, the entry rests on the two that stay.
    for (gone, stays) in [("28-0002", C28), ("26-0002", C26)] {
        desk.does(withdraw(convention(gone)));
        assert_eq!(resting(&desk, convention(stays)).1, 1, "{stays}");
    }
}
