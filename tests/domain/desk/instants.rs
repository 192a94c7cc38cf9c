//! The instants of recording: they never go back, and a clock that cannot be followed keeps orders out.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use preau::domain::command::{Command, Order, OrderId};
use preau::domain::permit::{Right, granted};
use preau::domain::record::RecordId;
use preau::domain::refusal::{NoClock, NoMany, Refusal};
use preau::domain::rule::Policy;
use preau::service::{Archive, Desk, DeskError, Local, Operator, Receipt};
use preau::store::{MemoryStore, Reader, Store, verify};

use preau::domain::query::Pane;

use super::bench::{actor, now, page, store};
use crate::support::values::uai;
use crate::support::world::{SCHOOL, World, today};

/// The clocks of a machine, as a test sets them: how far from [`now`] the clock is, and how long the machine runs.
#[derive(Clone, Default)]
struct Machine(Arc<Mutex<(TimeDelta, Duration)>>);

impl Machine {
    /// Lets minutes pass on both clocks.
    fn passes(&self, minutes: i64) -> &Self {
        let mut clocks = self.0.lock().unwrap();
        clocks.0 += TimeDelta::minutes(minutes);
        clocks.1 += Duration::from_secs(minutes.cast_unsigned() * 60);
        self
    }

    /// Sets the clock by minutes.
    fn set(&self, minutes: i64) -> &Self {
        self.0.lock().unwrap().0 += TimeDelta::minutes(minutes);
        self
    }

    fn says(&self) -> DateTime<Utc> {
        now() + self.0.lock().unwrap().0
    }

    /// A program that is started on a store, and holds both clocks against each other.
    fn desk(&self, store: MemoryStore) -> Local {
        let running = self.clone();
        self.without_running_clock(store)
            .with_running_clock(move || Some(running.0.lock().unwrap().1))
    }

    fn without_running_clock(&self, store: MemoryStore) -> Local {
        let clock = self.clone();
        let (store, said) = (Box::new(store), move || clock.says());
        let desk = Local::new(store, actor(), said, today(), Policy::default()).unwrap();
        desk.following_the_calendar()
    }

    /// A program that is started on a store, with a day that is set.
    fn on_a_day(&self, store: MemoryStore) -> Local {
        let clock = self.clone();
        Local::new(
            Box::new(store),
            actor(),
            move || clock.says(),
            today(),
            Policy::default(),
        )
        .unwrap()
    }
}

fn note() -> Order {
    Order::blind(Command::AddNote {
        about: RecordId::School(uai(SCHOOL)),
        text: "vu".to_owned(),
    })
}

fn resume() -> Order {
    Order::blind(Command::ResumeClock {
        reason: "le serveur avançait".to_owned(),
    })
}

/// The instant of the last entry.
fn last(desk: &Local) -> DateTime<Utc> {
    desk.journal(1, None).unwrap().last().unwrap().at
}

