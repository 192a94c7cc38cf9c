//! Records made by mistake, at a desk: what opens them after, and what their history says.

use preau::domain::command::Command;
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::Refusal;
use preau::domain::register::Review;
use preau::domain::rule::RuleCode;
use preau::service::{Archive, Desk, DeskError, HistoryLine};

use super::office::{Office, numbered};
use crate::support::seeing::conforme;
use crate::support::values::{day, number, uai};
use crate::support::world::{C26, SCHOOL, World};

fn convention(text: &str) -> RecordId {
    RecordId::Convention(number(text))
}

fn correct(from: &str, to: &str) -> Command {
    Command::Correct {
        record: convention(from),
        to: convention(to),
        reason: "chiffres inversés".to_owned(),
    }
}

fn withdraw(record: RecordId) -> Command {
    Command::Withdraw {
        record,
        reason: "saisie deux fois".to_owned(),
    }
}

fn terminate(text: &str, on: &str) -> Command {
    Command::Terminate {
        convention: number(text),
        on: day(on),
    }
}

/// The fields of the lines of a record's own, latest first.
fn told(lines: &[HistoryLine]) -> Vec<(u64, String)> {
    let own = lines.iter().filter(|line| line.own);
    own.map(|line| {
        (
            line.seq,
            format!("{}: {} → {}", line.field, line.before, line.after),
        )
    })
    .collect()
}

#[test]
fn the_history_of_a_corrected_key_is_its_own_then_that_of_the_old_one() {
    let mut office = Office::of(World::registered("2026-11-20"));
    office.does(terminate(C26, "2027-06-30"));
    office.does(correct(C26, "26-0021"));
    office.does(correct("26-0021", "26-0022"));
    for key in [C26, "26-0021", "26-0022"] {
        assert_eq!(
            office.0.open(&convention(key)).unwrap().id,
            convention("26-0022"),
            "{key}"
        );
        let lines = told(&office.0.history(&convention(key)).unwrap());
        let lines: Vec<(u64, &str)> = lines.iter().map(|(seq, text)| (*seq, text.as_str())).collect();
        assert_eq!(
            lines[..3],
            [
                (4, "numéro: 26-0021 → 26-0022"),
                (3, "numéro: 26-0001 → 26-0021"),
                (2, "résiliée le:  → 30/06/2027"),
            ],
            "{key}"
        );
        let first = &lines[3..];
        assert!(
            first.iter().all(|(seq, _)| *seq == 1) && !first.is_empty(),
            "{lines:?}"
        );
        let journal = office.0.journal(1, Some(&convention(key))).unwrap();
        assert_eq!(
            journal.iter().map(|line| line.seq).collect::<Vec<_>>(),
            [1, 2, 3, 4],
            "{key}"
        );
    }
}

#[test]
fn a_key_that_is_given_to_another_record_opens_that_one_alone() {
    let mut office = Office::of(World::registered("2026-11-20"));
    office.does(correct(C26, "26-0021"));
    let mut other = office
        .0
        .registry()
        .conventions()
        .get(&number("26-0021"))
        .unwrap()
        .clone();
    other.number = number(C26);
    let record = Record::from(other);
    office.does(Command::Save { record });
    assert_eq!(office.0.open(&convention(C26)).unwrap().id, convention(C26));
    let seqs = |key: &str| -> Vec<u64> {
        let lines = office.0.history(&convention(key)).unwrap();
        let mut seqs: Vec<u64> = told(&lines).iter().map(|(seq, _)| *seq).collect();
        seqs.dedup();
        seqs
    };
    assert_eq!(seqs(C26), [3]);
    assert_eq!(seqs("26-0021"), [2, 1]);
}

#[test]
fn a_withdrawn_record_says_so_and_keeps_its_history() {
    let mut office = Office::of(World::eligible());
    office.does(withdraw(convention(C26)));
    match office.0.open(&convention(C26)) {
        Err(DeskError::Refused(why)) => assert!(matches!(*why, Refusal::Spent(_)), "{why:?}"),
        other => panic!("{other:?}"),
    }
    let lines = office.0.history(&convention(C26)).unwrap();
    assert!(lines.iter().any(|line| line.gone && line.seq == 2), "{lines:?}");
    assert!(lines[0].verb.contains("retrait"), "{lines:?}");
}

#[test]
fn a_school_that_was_typed_is_given_another_uai_and_is_what_it_was() {
    let mut office = Office::of(World::registered("2026-11-20"));
    let to = RecordId::School(numbered(380_700));
    let command = Command::Correct {
        record: RecordId::School(uai(SCHOOL)),
        to: to.clone(),
        reason: "faute de frappe".to_owned(),
    };
    let order = preau::domain::command::Order::blind(command.clone());
    let effects = office.0.preview(&order).unwrap().effects;
    assert_eq!(effects.all().count(), 0, "{effects:?}");
    office.does(command);
    assert_eq!(office.0.open(&RecordId::School(uai(SCHOOL))).unwrap().id, to);
    assert!(office.0.explain(uai(SCHOOL)).is_ok());
    let rows = super::office::found(&office, preau::domain::query::Pane::Schools, "inscrite:oui");
    assert_eq!(rows, [numbered(380_700)]);
}

/// What W18 says of each change since the review of the school's entry.
fn since_review(office: &Office) -> Vec<String> {
    let explained = office.0.explain(uai(SCHOOL)).unwrap();
    let rules = explained.into_iter().flat_map(|one| one.rules);
    let facts = rules
        .filter(|rule| rule.rule == RuleCode::W18)
        .flat_map(|rule| rule.facts);
    facts
        .map(|fact| fact.value)
        .filter(|told| told.contains("(opération"))
        .collect()
}

#[test]
fn a_void_review_names_who_changed_the_part_and_not_who_corrected_its_key() {
    let former = Review::without_digests(day("2026-11-21"), "dpd");
    for former in [None, Some(former)] {
        let of_today = former.is_none();
        let world = World::registered("2026-11-20").edit_entry(1, |entry| entry.reviewed = former);
        let mut office = Office::of(world);
        if of_today {
            office.does(conforme(1));
        }
        office.does(terminate(C26, "2027-06-30"));
        let told = since_review(&office);
        let mut office = office.by("mmartin");
        office.does(correct(C26, "26-0021"));
        assert_eq!(since_review(&office), told);
        assert!(told.len() == 1 && told[0].contains("jdupont"), "{told:?}");
        assert!(
            told[0].ends_with("résiliée au") || told[0].contains(": "),
            "{told:?}"
        );
    }
}
