//! Commands through the desk: the store first, then memory.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use preau::domain::command::{Command, Order, OrderId, Seen};
use preau::domain::convention::Signatory;
use preau::domain::deployment::{DeploymentId, Stage};
use preau::domain::journal::{Actor, Entry};
use preau::domain::permit::Right;
use preau::domain::provider::Category;
use preau::domain::query::Pane;
use preau::domain::record::RecordId;
use preau::service::{Archive, Desk, DeskError, Operator};
use preau::store::{Damage, Head, Link, Loaded, MemoryStore, Reader, Store, StoreError};

use super::bench::{desk, does, keys, over, page, store};
use super::town::{PRES, VERDERET, town};
use crate::support::values::{day, number, uai};
use crate::support::world::SCHOOL;

/// A store whose writes fail: on a full disk, or, with `keeps`, after the disk has them all the same.
struct Failing {
    inner: MemoryStore,
    keeps: bool,
}

/// A store whose disk is full.
fn full() -> Failing {
    let inner = store(&town());
    Failing { inner, keeps: false }
}

/// A store that keeps what it says it failed to write, as a disk may.
fn unsure() -> Failing {
    let inner = store(&town());
    Failing { inner, keeps: true }
}

impl Reader for Failing {
    fn head(&self) -> Result<Head, StoreError> {
        self.inner.head()
    }
    fn load(&self) -> Result<Loaded, StoreError> {
        self.inner.load()
    }
    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        self.inner.journal(from, each)
    }
    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        self.inner.history(record)
    }
    fn is_trial(&self) -> bool {
        self.inner.is_trial()
    }
}

impl Store for Failing {
    fn commit(&mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        if !self.keeps {
            return Err(StoreError::Full);
        }
        self.inner.commit(entries)?;
        Err(StoreError::Io {
            what: "impossible d’écrire".to_owned(),
            cause: io::Error::other("le disque ne répond pas"),
        })
    }
    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        self.inner.snapshot()
    }
    fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
        self.inner.check()
    }
}

fn numbered(id: u128, command: Command) -> Order {
    Order {
        id: Some(OrderId::new(id)),
        ..Order::blind(command)
    }
}

fn ent(school: &str) -> DeploymentId {
    DeploymentId::first(uai(school), Category::Ent)
}

fn sign(convention: &str) -> Command {
    Command::Sign {
        convention: number(convention),
        by: Signatory::Dasen,
        on: day("2026-11-23"),
    }
}

#[test]
fn a_registration_is_written_and_shown() {
    let mut desk = desk(&town());
    let receipt = does(
        &mut desk,
        Command::Register {
            deployment: ent(SCHOOL),
        },
    );
    assert_eq!((receipt.seq, receipt.entry), (2, Some(2)));
    assert_eq!(keys(&desk, Pane::Schools, "inscrite:oui"), [VERDERET, SCHOOL]);
    assert_eq!(page(&desk, Pane::Schools, "").revision, 2);
    let head = desk.store().head().expect("a head");
    assert_eq!(head.seq, 2);
}

#[test]
fn a_refused_registration_changes_nothing_and_says_why() {
    let mut desk = desk(&town());
    let order = Order::blind(Command::Register {
        deployment: ent(PRES),
    });
    let error = desk.execute(&order).unwrap_err();
    assert!(matches!(error, DeskError::Refused(_)));
    assert!(error.to_string().contains("B7"), "{error}");
    assert_eq!(page(&desk, Pane::Schools, "").revision, 1);
}

#[test]
fn a_preview_shows_changes_and_writes_nothing() {
    let desk = desk(&town());
    let outcome = desk.preview(&Order::blind(sign("26-0002"))).expect("an outcome");
    assert_eq!(outcome.changes.len(), 1);
    assert_eq!(page(&desk, Pane::Schools, "").revision, 1);
}

#[test]
fn what_is_touched_is_assessed_again() {
    let mut desk = desk(&town());
    assert_eq!(keys(&desk, Pane::Schools, "regle:B7 ecole:pres"), [PRES]);
    does(&mut desk, sign("26-0002"));
    assert!(keys(&desk, Pane::Schools, "regle:B7 ecole:pres").is_empty());
    assert_eq!(
        keys(&desk, Pane::Conventions, "statut:en_vigueur article:26"),
        ["26-0001", "26-0002"]
    );
}

#[test]
fn an_undo_takes_the_signature_back() {
    let mut desk = desk(&town());
    let signed = does(&mut desk, sign("26-0002"));
    does(&mut desk, Command::Undo { entry: signed.seq });
    assert_eq!(keys(&desk, Pane::Schools, "regle:B7 ecole:pres"), [PRES]);
}