/// Why the clock is refused.
fn fault(answer: Result<Receipt, DeskError>) -> NoClock {
    match answer {
        Err(DeskError::Refused(why)) => match *why {
            Refusal::Clock { why, .. } => why,
            other => panic!("{other}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_clock_set_back_a_little_takes_the_last_instant_and_by_more_keeps_orders_out() {
    let machine = Machine::default();
    let mut desk = machine.without_running_clock(store(&World::eligible()));
    desk.execute(&note()).unwrap();
    let first = last(&desk);
    machine.set(-5);
    desk.execute(&note()).unwrap();
    assert_eq!(last(&desk), first);
    machine.set(-1);
    let before = desk.registry().revision();
    let refused = desk.execute(&note());
    let said = refused.as_ref().unwrap_err().to_string();
    for instant in [first, machine.says()] {
        let instant = instant.format("%d/%m/%Y %H:%M:%S").to_string();
        assert!(said.contains(&instant), "{instant}: {said}");
    }
    assert!(matches!(fault(refused), NoClock::Behind(_)));
    assert!(desk.preview(&note()).is_err(), "said before it is confirmed");
    assert!(desk.preview_each(&[note()]).is_err());
    assert_eq!(desk.registry().revision(), before);
    machine.set(6);
    desk.execute(&note()).unwrap();
}

#[test]
fn a_program_started_again_knows_the_last_instant() {
    let machine = Machine::default();
    let mut kept = store(&World::eligible());
    let mut desk = machine.desk(kept.clone());
    desk.execute(&note()).unwrap();
    let mut entries = Vec::new();
    desk.store()
        .journal(2, &mut |link| {
            entries.push(link.entry);
            true
        })
        .unwrap();
    kept.commit(&entries).unwrap();
    machine.set(-6);
    let mut again = machine.desk(kept);
    assert!(matches!(fault(again.execute(&note())), NoClock::Behind(_)));
}

#[test]
fn a_clock_that_leaps_while_a_program_runs_keeps_orders_out_and_one_that_slept_does_not() {
    let machine = Machine::default();
    let mut desk = machine.desk(store(&World::eligible()));
    // A night asleep: both clocks went on.
    machine.passes(600);
    desk.execute(&note()).unwrap();
    machine.set(5);
    desk.execute(&note()).unwrap();
    for minutes in [1, 60 * 24 * 365] {
        machine.set(minutes);
        assert!(matches!(fault(desk.execute(&note())), NoClock::Leapt(_)));
        machine.set(-minutes);
        desk.execute(&note()).unwrap();
    }
}

#[test]
fn a_clock_that_was_never_set_is_said_and_cannot_be_taken_up() {
    let machine = Machine::default();
    machine.set(-60 * 24 * 365 * 57);
    assert!(machine.says() < DateTime::UNIX_EPOCH);
    let mut desk = machine.desk(store(&World::eligible()));
    assert_eq!(fault(desk.execute(&note())), NoClock::Unset);
    assert_eq!(fault(desk.execute(&resume())), NoClock::Unset);
    let desk = desk.following_the_calendar();
    assert_eq!(desk.day_index().day(), today(), "no day is told from it");
}

#[test]
fn an_instant_beyond_all_years_is_read_and_verified_like_any_other() {
    for at in [
        DateTime::<Utc>::MIN_UTC,
        DateTime::<Utc>::MAX_UTC,
        DateTime::UNIX_EPOCH,
    ] {
        let machine = Machine::default();
        let mut kept = store(&World::registered("2026-09-15"));
        let mut desk = machine.desk(kept.clone());
        desk.execute(&note()).unwrap();
        let mut entry = None;
        let mut read = |link: preau::store::Link| {
            entry = Some(link.entry);
            false
        };
        desk.store().journal(2, &mut read).unwrap();
        let mut entry = entry.unwrap();
        entry.at = at;
        kept.commit(&[entry]).unwrap();
        let report = verify(&mut kept).to_string();
        assert!(report.contains("remarque, opération 2"), "{report}");
        let mut desk = machine.desk(kept);
        desk.journal(1, None).unwrap();
        desk.history(&RecordId::School(uai(SCHOOL))).unwrap();
        assert_eq!(desk.register(Some(today())).unwrap().len(), 1);
        page(&desk, Pane::Schools, "modifie>2026-01-01");
        // Only a clock that is ahead keeps orders out.
        assert_eq!(desk.execute(&note()).is_ok(), at < now(), "{at}");
    }
}

#[test]
fn the_clock_is_taken_up_again_by_an_order_of_its_own() {
    let machine = Machine::default();
    let mut desk = machine.desk(store(&World::eligible()));
    desk.execute(&note()).unwrap();
    let sound = desk.execute(&resume());
    assert!(
        matches!(&sound, Err(DeskError::Refused(why)) if matches!(**why, Refusal::ClockSound { .. })),
        "{sound:?}"
    );
    machine.set(-60 * 24 * 365);
    assert!(desk.execute(&note()).is_err());
    let many = Order::many([resume(), note()]);
    assert!(desk.execute(&many).is_err());
    desk.execute(&resume()).unwrap();
    assert_eq!(last(&desk), machine.says());
    machine.passes(1);
    desk.execute(&note()).unwrap();
    assert_eq!(last(&desk), machine.says());
    // It is nobody's to undo: what is undone is the note before it.
    let undoable = desk.undoable().unwrap().unwrap().seq;
    desk.execute(&Order::blind(Command::Undo { entry: undoable }))
        .unwrap();
    assert_eq!(desk.undoable().unwrap().unwrap().seq, 2);
    let resumed = desk.execute(&Order::blind(Command::Undo { entry: 3 }));
    assert!(resumed.is_err());
    let lines = desk.journal(3, None).unwrap();
    assert_eq!(lines[0].verb, "reprise de l’horloge (le serveur avançait)");
    let report = verify(desk.store());
    assert!(report.is_sound(), "{report}");
    assert_eq!(report.remarks.len(), 1);
    for said in ["opération 3", "jdupont", "le serveur avançait"] {
        assert!(report.to_string().contains(said), "{report}");
    }
}

#[test]
fn the_clock_is_taken_up_again_in_a_group_of_orders_too_and_not_where_nothing_is_written() {
    let machine = Machine::default();
    let mut desk = machine.desk(store(&World::eligible()));
    let operator = Arc::new(Operator {
        actor: actor(),
        rights: Right::ALL.into(),
    });
    machine.set(60);
    let group = [(Arc::clone(&operator), resume()), (Arc::clone(&operator), note())];
    let answers = desk.execute_together(&group).unwrap();
    assert!(answers[0].is_ok(), "{answers:?}");
    desk.execute(&note()).unwrap();
}

#[test]
fn the_clock_is_taken_up_by_whom_may_administer_with_a_reason_that_can_be_read() {
    let machine = Machine::default();
    for right in [Right::Lecture, Right::Gestion, Right::Dpd] {
        let desk = machine.desk(store(&World::eligible()));
        let mut desk = desk.with_rights(granted(right).iter().copied());
        machine.set(60);
        let refused = desk.execute(&resume());
        assert!(refused.unwrap_err().to_string().contains("administration"));
        machine.set(-60);
    }
    let mut desk = machine.desk(store(&World::eligible()));
    machine.set(60);
    for reason in ["", "  ", "\u{202e}", "\n"] {
        let order = Order::blind(Command::ResumeClock {
            reason: reason.to_owned(),
        });
        let refused = desk.execute(&order);
        assert!(
            matches!(&refused, Err(DeskError::Refused(why)) if matches!(**why, Refusal::Reason(_))),
            "{reason:?}: {refused:?}"
        );
    }
}

#[test]
fn an_order_that_was_carried_out_is_told_so_whatever_the_clock_says_since() {
    let machine = Machine::default();
    let mut desk = machine.desk(store(&World::eligible()));
    let order = Order {
        id: Some(OrderId::new(7)),
        ..note()
    };
    let receipt = desk.execute(&order).unwrap();
    machine.set(-60);
    assert_eq!(desk.execute(&order), Ok(receipt));
}

#[test]
fn a_base_whose_instants_go_back_is_sound_and_the_place_is_remarked() {
    let machine = Machine::default();
    let mut kept = store(&World::eligible());
    let mut desk = machine.desk(kept.clone());
    desk.execute(&note()).unwrap();
    let mut entry = None;
    let read = |link: preau::store::Link| {
        entry = Some(link.entry);
        false
    };
    let mut read = read;
    desk.store().journal(2, &mut read).unwrap();
    let mut entry = entry.unwrap();
    entry.at = "2025-09-01T08:00:00Z".parse().unwrap();
    kept.commit(&[entry]).unwrap();
    let report = verify(&mut kept);
    assert!(report.is_sound(), "{report}");
    assert!(report.to_string().contains("opération 2"), "{report}");
    assert!(report.to_string().contains("01/09/2025"), "{report}");
}

#[test]
fn several_orders_hold_no_clock_taken_up_again() {
    let machine = Machine::default();
    let mut desk = machine.desk(store(&World::eligible()));
    let refused = desk.execute(&Order::many([note(), resume()]));
    let within = |why: &Refusal| match why {
        Refusal::OneOf { why, .. } => matches!(**why, Refusal::Many(NoMany::Within)),
        _ => false,
    };
    assert!(
        matches!(&refused, Err(DeskError::Refused(why)) if within(why)),
        "{refused:?}"
    );
}

#[test]
fn a_base_for_trials_is_written_on_days_in_any_order() {
    let machine = Machine::default();
    let mut marked = MemoryStore::trial();
    let mut entries = Vec::new();
    let mut read = |link: preau::store::Link| {
        entries.push(link.entry);
        true
    };
    store(&World::eligible()).journal(1, &mut read).unwrap();
    marked.commit(&entries).unwrap();
    let mut desk = machine.on_a_day(marked);
    desk.execute(&note()).unwrap();
    let first = last(&desk);
    machine.set(-60 * 24 * 30);
    desk.execute(&note()).unwrap();
    assert_eq!(last(&desk), first, "and no instant goes back");
}
