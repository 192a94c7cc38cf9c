//! Two changes of one record made apart.

use preau::domain::change::{MergeError, Side, merge};
use preau::domain::command::{Command, Order, Seen};
use preau::domain::convention::{Clause, ClauseState, Convention};
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::school::School;
use preau::service::{Desk, DeskError};
use proptest::prelude::{ProptestConfig, any, proptest};

use super::office::{Office, class};
use crate::support::values::{day, number, uai};
use crate::support::world::{C26, C28, SCHOOL, World};

fn school() -> School {
    World::eligible()
        .build()
        .schools()
        .get(&uai(SCHOOL))
        .unwrap()
        .clone()
}

fn convention(id: &str) -> Convention {
    World::eligible()
        .build()
        .conventions()
        .get(&number(id))
        .unwrap()
        .clone()
}

#[test]
fn what_one_side_changed_merges_by_itself() {
    let seen = school();
    let mine = School {
        email: "ecole@exemple.invalid".to_owned(),
        ..seen.clone()
    };
    let theirs = School {
        telephone: "0476000000".to_owned(),
        closed: Some(day("2027-07-05")),
        ..seen.clone()
    };
    let both = School {
        email: mine.email.clone(),
        ..theirs.clone()
    };
    let merged = merge(&seen.into(), &mine.into(), &theirs.into()).unwrap();
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.record(&[]).unwrap(), Record::from(both));
}

#[test]
fn what_both_changed_is_chosen_field_by_field() {
    let seen = convention(C26);
    let mine = Convention {
        sent: Some(day("2026-08-21")),
        end: Some(day("2029-08-31")),
        ..seen.clone()
    };
    let theirs = Convention {
        sent: Some(day("2026-08-22")),
        end: None,
        notice_days: Some(30),
        signed_party: None,
        ..seen.clone()
    };
    let merged = merge(&seen.into(), &mine.clone().into(), &theirs.clone().into()).unwrap();
    let [sent] = merged.conflicts.as_slice() else {
        panic!("{:?}", merged.conflicts)
    };
    assert_eq!(sent.label, "envoyée le");
    let values = [&sent.seen, &sent.mine, &sent.theirs].map(String::as_str);
    assert_eq!(values, ["20/08/2026", "21/08/2026", "22/08/2026"]);
    for (side, expected) in [(Side::Mine, "2026-08-21"), (Side::Theirs, "2026-08-22")] {
        let chosen = merged.record(&[side]).unwrap();
        let whole = Convention {
            sent: Some(day(expected)),
            end: mine.end,
            ..theirs.clone()
        };
        assert_eq!(chosen, Record::from(whole));
    }
    assert_eq!(
        merged.record(&[]).unwrap(),
        merged.record(&[Side::Theirs]).unwrap()
    );
}

#[test]
fn clauses_merge_one_by_one() {
    let seen = convention(C28);
    let with = |clause: char, state| {
        let mut changed = seen.clone();
        changed
            .clauses
            .set(Clause::from_letter(clause).unwrap(), Some(state));
        changed
    };
    let (mine, theirs) = (with('a', ClauseState::Absent), with('g', ClauseState::Present));
    let merged = merge(&seen.clone().into(), &mine.into(), &theirs.into()).unwrap();
    assert_eq!(merged.conflicts, []);
    let Record::Convention(both) = merged.record(&[]).unwrap() else {
        panic!()
    };
    let of = |letter| both.clauses.get(Clause::from_letter(letter).unwrap());
    assert_eq!(of('a'), Some(ClauseState::Absent));
    assert_eq!(of('g'), Some(ClauseState::Present));
}

#[test]
fn records_apart_do_not_merge() {
    let (one, other) = (school().into(), convention(C26).into());
    assert_eq!(merge(&one, &one, &other), Err(MergeError::Apart));
}

#[test]
fn a_refused_form_is_merged_and_saved() {
    let office = Office::of(class(0));
    let id = RecordId::School(uai(SCHOOL));
    let opened = office.0.open(&id).unwrap();
    let Record::School(seen) = opened.record.clone() else {
        panic!()
    };
    let change = |edit: fn(&mut School)| {
        let mut record = *seen.clone();
        edit(&mut record);
        Record::from(record)
    };
    let mine = change(|school| (school.email, school.name) = ("a@exemple.invalid".into(), "Jaurès".into()));
    let mut office = office.by("mmartin");
    office.does(Command::Save {
        record: change(|school| (school.telephone, school.name) = ("0476".into(), "J. Jaurès".into())),
    });
    let mut office = office.by("jdupont");
    let order = |record, version| {
        Order::seeing(
            Command::Save { record },
            vec![Seen {
                id: id.clone(),

                version,
            }],
        )
    };
    let Err(DeskError::Refused(refusal)) = office.0.execute(&order(mine.clone(), opened.version)) else {
        panic!("an overwrite")
    };
    let Refusal::Conflict {
        version,
        current,
        edits,
        ..
    } = *refusal
    else {
        panic!("{refusal}")
    };
    assert_eq!(edits.len(), 1);
    assert_eq!(edits[0].who.name, "mmartin");
    assert_eq!(edits[0].fields, ["name", "telephone"]);
    let merged = merge(&opened.record, &mine, &current.unwrap()).unwrap();
    assert_eq!(
        merged.conflicts.len(),
        1,
        "the name alone: {:?}",
        merged.conflicts
    );
    let record = merged.record(&[Side::Mine]).unwrap();
    office.0.execute(&order(record, version)).unwrap();
    let saved = office.0.registry().schools().get(&uai(SCHOOL)).unwrap();
    assert_eq!(
        (
            saved.name.as_str(),
            saved.email.as_str(),
            saved.telephone.as_str()
        ),
        ("Jaurès", "a@exemple.invalid", "0476")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Where one side changed nothing, the other's record comes out; all mine or all theirs is a sound record.
    #[test]
    fn a_merge_loses_nothing(mine in any::<[bool; 5]>(), theirs in any::<[bool; 5]>()) {
        let seen: Record = school().into();
        let [my, their] = [edited(mine, "a"), edited(theirs, "b")];
        assert_eq!(merge(&seen, &my, &seen).unwrap().record(&[]).unwrap(), my);
        assert_eq!(merge(&seen, &seen, &their).unwrap().record(&[]).unwrap(), their);
        let merged = merge(&seen, &my, &their).unwrap();
        let both = mine.iter().zip(&theirs).filter(|(mine, theirs)| **mine && **theirs).count();
        assert_eq!(merged.conflicts.len(), both);
        let of = |sides: [bool; 5], by| edited(sides, by).fields();
        let chosen = merged.record(&vec![Side::Mine; both]).unwrap().fields();
        for (at, field) in chosen.iter().enumerate() {
            let (my, their) = (&of(mine, "a")[at], &of(theirs, "b")[at]);
            let expected = if my == &seen.fields()[at] { their } else { my };
            assert_eq!(field, expected);
        }
    }
}

/// The school with some of five fields changed.
fn edited(fields: [bool; 5], by: &str) -> Record {
    let mut school = school();
    let places = [
        &mut school.name,
        &mut school.email,
        &mut school.telephone,
        &mut school.address,
        &mut school.circonscription,
    ];
    for (place, _) in places.into_iter().zip(fields).filter(|(_, changed)| *changed) {
        by.clone_into(place);
    }
    school.into()
}