#[test]
fn where_the_store_refuses_memory_is_as_before() {
    let mut desk = over(Box::new(full()));
    let before = page(&desk, Pane::Schools, "");
    let error = desk.execute(&Order::blind(sign("26-0002"))).unwrap_err();
    assert!(matches!(error, DeskError::Store(_)), "{error}");
    assert_eq!(page(&desk, Pane::Schools, ""), before);
    assert_eq!(desk.registry().revision(), 1);
}

#[test]
fn a_right_that_is_missing_is_named() {
    let mut desk = desk(&town()).with_rights([Right::Lecture]);
    let error = desk.execute(&Order::blind(sign("26-0002"))).unwrap_err();
    assert_eq!(error.to_string(), "il faut le droit «\u{a0}gestion\u{a0}»");
}

#[test]
fn what_is_in_the_store_after_a_failed_write_is_told_as_done() {
    let mut desk = over(Box::new(unsure()));
    let receipt = desk.execute(&numbered(7, sign("26-0002"))).expect("a receipt");
    assert_eq!(receipt.seq, 2);
    assert_eq!(page(&desk, Pane::Schools, "").revision, 2);
    assert!(keys(&desk, Pane::Schools, "regle:B7 ecole:pres").is_empty());
}

#[test]
fn so_it_is_for_one_and_for_several_operators() {
    let one = Arc::new(desk(&town()).operator().expect("an operator"));
    let given = |id, command| (Arc::clone(&one), numbered(id, command));
    let mut desk = over(Box::new(unsure()));
    let alone = desk
        .execute_together(&[given(7, sign("26-0002"))])
        .expect("answers");
    assert_eq!(alone[0].as_ref().map(|receipt| receipt.seq), Ok(2));
    let register = Command::Register {
        deployment: ent(SCHOOL),
    };
    let both = desk
        .execute_together(&[given(8, register), given(9, sign("26-0002"))])
        .expect("answers");
    assert_eq!(both[0].as_ref().map(|receipt| receipt.seq), Ok(3));
    assert!(both[1].is_err(), "{both:?}");
}

#[test]
fn what_is_not_in_the_store_after_a_failed_write_is_not_done() {
    let one = Arc::new(desk(&town()).operator().expect("an operator"));
    let mut desk = over(Box::new(full()));
    let answers = desk
        .execute_together(&[(one, numbered(7, sign("26-0002")))])
        .expect("answers");
    assert!(matches!(answers[0], Err(DeskError::Store(_))), "{answers:?}");
    assert_eq!(keys(&desk, Pane::Schools, "regle:B7 ecole:pres"), [PRES]);
}

/// The removal of the operator's first personal view.
const REMOVED: Command = Command::RemoveView {
    number: 1,
    shared: false,
};

/// The operator's view of all schools under a name: a new one, or the one of a number again.
fn personal(number: Option<u32>, name: &str) -> Command {
    let draft = serde_json::json!({ "number": number, "name": name, "pane": "schools", "shared": false });
    Command::SaveView {
        view: serde_json::from_value(draft).expect("a view"),
    }
}

/// A second operator, with the rights of the first.
fn beside(owner: &Operator) -> Operator {
    Operator {
        actor: Actor {
            uid: owner.actor.uid + 1,
            name: "kmartin".to_owned(),
        },
        ..owner.clone()
    }
}

#[test]
fn a_personal_view_is_unknown_to_others_even_once_it_is_removed() {
    let mut desk = desk(&town());
    let owner = desk.operator().expect("an operator");
    let other = beside(&owner);
    does(&mut desk, personal(None, "la mienne"));
    let view = RecordId::View(1);
    for removed in [false, true] {
        if removed {
            does(&mut desk, REMOVED);
        }
        desk.act_as(&other);
        assert!(desk.open(&view).is_err());
        assert!(desk.history(&view).is_err());
        assert!(desk.journal(1, Some(&view)).is_err());
        let names = desk.names(std::slice::from_ref(&view)).expect("names");
        assert!(!names[0].contains("la mienne"), "{names:?}");
        desk.act_as(&owner);
        assert!(!desk.history(&view).expect("a history").is_empty());
    }
}

