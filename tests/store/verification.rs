//! Verifying a base: a sound one is said to be, and each thing wrong is named where it is.

use crate::entries::{
    convention, creation, deployment, entry, now, provider, removal, school, solution, story,
};
use crate::support::values::{day, uai};
use crate::support::world::{C26, C28, SCHOOL, World};
use preau::domain::change::Change;
use preau::domain::deployment::Stage;
use preau::domain::journal::Entry;
use preau::domain::record::{Record, RecordId};
use preau::domain::register::{Closure, RegisterEntry, TakenOver};
use preau::domain::rule::EDITION;
use preau::store::{
    Damage, DocumentFolder, FileStore, Head, Link, Loaded, MemoryStore, Reader, Report, Store, StoreError,
    verify, verify_snapshot,
};

/// What a verification says of a store that was told these entries.
fn verified(entries: &[Entry]) -> Report {
    let mut store = MemoryStore::new();
    store.commit(entries).unwrap();
    verify(&mut store)
}

fn words(report: &Report) -> Vec<String> {
    let damages = report.damages.iter();
    damages
        .map(|damage| format!("{}\u{a0}: {}", damage.place, damage.what))
        .collect()
}

/// The creation of a world, in one entry.
fn world(world: &World) -> Entry {
    creation(1, world.records().cloned())
}

/// The record of a world.
fn record(of: &World, id: &RecordId) -> Record {
    of.records().find(|record| record.id() == *id).cloned().unwrap()
}

