//! Documents: attached to a record, described anew, detached, taken back; never recorded without their bytes.

use preau::domain::command::{AnnexeBy, AnnexeMove, Command, Order, Seen};
use preau::domain::convention::{Annexe, AnnexeLine, Convention};
use preau::domain::date::Period;
use preau::domain::document::{Described, DocumentFormat, DocumentId, DocumentKind, Measured};
use preau::domain::record::{Document, RecordId};
use preau::domain::refusal::Refusal;

use super::desk::Desk;
use crate::support::seeing::conforme;
use crate::support::values::{amendment, day, number, uai};
use crate::support::world::{C26, C28, SCHOOL, World};

fn id(byte: u8) -> DocumentId {
    DocumentId::of([byte; 32])
}

fn measured(byte: u8) -> Measured {
    Measured {
        id: id(byte),
        format: DocumentFormat::Pdf,
        size: 312_000,
        pages: Some(3),
    }
}

fn convention(text: &str) -> RecordId {
    RecordId::Convention(number(text))
}

fn described(byte: u8, kind: DocumentKind, date: &str) -> Described {
    Described {
        id: id(byte),
        kind,
        name: "signée.pdf".to_owned(),
        date: (!date.is_empty()).then(|| day(date)),
        amendment: None,
    }
}

fn attach(byte: u8, to: RecordId) -> Command {
    let document = described(byte, DocumentKind::SignedConvention, "2026-10-03");
    Command::Attach { document, to }
}

fn detach(byte: u8, from: RecordId) -> Command {
    let document = id(byte);
    Command::Detach { document, from }
}

/// A desk that keeps the bytes of the documents 1 and 2.
fn desk() -> Desk {
    let mut desk = Desk::eligible();
    desk.kept = vec![measured(1), measured(2)];
    desk
}

fn document(desk: &Desk, byte: u8) -> Document {
    desk.registry.documents().get(&id(byte)).unwrap().clone()
}

#[test]
fn what_is_recorded_of_the_bytes_is_what_was_read_of_them() {
    let mut desk = desk();
    desk.does(attach(1, convention(C26)));
    let found = document(&desk, 1);
    assert_eq!(
        (found.size, found.pages, found.format),
        (312_000, Some(3), DocumentFormat::Pdf)
    );
    assert_eq!((found.by.as_str(), found.filed), ("jdupont", day("2026-11-23")));
    assert_eq!(found.words(), "convention signée, 3 pages, du 03/10/2026");
    let of = |id: &RecordId| desk.registry.documents_of(id).count();
    assert_eq!((of(&convention(C26)), of(&convention(C28))), (1, 0));
}

#[test]
fn a_document_without_its_bytes_is_not_recorded() {
    let mut desk = desk();
    assert_eq!(desk.refuses(attach(3, convention(C26))), Refusal::NoFile(id(3)));
    desk.does(attach(1, convention(C26)));
    desk.kept.clear();
    desk.does(attach(1, convention(C28)));
    assert_eq!(document(&desk, 1).about, [convention(C26), convention(C28)]);
}

#[test]
fn one_file_is_one_record_whatever_it_is_attached_to() {
    let mut desk = desk();
    desk.does(attach(1, convention(C28)));
    desk.does(attach(1, convention(C26)));
    assert_eq!(desk.registry.documents().len(), 1);
    assert_eq!(document(&desk, 1).about, [convention(C26), convention(C28)]);
    assert_eq!(desk.refuses(attach(1, convention(C26))), Refusal::Nothing);
    let document = described(1, DocumentKind::Amendment, "");
    let to = convention(C26);
    let anew = Command::Attach { document, to };
    assert_eq!(
        desk.decide(&Order::blind(anew.clone())).unwrap_err(),
        Refusal::Nothing,
        "blind"
    );
    let record = RecordId::Document(id(1));
    let version = desk.registry.version(&record).unwrap();
    desk.orders(Order::seeing(anew, vec![Seen { id: record, version }]))
        .unwrap();
    let found = self::document(&desk, 1);
    assert_eq!(
        (found.kind, found.date),
        (DocumentKind::Amendment, None),
        "said anew"
    );
    assert_eq!(found.about.len(), 2);
}