#[test]
fn the_name_of_a_personal_view_is_in_nobody_elses_journal() {
    let mut desk = desk(&town());
    let owner = desk.operator().expect("an operator");
    let other = beside(&owner);
    does(&mut desk, personal(None, "dossiers de Mme Durand"));
    does(&mut desk, personal(Some(1), "suivi de Mme Durand"));
    let undone = does(&mut desk, Command::Undo { entry: 3 });
    assert_eq!(undone.seq, 4);
    does(
        &mut desk,
        Command::Many {
            commands: vec![personal(None, "autre de Mme Durand"), sign("26-0002")],
        },
    );
    for gone in [false, true] {
        if gone {
            does(&mut desk, REMOVED);
        }
        let own = desk.journal(1, None).expect("a journal");
        assert!(own.iter().any(|line| line.verb.contains("Mme Durand")), "{own:?}");
        desk.act_as(&other);
        let told = desk.journal(1, None).expect("a journal");
        assert_eq!(told.len(), own.len());
        assert!(!format!("{told:?}").contains("Durand"), "{told:?}");
        assert!(told.iter().any(|line| line.verb == "vue personnelle"), "{told:?}");
        let history = desk
            .history(&RecordId::Convention(number("26-0002")))
            .expect("a history");
        assert!(!format!("{history:?}").contains("Durand"), "{history:?}");
        desk.act_as(&owner);
    }
    assert!(
        desk.undoable()
            .expect("deeds")
            .expect("one")
            .words
            .contains("vue")
    );
}

#[test]
fn a_personal_view_is_not_told_by_a_conflict_nor_noted_by_others() {
    let mut desk = desk(&town());
    let owner = desk.operator().expect("an operator");
    let other = beside(&owner);
    does(&mut desk, personal(None, "la mienne"));
    desk.act_as(&other);
    let id = RecordId::View(1);
    let peeking = Order::seeing(
        sign("26-0002"),
        vec![Seen {
            id: id.clone(),
            version: 0,
        }],
    );
    let noted = Order::blind(Command::AddNote {
        about: id,
        text: "vue".to_owned(),
    });
    for order in [peeking, noted] {
        for refused in [
            desk.preview(&order).map(|_| ()).unwrap_err(),
            desk.execute(&order).map(|_| ()).unwrap_err(),
        ] {
            let told = format!("{refused:?}");
            assert!(told.contains("Unknown") && !told.contains("la mienne"), "{told}");
        }
    }
}

#[test]
fn those_who_follow_hear_what_moved() {
    let mut desk = desk(&town());
    does(&mut desk, sign("26-0002"));
    let moved = |since| desk.changes(since, Duration::ZERO).expect("a revision");
    assert_eq!(
        moved(1).touched,
        Some(vec![RecordId::Convention(number("26-0002"))])
    );
    assert_eq!(moved(2).touched, Some(Vec::new()));
    assert_eq!((moved(0).seq, moved(0).touched), (2, None));
}

#[test]
fn history_tells_each_field_with_its_author() {
    let mut desk = desk(&town());
    does(&mut desk, sign("26-0002"));
    let history = desk
        .history(&RecordId::Convention(number("26-0002")))
        .expect("a history");
    let first = &history[0];
    assert_eq!(
        (first.seq, first.by.as_str(), first.verb.as_str()),
        (2, "jdupont", "signature du DASEN")
    );
    assert_eq!(
        (first.field.as_str(), first.before.as_str(), first.after.as_str()),
        ("signée par le DASEN le", "", "23/11/2026")
    );
    assert!(
        history
            .iter()
            .any(|line| line.seq == 1 && line.field == "envoyée le")
    );
    let deployment = ent(SCHOOL);
    does(
        &mut desk,
        Command::MoveStage {
            deployment,
            to: Stage::ConventionSignee,
            on: day("2026-11-20"),
        },
    );
    let history = desk
        .history(&RecordId::Deployment(deployment))
        .expect("a history");
    let stage = history
        .iter()
        .find(|line| line.field == "étape")
        .expect("the stage");
    assert_eq!(
        (stage.before.as_str(), stage.after.as_str()),
        ("conseil d’école informé", "convention 26 signée")
    );
}

#[test]
fn a_desk_left_open_overnight_decides_for_the_new_day() {
    use chrono::{Days, TimeDelta};
    use preau::domain::refusal::Refusal;
    use preau::domain::rule::Policy;
    use preau::service::Local;

    use super::bench::{actor, now};
    use crate::support::world::{C26, World};

    let ends_today = World::eligible().edit_convention(C26, |c| c.end = Some(now().date_naive()));
    let register = Order::blind(Command::Register {
        deployment: ent(SCHOOL),
    });
    let open = |clock: fn() -> chrono::DateTime<chrono::Utc>| {
        let today = now().date_naive();
        Local::new(
            Box::new(store(&ends_today)),
            actor(),
            clock,
            today,
            Policy::default(),
        )
        .unwrap()
        .following_the_calendar()
    };
    let mut overnight = open(|| now() + TimeDelta::days(1));
    let refused = overnight.execute(&register);
    assert!(
        matches!(&refused, Err(DeskError::Refused(why)) if matches!(**why, Refusal::Blocked { .. })),
        "{refused:?}"
    );
    let tomorrow = now().date_naive() + Days::new(1);
    assert_eq!(page(&overnight, Pane::Schools, "").day, tomorrow);

    let mut same_day = open(now);
    assert!(same_day.execute(&register).is_ok(), "the last day is included");
}