/// The register entry of [`World::registered`], of a day.
fn registration(on: &str) -> RegisterEntry {
    match record(&World::registered(on), &RecordId::Entry(1)) {
        Record::Entry(entry) => *entry,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sound_base_is_said_to_be() {
    let report = verified(&story());
    assert_eq!(words(&report), [""; 0]);
    assert_eq!(
        report.to_string(),
        format!(
            "6 opérations, 45 enregistrements, 0 inscription active\u{a0}: la base est saine\n  tête du journal\u{a0}: {}",
            report.head
        )
    );
    let folder = tempfile::tempdir().unwrap();
    let mut store = FileStore::create(&folder.path().join("base.preau"), now()).unwrap();
    store.commit(&story()).unwrap();
    assert_eq!(verify(&mut store), report);
}

#[test]
fn an_empty_base_is_sound() {
    assert_eq!(
        verified(&[]).to_string(),
        format!(
            "0 opération, 0 enregistrement, 0 inscription active\u{a0}: la base est saine\n  tête du journal\u{a0}: 0:{}",
            "0".repeat(64)
        )
    );
}

#[test]
fn a_change_that_starts_from_another_state_is_named() {
    let before = |name| vec![Change::update(school(1, name), school(1, "Ferry"))];
    let report = verified(&[creation(1, [school(1, "Jaurès")]), entry(2, before("Curie"))]);
    let id = RecordId::School(crate::entries::uai(1)).label();
    let said =
        format!("opération 2 du journal\u{a0}: elle part d’un état de {id} qui n’était pas le sien (autre)");
    assert_eq!(words(&report), [said]);
    assert!(
        !verified(&[entry(1, before("Jaurès"))]).is_sound(),
        "the school did not exist"
    );
    assert!(
        !verified(&[removal(1, school(1, "Jaurès"))]).is_sound(),
        "nor does one that is removed"
    );
}

#[test]
fn a_change_of_a_key_is_named() {
    let change = Change::update(school(1, "a"), school(2, "a"));
    let report = verified(&[creation(1, [school(1, "a")]), entry(2, vec![change])]);
    assert!(words(&report)[0].contains("elle change la clé de"), "{report}");
}

#[test]
fn a_record_that_names_what_does_not_exist_is_named() {
    let report = verified(&[creation(
        1,
        [school(4, "a"), deployment(4, Some("one")), convention("28-1", 7)],
    )]);
    let said = words(&report);
    assert_eq!(said.len(), 2, "{report}");
    assert!(
        said[0].ends_with("\u{a0}: il renvoie à prestataire 200000073, qui n’existe pas"),
        "{report}"
    );
    assert!(
        said[1].ends_with("\u{a0}: il renvoie à solution one, qui n’existe pas"),
        "{report}"
    );
    let whole = [
        provider(7),
        solution("one", 7),
        school(4, "a"),
        deployment(4, Some("one")),
        convention("28-1", 7),
    ];
    assert!(verified(&[creation(1, whole)]).is_sound());
}

#[test]
fn an_entry_that_the_rules_allowed_on_its_day_is_sound() {
    let eligible = World::eligible();
    let report = verified(&[world(&eligible), creation(2, [registration("2026-11-23").into()])]);
    assert_eq!(words(&report), [""; 0]);
    assert_eq!(report.registered, 1);
}

#[test]
fn an_entry_that_a_rule_forbade_on_its_day_is_named_with_the_rule() {
    let late = World::eligible().edit_convention(C26, |c| c.signed_party = Some(day("2026-11-24")));
    let entries = |on| [world(&late), creation(2, [registration(on).into()])];
    let report = verified(&entries("2026-11-23"));
    let said = words(&report);
    assert_eq!(said.len(), 1, "{report}");
    assert!(
        said[0].starts_with(
            "opération 2 du journal\u{a0}: inscription au registre n°\u{a0}1 n’était pas permise\u{a0}: B7 "
        ),
        "{report}"
    );
    assert!(
        verified(&entries("2026-11-24")).is_sound(),
        "the day of the signature"
    );
}

#[test]
fn what_today_s_rules_would_refuse_among_older_entries_is_a_remark() {
    let late = World::eligible().edit_convention(C26, |c| c.signed_party = Some(day("2026-11-24")));
    let older = Entry {
        edition: Entry::FIRST_EDITION,
        ..creation(2, [registration("2026-11-23").into()])
    };
    let report = verified(&[world(&late), older.clone()]);
    assert!(report.is_sound(), "{report}");
    let [remark] = report.remarks.as_slice() else {
        panic!("{report}");
    };
    assert!(
        remark.starts_with("opération 2, d’une autre édition des règles\u{a0}: ")
            && remark.contains("\u{a0}: B7 "),
        "{remark}"
    );
    let eligible = verified(&[world(&World::eligible()), older.clone()]);
    assert!(eligible.is_sound() && eligible.remarks.is_empty(), "{eligible}");
    let later = Entry {
        edition: EDITION,
        ..creation(2, [] as [Record; 0])
    };
    let goes_back = verified(&[world(&late), later, Entry { seq: 3, ..older }]);
    assert!(!goes_back.is_sound(), "an edition never goes back: {goes_back}");
}

#[test]
fn the_gate_looks_at_the_registry_as_it_was_before_the_entry() {
    let unsigned = World::eligible().edit_convention(C28, |c| c.signed_dasen = None);
    let id = RecordId::Convention(crate::support::values::number(C28));
    let signed = Change::update(record(&unsigned, &id), record(&World::eligible(), &id));
    let register = Change::create(registration("2026-11-23"));
    let together = verified(&[world(&unsigned), entry(2, vec![signed.clone(), register.clone()])]);
    assert!(
        words(&together)[0].ends_with("une inscription se décide seule"),
        "{together}"
    );
    let apart = verified(&[world(&unsigned), entry(2, vec![signed]), entry(3, vec![register])]);
    assert!(apart.is_sound(), "{apart}");
}

/// An entry that was taken over is held against the rules of its own day, closed or not, years after.
#[test]
fn an_entry_that_was_taken_over_is_judged_on_its_own_day() {
    let eligible = World::eligible();
    let taken_over = |on: &str, closed: Option<&str>| RegisterEntry {
        taken_over: Some(TakenOver::default()),
        closed: closed.map(|on| Closure {
            on: day(on),
            by: String::new(),
            reason: "école fermée".into(),
        }),
        ..registration(on)
    };
    for closed in [None, Some("2026-11-20")] {
        let entries = |on| [world(&eligible), creation(2, [taken_over(on, closed).into()])];
        assert!(verified(&entries("2026-10-12")).is_sound(), "{closed:?}");
        let report = verified(&entries("2026-06-12"));
        assert!(
            words(&report)[0].contains("n’était pas permise\u{a0}: B5 "),
            "{report}"
        );
    }
    let other = RegisterEntry {
        number: 2,
        ..taken_over("2026-11-19", None)
    };
    let both = [taken_over("2026-10-12", Some("2026-11-20")).into(), other.into()];
    let report = verified(&[world(&eligible), creation(2, both)]);
    assert!(!report.is_sound(), "active together");
    let moved = RegisterEntry {
        entered_on: day("2026-10-13"),
        ..taken_over("2026-10-12", Some("2026-11-20"))
    };
    let start = [
        world(&eligible),
        creation(2, [taken_over("2026-10-12", None).into()]),
    ];
    let rewritten = entry(3, vec![Change::update(taken_over("2026-10-12", None), moved)]);
    let report = verified(&[&start[..], &[rewritten]].concat());
    assert!(words(&report)[0].contains("ne changent pas"), "{report}");
}

#[test]
fn an_entry_opened_again_passes_the_gate_again() {
    let eligible = World::eligible();
    let open = registration("2026-11-23");
    let closed = RegisterEntry {
        closed: Some(Closure {
            on: day("2026-11-25"),
            by: "jdupont".into(),
            reason: "erreur".into(),
        }),
        ..open.clone()
    };
    let id = RecordId::Convention(crate::support::values::number(C26));
    let ended = eligible
        .clone()
        .edit_convention(C26, |c| c.terminated = Some(day("2026-11-01")));
    let mut entries = vec![
        world(&eligible),
        creation(2, [open.clone().into()]),
        entry(3, vec![Change::update(open.clone(), closed.clone())]),
    ];
    let again = |seq| entry(seq, vec![Change::update(closed.clone(), open.clone())]);
    assert!(verified(&[entries.clone(), vec![again(4)]].concat()).is_sound());
    entries.push(entry(
        4,
        vec![Change::update(record(&eligible, &id), record(&ended, &id))],
    ));
    entries.push(again(5));
    let report = verified(&entries);
    assert!(
        words(&report)[0].starts_with("opération 5 du journal"),
        "{report}"
    );
}

#[test]
fn an_entry_of_a_solution_that_the_school_had_not_chosen_is_named() {
    let undecided = World::eligible().edit_deployment(SCHOOL, |deployment| deployment.solution = None);
    let report = verified(&[
        world(&undecided),
        creation(2, [registration("2026-11-23").into()]),
    ]);
    assert!(
        words(&report)[0].ends_with("l’école n’avait pas choisi cette solution"),
        "{report}"
    );
}

#[test]
fn an_entry_is_neither_removed_nor_moved_to_another_school() {
    let open = registration("2026-11-23");
    let moved = RegisterEntry {
        school: uai("0380001V"),
        ..open.clone()
    };
    let start = [world(&World::eligible()), creation(2, [open.clone().into()])];
    let gone = verified(&[&start[..], &[removal(3, open.clone().into())]].concat());
    assert!(
        words(&gone)[0].contains("elle se clôt, elle ne s’efface pas"),
        "{gone}"
    );
    let elsewhere = entry(3, vec![Change::update(open, moved)]);
    let report = verified(&[&start[..], &[elsewhere]].concat());
    assert!(
        words(&report)[0].contains("l’école et la solution d’une inscription ne changent pas"),
        "{report}"
    );
}

#[test]
fn a_second_active_entry_is_named() {
    let second = RegisterEntry {
        number: 2,
        ..registration("2026-11-23")
    };
    let start = [
        world(&World::eligible()),
        creation(2, [registration("2026-11-23").into()]),
    ];
    let report = verified(&[&start[..], &[creation(3, [second.into()])]].concat());
    assert!(words(&report)[0].starts_with("opération 3"), "{report}");
}

#[test]
fn an_active_entry_is_not_rewritten() {
    let open = registration("2026-11-23");
    let rewritten = RegisterEntry {
        entered_on: day("2026-11-20"),
        ..open.clone()
    };
    let start = [world(&World::eligible()), creation(2, [open.clone().into()])];
    let report = verified(&[&start[..], &[entry(3, vec![Change::update(open, rewritten)])]].concat());
    assert!(
        words(&report)[0].ends_with("une inscription active ne change que par son contrôle"),
        "{report}"
    );
}

#[test]
fn an_entry_of_a_day_after_its_writing_is_named() {
    let report = verified(&[
        world(&World::eligible()),
        creation(2, [registration("2026-12-23").into()]),
    ]);
    assert!(words(&report)[0].contains("le jour J est à venir"), "{report}");
}

#[test]
fn an_entry_made_together_with_facts_is_named() {
    let eligible = World::eligible();
    let id = RecordId::Convention(crate::support::values::number(C26));
    let other = eligible
        .clone()
        .edit_convention(C26, |c| c.dossiers = vec!["1".into()]);
    let change = Change::update(record(&eligible, &id), record(&other, &id));
    let register = Change::create(registration("2026-11-23"));
    let report = verified(&[world(&eligible), entry(2, vec![change, register])]);
    assert!(
        words(&report)[0].ends_with("une inscription se décide seule"),
        "{report}"
    );
}

#[test]
fn the_stage_inscrite_without_an_active_entry_is_named() {
    let at_stage = World::eligible().edit_deployment(SCHOOL, |deployment| deployment.stage = Stage::Inscrite);
    let report = verified(&[world(&at_stage)]);
    assert!(
        words(&report)[0].ends_with("«\u{a0}inscrite au registre\u{a0}» sans inscription active"),
        "{report}"
    );
}

/// A store that tells something else than what it was told.
struct Liar {
    inner: MemoryStore,
    lie: Lie,
}

#[derive(Clone, Copy, PartialEq)]
enum Lie {
    Record,
    Missing,
    Added,
    Version,
    Head,
    Previous,
    Gap,
    History,
    Unreadable,
}

impl Reader for Liar {
    fn head(&self) -> Result<Head, StoreError> {
        let head = self.inner.head()?;
        Ok(if self.lie == Lie::Head {
            Head {
                seq: head.seq + 1,
                ..head
            }
        } else {
            head
        })
    }

    fn load(&self) -> Result<Loaded, StoreError> {
        let mut loaded = self.inner.load()?;
        let last = loaded.records.len() - 1;
        match self.lie {
            Lie::Record => loaded.records[last].0 = crate::entries::note(2, 5, "autre"),
            Lie::Missing => drop(loaded.records.pop()),
            Lie::Added => loaded.records.push((provider(901), 6)),
            Lie::Version => loaded.records[last].1 = 5,
            _ => {}
        }
        Ok(loaded)
    }

    fn journal(&self, from: u64, each: &mut dyn FnMut(Link) -> bool) -> Result<(), StoreError> {
        if self.lie == Lie::Unreadable {
            return Err(StoreError::Damaged {
                place: "opération 3".into(),
                what: "illisible".into(),
            });
        }
        self.inner
            .journal(from, &mut |mut link| match (self.lie, link.entry.seq) {
                (Lie::Gap, 2) => true,
                (Lie::Previous, 4) => {
                    link.previous = [9; 32];
                    each(link)
                }
                _ => each(link),
            })
    }

    fn history(&self, record: &RecordId) -> Result<Vec<u64>, StoreError> {
        let mut history = self.inner.history(record)?;
        if self.lie == Lie::History && *record == RecordId::School(crate::entries::uai(4)) {
            history.pop();
        }
        Ok(history)
    }
    fn is_trial(&self) -> bool {
        self.inner.is_trial()
    }
}

impl Store for Liar {
    fn commit(&mut self, entries: &[Entry]) -> Result<Head, StoreError> {
        self.inner.commit(entries)
    }

    fn snapshot(&self) -> Result<Box<dyn Reader>, StoreError> {
        self.inner.snapshot()
    }

    fn check(&mut self) -> Result<Vec<Damage>, StoreError> {
        Ok(Vec::new())
    }
}

#[test]
fn a_store_that_differs_from_its_journal_is_told_on() {
    let table = [
        (
            Lie::Record,
            "note n°\u{a0}2\u{a0}: il n’est pas ce que l’opération 6 du journal en a fait",
        ),
        (
            Lie::Missing,
            "note n°\u{a0}2\u{a0}: il manque\u{a0}; l’opération 6 du journal l’a écrit",
        ),
        (
            Lie::Added,
            "prestataire 200009017\u{a0}: le journal ne le connaît pas, ou l’a supprimé",
        ),
        (
            Lie::Version,
            "note n°\u{a0}2\u{a0}: la base le dit changé par l’opération 5, le journal par la 6",
        ),
        (Lie::Head, "fin du journal\u{a0}: la base en est à l’opération 7"),
        (
            Lie::Previous,
            "opération 4 du journal\u{a0}: elle n’est pas liée à l’opération qui la précède",
        ),
        (Lie::Gap, "opération 3 du journal\u{a0}: elle suit l’opération 1"),
        (
            Lie::History,
            "son historique n’est pas celui que donne le journal",
        ),
        (
            Lie::Unreadable,
            "opération 3\u{a0}: illisible\u{a0}; les enregistrements n’ont pas pu être comparés au journal",
        ),
    ];
    for (lie, expected) in table {
        let mut liar = Liar {
            inner: MemoryStore::new(),
            lie,
        };
        liar.commit(&story()).unwrap();
        let report = verify(&mut liar);
        assert_eq!(verify_snapshot(&liar, None, &DocumentFolder::temporary()), report);
        let said = words(&report);
        assert!(
            said.iter().any(|said| said.contains(expected)),
            "{expected}\n{report}"
        );
    }
}

#[test]
fn the_document_of_an_avenant_is_attached_to_its_convention() {
    use preau::domain::document::{DocumentFormat, DocumentId, DocumentKind};
    use preau::domain::record::Document;

    let id = RecordId::Convention(crate::support::values::number(C26));
    let document = |about: RecordId| Document {
        sha256: DocumentId::of([1; 32]),
        kind: DocumentKind::Amendment,
        name: "avenant.pdf".into(),
        format: DocumentFormat::Pdf,
        size: 312,
        pages: None,
        date: None,
        about: vec![about],
        filed: day("2026-11-23"),
        by: "jdupont".into(),
    };
    let amended = World::eligible().edit_convention(C26, |convention| {
        let mut avenant = crate::support::values::amendment("1", "", "");
        avenant.document = Some(DocumentId::of([1; 32]));
        convention.amendments = vec![avenant];
    });
    let elsewhere = document(RecordId::School(crate::support::values::uai(
        crate::support::world::SCHOOL,
    )));
    for (world, sound) in [
        (amended.clone().with(document(id)), true),
        (amended.clone().with(elsewhere), false),
        (amended, false),
    ] {
        let report = verified(&[self::world(&world)]);
        assert_eq!(report.is_sound(), sound, "{report}");
        if !sound {
            assert!(
                words(&report)[0].contains("de l’avenant 1 n’est pas jointe à la convention"),
                "{report}"
            );
        }
    }
}