#[test]
fn a_document_that_is_known_keeps_its_description_wherever_it_is_attached_blind() {
    let mut desk = desk();
    desk.does(attach(1, convention(C26)));
    let document = described(1, DocumentKind::Other, "2026-11-23");
    let to = convention(C28);
    let other = Described {
        name: "scan 7.pdf".to_owned(),
        ..document
    };
    let command = Command::Attach { document: other, to };
    desk.orders(Order::blind(Command::Many {
        commands: vec![command],
    }))
    .unwrap();
    let found = self::document(&desk, 1);
    assert_eq!(found.words(), "convention signée, 3 pages, du 03/10/2026");
    assert_eq!(found.name, "signée.pdf");
    assert_eq!(found.about, [convention(C26), convention(C28)]);
}

#[test]
fn detached_from_all_it_is_recorded_no_more_and_an_undo_gives_it_back() {
    let mut desk = desk();
    desk.does(attach(1, convention(C26)));
    desk.does(attach(1, convention(C28)));
    let before = document(&desk, 1);
    desk.does(detach(1, convention(C28)));
    assert_eq!(document(&desk, 1).about, [convention(C26)]);
    let refused = desk.refuses(detach(1, convention(C28))).to_string();
    assert!(
        refused.contains("n’est pas jointe à convention 28-0001"),
        "{refused}"
    );
    let last = desk.does(detach(1, convention(C26)));
    assert!(desk.registry.documents().is_empty());
    desk.kept.clear();
    let undo = Command::Undo { entry: last };
    assert_eq!(
        desk.refuses(undo.clone()),
        Refusal::NoFile(id(1)),
        "its bytes are gone"
    );
    desk.kept = vec![measured(1)];
    desk.does(undo);
    assert_eq!(document(&desk, 1).about, [before.about[0].clone()]);
}

#[test]
fn each_refusal_says_what_is_wrong() {
    let mut desk = desk();
    desk.does(attach(2, convention(C26)));
    let named = |name: &str, date: &str| Command::Attach {
        document: Described {
            name: name.to_owned(),
            ..described(1, DocumentKind::Other, date)
        },
        to: convention(C26),
    };
    let cases = [
        (attach(1, convention("26-9999")), "convention 26-9999 introuvable"),
        (attach(1, RecordId::View(1)), "aucune pièce ne se joint"),
        (
            attach(1, RecordId::FollowUp(uai(SCHOOL))),
            "aucune pièce ne se joint",
        ),
        (attach(1, RecordId::Document(id(2))), "aucune pièce ne se joint"),
        (named("", ""), "il faut un nom"),
        (named("a/b.pdf", ""), "un nom de fichier"),
        (named(".pdf", ""), "un nom de fichier"),
        (named(&"a".repeat(121), ""), "120 caractères"),
        (named("a.pdf", "2026-11-24"), "est à venir"),
        (detach(1, convention(C26)), "introuvable"),
    ];
    for (command, said) in cases {
        let refused = desk.refuses(command.clone()).to_string();
        assert!(refused.contains(said), "{command:?}: {refused}");
    }
}

#[test]
fn its_name_is_inert() {
    let mut desk = desk();
    let document = Described {
        name: "a\u{1b}[31m\u{202e}fdp.pdf".to_owned(),
        ..described(1, DocumentKind::Other, "")
    };
    let to = convention(C26);
    desk.does(Command::Attach { document, to });
    let name = self::document(&desk, 1).name;
    assert!(
        name.chars().all(|c| !c.is_control() && c != '\u{202e}'),
        "{name:?}"
    );
}

#[test]
fn what_a_document_is_attached_to_is_not_withdrawn_and_its_new_key_is_followed() {
    let mut desk = desk();
    desk.does(attach(1, convention(C26)));
    desk.does(attach(1, convention(C28)));
    let record = convention(C26);
    let reason = "faute de frappe".to_owned();
    let withdraw = Command::Withdraw {
        record: record.clone(),
        reason: reason.clone(),
    };
    let refused = desk.refuses(withdraw).to_string();
    assert!(refused.contains("pièce 010101010101"), "{refused}");
    let to = convention("26-0009");
    desk.does(Command::Correct { record, to, reason });
    assert_eq!(document(&desk, 1).about.len(), 2);
    assert!(document(&desk, 1).about.contains(&convention("26-0009")));
    assert_eq!(desk.registry.documents_of(&convention("26-0009")).count(), 1);
    desk.does(detach(1, convention("26-0009")));
    assert_eq!(document(&desk, 1).about, [convention(C28)]);
}

#[test]
fn a_document_is_written_by_its_own_commands_alone() {
    let mut desk = desk();
    desk.does(attach(1, convention(C26)));
    let record = preau::domain::record::Record::from(document(&desk, 1));
    assert_eq!(record.references(), [convention(C26)]);
    let save = Command::Save { record };
    let refused = desk.refuses(save).to_string();
    assert!(refused.contains("ne se saisit pas ainsi"), "{refused}");
}