#[test]
fn a_desk_left_open_overnight_reads_the_new_day() {
    use chrono::{Days, TimeDelta};
    use preau::domain::query::page::Row;
    use preau::domain::record::RecordId;
    use preau::domain::refusal::Refusal;
    use preau::domain::rule::Policy;
    use preau::service::Local;

    use super::bench::{actor, now};
    use crate::support::world::{C26, World};

    let today = now().date_naive();
    let world = World::eligible().edit_convention(C26, |c| c.end = Some(today));
    let tomorrow = || now() + TimeDelta::days(1);
    let open = || {
        Local::new(
            Box::new(store(&world)),
            actor(),
            tomorrow,
            today,
            Policy::default(),
        )
        .unwrap()
        .following_the_calendar()
    };
    assert_eq!(page(&open(), Pane::Schools, "").day, today + Days::new(1));
    let conventions = page(&open(), Pane::Conventions, "");
    let ended = conventions.rows.iter().any(|row| match row {
        Row::Convention(row) => row.number == C26 && !row.in_force,
        _ => false,
    });
    assert!(ended, "{conventions:?}");
    let register = Order::blind(Command::Register {
        deployment: ent(SCHOOL),
    });
    let refused = open().preview(&register);
    assert!(
        matches!(&refused, Err(DeskError::Refused(why)) if matches!(**why, Refusal::Blocked { .. })),
        "{refused:?}"
    );
    let dossier = open().open(&RecordId::Deployment(ent(SCHOOL))).unwrap();
    assert!(
        dossier
            .moves
            .iter()
            .any(|to| matches!(to.refused, Some(Refusal::Blocked { .. })))
    );
}

#[test]
fn a_registration_is_refused_when_what_was_shown_moved() {
    use preau::domain::record::{Record, RecordId};
    use preau::domain::refusal::Refusal;

    use crate::support::world::{C26, C28, World};

    let register = Command::Register {
        deployment: ent(SCHOOL),
    };
    for convention in [C26, C28] {
        let mut desk = desk(&World::eligible());
        let shown = desk.preview(&Order::blind(register.clone())).unwrap();
        let order = Order {
            command: register.clone(),
            seen: shown.seen,
            id: None,
            stages: false,
        };
        let id = RecordId::Convention(convention.parse().unwrap());
        let Some(Record::Convention(mut changed)) = desk.registry().get(&id) else {
            panic!("a convention");
        };
        changed.deliberation = Some("délibération 12".to_owned());
        does(
            &mut desk,
            Command::Save {
                record: (*changed).into(),
            },
        );
        let refused = desk.execute(&order);
        assert!(
            matches!(&refused, Err(DeskError::Refused(why)) if matches!(**why, Refusal::Conflict { .. })),
            "{convention}: {refused:?}"
        );
    }
    let mut desk = desk(&World::eligible());
    let seen = desk.preview(&Order::blind(register.clone())).unwrap().seen;
    assert!(
        desk.execute(&Order {
            command: register,
            seen,
            id: None,
            stages: false,
        })
        .is_ok(),
        "nothing moved"
    );
}

#[test]
fn on_a_base_for_trials_j_is_the_present_day_and_on_no_other() {
    use chrono::Days;
    use preau::domain::refusal::Refusal;
    use preau::domain::rule::Policy;
    use preau::service::Local;

    use super::bench::{actor, now};

    for days in [0, 1, 400] {
        for trial in [true, false] {
            let mut store = if trial {
                MemoryStore::trial()
            } else {
                MemoryStore::new()
            };
            preau::store::copy(&super::bench::store(&town()), &mut store).expect("a copy");
            let clock = move || now() + Days::new(days);
            let today = now().date_naive();
            let mut desk =
                Local::new(Box::new(store), actor(), clock, today, Policy::default()).expect("a desk");
            let looking = days > 0 && !trial;
            assert_eq!(page(&desk, Pane::Schools, "").looking, looking);
            let order = Order::blind(Command::Register {
                deployment: ent(SCHOOL),
            });
            let told = desk
                .preview_each(std::slice::from_ref(&order))
                .expect("an answer");
            assert_eq!(matches!(told[0], Err(Refusal::Looking { .. })), looking);
            let done = desk.execute(&order);
            assert_eq!(done.is_err(), looking, "{done:?}");
        }
    }
}
