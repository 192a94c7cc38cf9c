//! The checker finds each fault that is planted in a sound history, and says nothing of the sound one.

use super::checker::{History, check};
use super::history::{Event, Touched, Written};

fn asked(order: &str, seen: &[(&str, u64)]) -> Event {
    Event::Asked {
        order: order.to_owned(),
        seen: seen
            .iter()
            .map(|(record, version)| ((*record).to_owned(), *version))
            .collect(),
    }
}

fn done(order: &str, seq: u64) -> Event {
    Event::Done {
        order: order.to_owned(),
        seq,
    }
}

fn refused(order: &str) -> Event {
    Event::Refused {
        order: order.to_owned(),
    }
}

fn read(record: &str, version: u64, value: &str, revision: u64) -> Event {
    Event::Read {
        record: record.to_owned(),
        version,
        value: value.to_owned(),
        revision,
    }
}

fn written(
    seq: u64,
    order: Option<&str>,
    record: &str,
    before: Option<&str>,
    after: Option<&str>,
) -> Written {
    let touched = Touched {
        record: record.to_owned(),
        before: before.map(str::to_owned),
        after: after.map(str::to_owned),
    };
    Written {
        seq,
        order: order.map(str::to_owned),
        changes: vec![touched],
    }
}

/// Two clients on two records: `anne` changes the school twice, `bruno` is refused, changes the note, and is killed after
/// an order that was carried out without his hearing of it.
fn sound() -> (Vec<History>, Vec<Written>) {
    let journal = vec![
        written(1, None, "ecole", None, Some("a")),
        written(2, Some("A1"), "ecole", Some("a"), Some("b")),
        written(3, Some("B2"), "note", None, Some("n")),
        written(4, Some("A2"), "ecole", Some("b"), Some("c")),
        written(5, Some("B3"), "note", Some("n"), None),
    ];
    let anne = vec![
        read("ecole", 1, "a", 1),
        asked("A1", &[("ecole", 1)]),
        done("A1", 2),
        read("ecole", 2, "b", 3),
        asked("A2", &[("ecole", 2)]),
        done("A2", 4),
        Event::Heard { revision: 4 },
        read("ecole", 4, "c", 5),
    ];
    let bruno = vec![
        read("ecole", 1, "a", 1),
        asked("B1", &[("ecole", 1)]),
        refused("B1"),
        asked("B2", &[("note", 0)]),
        done("B2", 3),
        read("note", 3, "n", 3),
        asked("B3", &[("note", 3)]),
    ];
    (
        vec![("anne".to_owned(), anne), ("bruno".to_owned(), bruno)],
        journal,
    )
}

/// What the checker says once a fault is planted.
fn said(plant: impl FnOnce(&mut Vec<History>, &mut Vec<Written>)) -> String {
    let (mut histories, mut journal) = sound();
    plant(&mut histories, &mut journal);
    check(&histories, &journal).join("\n")
}

/// Requires that a planted fault is found, in these words.
fn found(expected: &str, plant: impl FnOnce(&mut Vec<History>, &mut Vec<Written>)) {
    let said = said(plant);
    assert!(said.contains(expected), "{expected}\n{said}");
}

#[test]
fn a_sound_history_is_not_complained_of() {
    assert_eq!(said(|_, _| {}), "");
}

#[test]
fn an_acknowledged_write_that_is_lost_or_elsewhere_is_found() {
    found("anne : an acknowledged order is lost", |_, journal| {
        journal[3].order = None;
    });
    found("anne : an acknowledged order is at 4", |histories, _| {
        histories[0].1[5] = done("A2", 3);
    });
    found("acknowledged that was not asked", |histories, _| {
        drop(histories[0].1.remove(4));
    });
}

#[test]
fn a_write_done_twice_or_that_nobody_asked_is_found() {
    found("order A1 is done twice, at 2 and 6", |_, journal| {
        journal.push(written(6, Some("A1"), "autre", None, Some("x")));
    });
    found("nobody asked for order X", |_, journal| {
        journal.push(written(6, Some("X"), "autre", None, Some("x")));
    });
    found("bruno : a refused order is done, at 6", |_, journal| {
        journal.push(written(6, Some("B1"), "autre", None, Some("x")));
    });
}

#[test]
fn a_line_that_forks_or_has_a_hole_is_found() {
    found("entry 4 forks the line of ecole", |_, journal| {
        journal[3].changes[0].before = Some("a".to_owned());
    });
    found("the journal has 4 at place 3", |_, journal| {
        drop(journal.remove(2));
    });
}

#[test]
fn a_version_that_was_overwritten_unseen_is_found() {
    found(
        "anne : entry 4 overwrites version 2 of ecole, unseen",
        |histories, _| {
            histories[0].1[4] = asked("A2", &[("ecole", 1)]);
        },
    );
    found(
        "bruno : entry 5 overwrites version 3 of note, unseen",
        |histories, _| {
            histories[1].1[6] = asked("B3", &[("note", 0)]);
        },
    );
}

#[test]
fn a_read_that_goes_back_or_was_never_written_is_found() {
    found("the record goes back from version 2", |histories, _| {
        histories[0].1.insert(4, read("ecole", 1, "a", 3));
    });
    found("at revision 3 the record is at version 2", |histories, _| {
        histories[0].1.insert(4, read("ecole", 1, "a", 3));
    });
    found("the journal never made that", |histories, _| {
        histories[0].1[3] = read("ecole", 2, "z", 3);
    });
    found(
        "bruno : at revision 5 the record is at version 0",
        |histories, _| {
            histories[1].1.push(read("note", 3, "n", 5));
        },
    );
}

#[test]
fn a_base_that_goes_back_is_found() {
    found("anne : the base goes back from revision 4", |histories, _| {
        histories[0].1[6] = Event::Heard { revision: 3 };
    });
    found("anne : the base goes back from revision 2", |histories, _| {
        histories[0].1[3] = read("ecole", 1, "a", 1);
    });
    found("done before revision 4, at which it was asked", |histories, _| {
        histories[0].1.insert(4, Event::Heard { revision: 4 });
    });
}