/// A desk whose convention 26 has the avenants 1 and 2, and that keeps the bytes of the documents 1 and 2.
fn amended() -> Desk {
    let world = World::eligible().edit_convention(C26, |convention| {
        convention.amendments = ["1", "2"].map(|one| amendment(one, "", "")).to_vec();
    });
    Desk {
        kept: vec![measured(1), measured(2)],
        ..Desk::of(world)
    }
}

fn attach_as(byte: u8, avenant: &str, to: RecordId) -> Command {
    let document = Described {
        amendment: avenant.parse().ok(),
        ..described(byte, DocumentKind::Amendment, "2026-11-20")
    };
    Command::Attach { document, to }
}

/// The avenants of the convention 26 that have a document, each with its byte.
fn avenants(desk: &Desk) -> Vec<(String, u8)> {
    let found = desk.registry.conventions().get(&number(C26)).unwrap();
    let byte = |id_of: DocumentId| [1, 2].into_iter().find(|byte| id(*byte) == id_of);
    let named = found.amendments.iter();
    named
        .filter_map(|one| Some((one.number.to_string(), byte(one.document?)?)))
        .collect()
}

#[test]
fn a_document_is_the_avenant_that_is_said_and_no_other() {
    let mut desk = amended();
    let before = desk.registry.clone();
    let seq = desk.does(attach_as(1, "01", convention(C26)));
    assert_eq!(avenants(&desk), [("1".to_owned(), 1)], "a leading zero is none");
    // The other avenant, by the same bytes: it is that one alone.
    desk.does(attach_as(1, "2", convention(C26)));
    assert_eq!(avenants(&desk), [("2".to_owned(), 1)]);
    // A better scan takes its place; the first stays attached.
    desk.does(attach_as(2, "2", convention(C26)));
    assert_eq!(avenants(&desk), [("2".to_owned(), 2)]);
    assert_eq!(document(&desk, 1).about, [convention(C26)]);
    // Attached elsewhere, it is the avenant still; attached again without a word, too.
    desk.does(attach(2, RecordId::School(uai(SCHOOL))));
    assert!(matches!(
        desk.refuses(attach(2, convention(C26))),
        Refusal::Nothing
    ));
    assert_eq!(avenants(&desk), [("2".to_owned(), 2)]);
    // A form says it as well.
    typed(&mut desk, |convention| {
        convention.amendments[1].document = None;
        convention.amendments[0].document = Some(id(1));
    })
    .unwrap();
    assert_eq!(avenants(&desk), [("1".to_owned(), 1)]);
    desk.does(attach_as(2, "2", convention(C26)));
    desk.does(detach(1, convention(C26)));
    assert_eq!(avenants(&desk), [("2".to_owned(), 2)]);
    desk.does(detach(2, convention(C26)));
    assert_eq!(avenants(&desk), []);
    let mut other = amended();
    other.does(attach_as(1, "1", convention(C26)));
    other.does(Command::Undo { entry: seq });
    assert_eq!(avenants(&other), []);
    assert_eq!(other.registry.get(&convention(C26)), before.get(&convention(C26)));
}

/// Saves the convention 26 as it is typed over.
fn typed(desk: &mut Desk, edit: impl FnOnce(&mut Convention)) -> Result<u64, Refusal> {
    let mut record = desk.registry.conventions().get(&number(C26)).unwrap().clone();
    edit(&mut record);
    let record = record.into();
    desk.orders(desk.seeing(Command::Save { record }))
}

#[test]
fn an_avenant_is_typed_as_a_document_that_is_attached_to_its_convention_and_is_no_other() {
    let mut desk = amended();
    desk.does(attach(1, convention(C28)));
    let as_first = |found: &mut Convention| found.amendments[0].document = Some(id(1));
    let refused = typed(&mut desk, as_first).unwrap_err().to_string();
    let why = "avenant 1\u{a0}: la pièce 010101010101 n’est pas jointe à cette convention\u{a0}: joignez-la d’abord";
    assert!(refused.contains(why), "{refused}");
    let line = AnnexeBy::New(preau::domain::convention::Amendment {
        document: Some(id(1)),
        ..amendment("3", "", "")
    });
    let joins = Command::annexe(
        number(C26),
        uai(SCHOOL),
        AnnexeMove {
            by: line,
            ..AnnexeMove::new(true, day("2026-11-23"))
        },
    );
    let listed = |found: &mut Convention| found.annexe = Annexe::Listed(Vec::new());
    let mut bare = Desk::of(World::eligible().edit_convention(C26, listed));
    bare.kept = vec![measured(1)];
    let refused = bare.refuses(joins).to_string();
    assert!(
        refused.contains("n’est pas jointe à cette convention"),
        "{refused}"
    );
    desk.does(attach(1, convention(C26)));
    let twice = typed(&mut desk, |found| {
        for amendment in &mut found.amendments {
            amendment.document = Some(id(1));
        }
    });
    let refused = twice.unwrap_err().to_string();
    assert!(refused.contains("est déjà l’avenant"), "{refused}");
    typed(&mut desk, as_first).unwrap();
    assert_eq!(avenants(&desk), [("1".to_owned(), 1)]);
}

#[test]
fn an_avenant_under_another_number_keeps_its_document_and_its_schools() {
    let world = World::eligible().edit_convention(C26, |found| {
        found.amendments = vec![amendment("1", "2026-11-09", "2026-11-20")];
        found.annexe = Annexe::Listed(vec![AnnexeLine {
            joined_by: "1".parse().ok(),
            ..AnnexeLine::new(uai(SCHOOL), Period::default())
        }]);
    });
    let mut desk = Desk {
        kept: vec![measured(1)],
        ..Desk::of(world)
    };
    desk.does(attach_as(1, "1", convention(C26)));
    let renumbered = |found: &mut Convention| found.amendments[0].number = "2".parse().unwrap();
    let seq = typed(&mut desk, renumbered).unwrap();
    assert_eq!(avenants(&desk), [("2".to_owned(), 1)]);
    let line = desk
        .registry
        .conventions()
        .get(&number(C26))
        .unwrap()
        .annexe
        .lines()[0]
        .clone();
    assert_eq!(line.joined_by, "2".parse().ok());
    desk.does(Command::Undo { entry: seq });
    assert_eq!(avenants(&desk), [("1".to_owned(), 1)]);
    // With other days it is another avenant: the line names one that is gone.
    let other = typed(&mut desk, |found| {
        found.amendments[0] = amendment("2", "2026-11-10", "2026-11-20");
    });
    other.unwrap_err();
}

#[test]
fn an_avenant_that_is_a_document_is_not_taken_off_before_the_document_is() {
    let mut desk = amended();
    desk.does(attach(1, convention(C26)));
    let attached = desk.registry.revision();
    typed(&mut desk, |found| found.amendments[0].document = Some(id(1))).unwrap();
    let off = |found: &mut Convention| drop(found.amendments.remove(0));
    let refused = typed(&mut desk, off).unwrap_err().to_string();
    let why = "l’avenant 1 est la pièce 010101010101, jointe à la convention\u{a0}: détachez-la d’abord";
    assert!(refused.contains(why), "{refused}");
    let undo = Command::Undo { entry: attached };
    let refused = desk.refuses(undo).to_string();
    assert!(
        refused.contains("elle est un avenant de la convention 26-0001"),
        "{refused}"
    );
    desk.does(detach(1, convention(C26)));
    typed(&mut desk, off).unwrap();
}

#[test]
fn a_document_is_an_avenant_of_its_convention_alone() {
    let desk = amended();
    for (avenant, to, field) in [
        ("3", convention(C26), "avenant"),
        ("1", convention(C28), "avenant"),
        ("1", RecordId::School(uai(SCHOOL)), "avenant"),
    ] {
        match desk.refuses(attach_as(1, avenant, to.clone())) {
            Refusal::Invalid { field: found, .. } => assert_eq!(found, field, "{avenant} {to}"),
            other => panic!("{avenant} {to}: {other:?}"),
        }
    }
}

#[test]
fn the_document_of_an_avenant_voids_no_review() {
    use preau::domain::rule::RuleCode::W18;
    use preau::domain::rule::assess;

    let world = World::registered("2026-10-01").edit_convention(C26, |convention| {
        convention.amendments = vec![amendment("1", "2026-11-09", "2026-11-10")];
    });
    let mut desk = Desk {
        kept: vec![measured(1)],
        ..Desk::of(world)
    };
    desk.does(conforme(1));
    desk.does(attach_as(1, "1", convention(C26)));
    let school = desk.registry.schools().get(&uai(SCHOOL)).unwrap();
    let found = assess(&desk.registry, school, desk.today, &desk.policy);
    assert!(!found[0].has(W18));
}
