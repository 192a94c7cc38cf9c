//! A solution that is filed under another category takes its uses there, with all that names them.

use preau::domain::change::Change;
use preau::domain::command::{Command, Import, ImportKind, Order};
use preau::domain::covered::Coverage;
use preau::domain::decide::keys_hold;
use preau::domain::deployment::{Deployment, DeploymentId, Rank, Stage};
use preau::domain::document::{DocumentFormat, DocumentId, DocumentKind};
use preau::domain::journal::Entry;
use preau::domain::provider::{Category, Solution};
use preau::domain::record::{Document, Record, RecordId};
use preau::domain::refusal::{NoMany, Refusal};
use preau::domain::register::{Closure, Part, RegisterEntry, Review};
use preau::store::{MemoryStore, Reader, Store, verify};

use super::correct::OTHER;
use super::desk::{Desk, ent, jdupont};
use super::withdraw::withdraw;
use crate::support::seeing::conforme;
use crate::support::values::{day, solution_code, uai};
use crate::support::world::{CONTRACT, EDREDON, SCHOOL, World};

const ENT: Category = Category::Ent;
const VIE: Category = Category::VieScolaire;

fn used(school: &str, category: Category, rank: &str) -> DeploymentId {
    DeploymentId {
        school: uai(school),
        category,
        rank: Rank::parse(rank).unwrap(),
    }
}

fn of_use(id: DeploymentId) -> RecordId {
    RecordId::Deployment(id)
}

/// A use of a solution that a school left.
fn left(id: DeploymentId, solution: &str) -> Deployment {
    let mut used = Deployment::new(id);
    used.solution = Some(solution_code(solution));
    used.reach(Stage::EnUsage, day("2025-09-01"));
    used.leave(day("2026-07-05"), "fin d’essai");
    used
}

/// A registered school that left a product of vie scolaire, and one that left OLM for another ENT.
fn world() -> World {
    World::registered("2026-11-20")
        .solution_of(VIE, "autre", "AUTRE", EDREDON)
        .solution("tiers", "TIERS", EDREDON)
        .with(left(used(SCHOOL, VIE, "1"), "autre"))
        .school(OTHER, "Élém. Joseph Vallier", "38185")
        .with(left(used(OTHER, ENT, "1"), "olm"))
        .with({
            let mut next = Deployment::new(used(OTHER, ENT, "2"));
            next.solution = Some(solution_code("tiers"));
            next
        })
}

/// The order to file a solution under a category.
fn file(desk: &Desk, code: &str, category: Category) -> Command {
    let held = desk.registry.solutions().get(&solution_code(code)).unwrap();
    Command::Save {
        record: Record::from(Solution {
            category,
            ..held.clone()
        }),
    }
}

fn files(desk: &mut Desk, code: &str, category: Category) -> u64 {
    desk.does(file(desk, code, category))
}

fn refused(desk: &Desk, code: &str, category: Category) -> String {
    let why = desk.refuses(file(desk, code, category)).to_string();
    why.replace('\u{a0}', " ")
}

/// The import of solutions with their categories.
fn import(desk: &Desk, filed: &[(&str, Category)]) -> Command {
    let record = |(code, category): &(&str, Category)| match file(desk, code, *category) {
        Command::Save { record } => record,
        other => panic!("{other:?}"),
    };
    Command::Import(Import {
        kind: ImportKind::Solutions,
        source: "solutions.csv".to_owned(),
        sha256: "0".repeat(64),
        records: filed.iter().map(record).collect(),
        covers: Vec::new(),
        dated: None,
        site: None,
    })
}

fn records(desk: &Desk) -> Vec<Record> {
    desk.registry.records().map(|(record, _)| record).collect()
}

/// What a verification says of a desk's journal after the world that it began with.
fn verified(world: &World, journal: &[Entry]) -> String {
    let mut store = MemoryStore::new();
    let first = Entry {
        seq: 1,
        at: "2026-11-01T09:00:00Z".parse().unwrap(),
        actor: jdupont(),
        command: Command::Undo { entry: 0 },
        order: None,
        edition: Entry::FIRST_EDITION,
        changes: world.records().cloned().map(Change::create).collect(),
    };
    store.commit(&[first]).unwrap();
    store.commit(journal).unwrap();
    let report = verify(&mut store);
    assert_eq!(store.head().unwrap(), report.head);
    // The world is there with its entries from the beginning, which the register does not allow.
    let damages = report
        .damages
        .iter()
        .filter(|damage| damage.place != "opération 1 du journal");
    let words: Vec<String> = damages
        .map(|damage| format!("{}: {}", damage.place, damage.what))
        .collect();
    words.join("\n")
}

#[test]
fn the_uses_take_the_next_rank_there_and_all_that_names_them_is_rewritten() {
    let mut desk = Desk::of(world().with(Document {
        sha256: DocumentId::of([7; 32]),
        kind: DocumentKind::Other,
        name: "signée.pdf".to_owned(),
        format: DocumentFormat::Pdf,
        size: 1_000,
        pages: None,
        date: None,
        about: vec![of_use(ent()), RecordId::School(uai(SCHOOL))],
        filed: day("2026-11-02"),
        by: "jdupont".to_owned(),
    }));
    desk.does(Command::AddNote {
        about: of_use(ent()),
        text: "vu".to_owned(),
    });
    files(&mut desk, "olm", VIE);
    let registry = &desk.registry;
    let (mine, theirs) = (used(SCHOOL, VIE, "2"), used(OTHER, VIE, "1"));
    for (from, to) in [(ent(), mine), (used(OTHER, ENT, "1"), theirs)] {
        assert!(registry.get(&of_use(from)).is_none());
        let held = registry.deployments().get(&to).unwrap();
        assert_eq!(held.solution, Some(solution_code("olm")));
        assert_eq!(registry.follow(&of_use(from)), of_use(to));
    }
    let kept = registry.deployments().get(&theirs).unwrap();
    assert!(kept.is_left() && kept.exit == Some(day("2026-07-05")));
    let entry = registry.entries().get(&1).unwrap();
    assert!(entry.is_active());
    assert_eq!(entry.deployment(), mine);
    assert_eq!(
        registry.entry_of(registry.deployments().get(&mine).unwrap()),
        Some(entry)
    );
    assert_eq!(registry.notes().iter().next().unwrap().about, of_use(mine));
    let document = registry.documents().iter().next().unwrap();
    assert_eq!(document.about, [of_use(mine), RecordId::School(uai(SCHOOL))]);
    // No record names a key that stands for none.
    for (record, _) in registry
        .records()
        .filter(|(record, _)| !matches!(record, Record::FormerKey(_)))
    {
        let lost = record
            .names()
            .into_iter()
            .find(|id| registry.version(id).is_none());
        assert_eq!(lost, None, "{record:?}");
    }
    // Neither rank is given again.
    assert_eq!(registry.next_rank(uai(SCHOOL), ENT), Rank::parse("2"));
    assert_eq!(registry.next_rank(uai(OTHER), ENT), Rank::parse("3"));
}

#[test]
fn a_school_goes_on_in_the_category_that_the_solution_left() {
    let mut desk = Desk::of(world());
    files(&mut desk, "olm", VIE);
    desk.does(Command::ChooseSolution {
        deployment: ent(),
        solution: Some(solution_code("tiers")),
        on: desk.today,
    });
    let held = desk.registry.present_use(uai(SCHOOL), ENT).unwrap();
    assert_eq!(held.id(), used(SCHOOL, ENT, "2"));
    assert_eq!(
        desk.registry.follow(&of_use(ent())),
        of_use(used(SCHOOL, VIE, "2"))
    );
}

#[test]
fn an_undo_gives_all_back_another_does_it_again_and_the_base_is_sound() {
    let world = world();
    let mut desk = Desk::of(world.clone());
    let before = records(&desk);
    let entry = files(&mut desk, "olm", VIE);
    let filed = records(&desk);
    let undone = desk.does(Command::Undo { entry });
    assert_eq!(records(&desk), before);
    desk.does(Command::Undo { entry: undone });
    assert_eq!(records(&desk), filed);
    // Back by another order, the uses take other ranks.
    files(&mut desk, "olm", ENT);
    let back = used(SCHOOL, ENT, "2");
    assert!(desk.registry.deployments().get(&back).is_some());
    for key in [ent(), used(SCHOOL, VIE, "2")] {
        assert_eq!(desk.registry.follow(&of_use(key)), of_use(back));
    }
    assert_eq!(desk.registry.former_keys_of(&of_use(back)).len(), 2);
    assert_eq!(verified(&world, &desk.journal), "");
}

#[test]
fn a_school_never_has_two_current_uses_or_two_active_entries_in_a_category() {
    let current = |world: World, count: u32| {
        (0..count).fold(world, |world, place| {
            let school = crate::cockpit::office::numbered(380_600 + place).to_string();
            let world = world.school(&school, &format!("École {place}"), "38185");
            let world = world.deployment(&school, "olm", Stage::OffreEvaluee);
            world.deployment(&school, "autre", Stage::OffreEvaluee)
        })
    };
    let said = refused(&Desk::of(current(world(), 1)), "olm", VIE);
    assert!(
        said.contains(
            "avec OLM, une école aurait deux solutions en cours en « vie scolaire » : École 0 (Grenoble, 0380600"
        ),
        "{said}"
    );
    assert!(
        said.ends_with("notez d’abord la sortie de l’une des deux"),
        "{said}"
    );
    let said = refused(&Desk::of(current(world(), 7)), "olm", VIE);
    assert!(
        said.contains("7 écoles auraient deux solutions en cours"),
        "{said}"
    );
    assert!(
        said.contains("École 4 (Grenoble, ") && said.contains(" et 2 autres ;"),
        "{said}"
    );
    // An entry that stays with a use that was left.
    let kept = world().entry(2, SCHOOL, "autre", "2025-10-01");
    let said = refused(&Desk::of(kept), "olm", VIE);
    assert!(
        said.contains("une école aurait deux inscriptions actives en « vie scolaire » : Élém. Jean Jaurès"),
        "{said}"
    );
    assert!(said.ends_with("clôturez d’abord l’une des deux (B11)"), "{said}");
}

#[test]
fn two_solutions_change_their_categories_for_each_other_in_one_import() {
    let world = world()
        .school("0380125E", "École", "38185")
        .deployment("0380125E", "olm", Stage::OffreEvaluee)
        .deployment("0380125E", "autre", Stage::OffreEvaluee);
    let mut desk = Desk::of(world.clone());
    assert!(refused(&desk, "olm", VIE).contains("deux solutions"), "one alone");
    let before = records(&desk);
    let entry = desk.does(import(&desk, &[("olm", VIE), ("autre", ENT)]));
    for (category, code) in [(VIE, "olm"), (ENT, "autre")] {
        let held = desk.registry.present_use(uai("0380125E"), category).unwrap();
        assert_eq!(
            (held.rank, &held.solution),
            (Rank::parse("2").unwrap(), &Some(solution_code(code)))
        );
    }
    assert_eq!(verified(&world, &desk.journal), "");
    desk.does(Command::Undo { entry });
    assert_eq!(records(&desk), before);
    assert_eq!(verified(&world, &desk.journal), "");
}

#[test]
fn a_review_is_void_while_the_category_is_another() {
    let mut desk = Desk::of(world());
    desk.does(conforme(1));
    let changed = |desk: &Desk| {
        let entry = desk.registry.entries().get(&1).unwrap();
        Coverage::new(&desk.registry, entry, desk.today).changed(entry.reviewed.as_ref().unwrap())
    };
    assert_eq!(changed(&desk), []);
    let entry = files(&mut desk, "olm", VIE);
    assert_eq!(changed(&desk), [Part::Solution]);
    desk.does(Command::Undo { entry });
    assert_eq!(changed(&desk), []);
    files(&mut desk, "olm", VIE);
    files(&mut desk, "olm", ENT);
    assert_eq!(changed(&desk), [], "put back as it was");
}

#[test]
fn so_is_one_of_the_former_format_and_it_stays_so() {
    let former = Review::without_digests(day("2026-11-21"), "dpd");
    let world = world().edit_entry(1, |entry| entry.reviewed = Some(former));
    let mut desk = Desk::of(world.clone());
    let changed = |desk: &Desk| {
        let entry = desk.registry.entries().get(&1).unwrap();
        Coverage::new(&desk.registry, entry, desk.today).changed(entry.reviewed.as_ref().unwrap())
    };
    assert_eq!(changed(&desk), []);
    let entry = files(&mut desk, "olm", VIE);
    assert_eq!(changed(&desk), [Part::Solution]);
    desk.does(Command::Undo { entry });
    assert_eq!(verified(&world, &desk.journal), "");
}

#[test]
fn an_entry_that_names_another_use_or_none_goes_too() {
    // Before there were ranks a choice took the place of the former: entry 1 is about the use of rank 2, entry 3 about none.
    let closed = Closure {
        on: day("2025-07-01"),
        by: "jdupont".to_owned(),
        reason: "sortie".to_owned(),
    };
    let world = World::eligible()
        .solution("tiers", "TIERS", EDREDON)
        .solution("perdue", "PERDUE", EDREDON)
        .sheet("perdue", "1", "2025-06-01")
        .edit_deployment(SCHOOL, |used| used.solution = Some(solution_code("tiers")))
        .with(left(used(SCHOOL, ENT, "2"), "olm"))
        .entry(1, SCHOOL, "olm", "2025-10-01")
        .entry(3, SCHOOL, "perdue", "2025-09-01");
    let world = [1, 3].into_iter().fold(world, |world, number| {
        world.edit_entry(number, |entry| entry.closed = Some(closed.clone()))
    });
    for (code, number, rank) in [("olm", 1, "1"), ("perdue", 3, "1"), ("tiers", 1, "1")] {
        let mut desk = Desk::of(world.clone());
        let before = records(&desk);
        let entry = files(&mut desk, code, VIE);
        let held = desk.registry.entries().get(&number).unwrap();
        let moved = held.solution == solution_code(code);
        assert_eq!(held.category, if moved { VIE } else { ENT }, "{code}");
        assert_eq!(held.rank.to_string(), rank, "{code}");
        assert_eq!(verified(&world, &desk.journal), "", "{code}");
        desk.does(Command::Undo { entry });
        assert_eq!(records(&desk), before, "{code}");
        assert_eq!(verified(&world, &desk.journal), "", "{code}");
    }
}

#[test]
fn open_accounts_are_not_judged_again() {
    let world = World::registered("2026-11-20")
        .edit_deployment(SCHOOL, |used| used.stage = Stage::EnUsage)
        .without(&RecordId::Contract(crate::support::values::reference(CONTRACT)));
    let mut desk = Desk::of(world);
    files(&mut desk, "olm", VIE);
    assert!(desk.registry.deployments().get(&used(SCHOOL, VIE, "1")).is_some());
}

#[test]
fn it_stands_alone() {
    let desk = Desk::of(world());
    let commands = vec![file(&desk, "olm", VIE)];
    let why = desk.refuses(Command::Many { commands });
    assert!(
        matches!(&why, Refusal::OneOf { why, .. } if **why == Refusal::Many(NoMany::Within)),
        "{why:?}"
    );
    // One that no school uses is a record like another.
    let desk = Desk::of(World::eligible().solution("tiers", "TIERS", EDREDON));
    let commands = vec![file(&desk, "tiers", VIE)];
    assert!(desk.decide(&desk.seeing(Command::Many { commands })).is_ok());
}

#[test]
fn an_undo_leaves_no_use_behind_that_came_since() {
    let mut desk = Desk::of(World::eligible().solution("tiers", "TIERS", EDREDON));
    let entry = files(&mut desk, "tiers", VIE);
    desk.does(Command::ChooseSolution {
        deployment: used(SCHOOL, VIE, "1"),
        solution: Some(solution_code("tiers")),
        on: desk.today,
    });
    let why = desk.refuses(Command::Undo { entry }).to_string();
    assert!(
        why.contains("vie scolaire") && why.contains("resterait dans l’ancienne"),
        "{why}"
    );
}

#[test]
fn an_undo_of_something_older_names_it() {
    let mut desk = Desk::of(world());
    let moved = desk.does(Command::AddNote {
        about: of_use(ent()),
        text: "vu".to_owned(),
    });
    files(&mut desk, "olm", VIE);
    let said = desk.refuses(Command::Undo { entry: moved }).to_string();
    assert!(
        said.contains(
            "école 0380123C (ENT) est devenue école 0380123C (vie scolaire, usage 2) le 23/11/2026 par jdupont (OLM \
             est classée en «\u{a0}vie scolaire\u{a0}»)"
        ),
        "{said}"
    );
}

#[test]
fn a_withdrawn_use_and_another_uai_keep_the_ranks_that_are_spent() {
    let mut desk = Desk::of(World::eligible().without(&RecordId::School(uai(SCHOOL))).school(
        SCHOOL,
        "École saisie",
        "38185",
    ));
    files(&mut desk, "olm", VIE);
    let before = records(&desk);
    let entry = desk.does(Command::Correct {
        record: RecordId::School(uai(SCHOOL)),
        to: RecordId::School(uai(OTHER)),
        reason: "faute".to_owned(),
    });
    let now = of_use(used(OTHER, VIE, "1"));
    for (school, category) in [(SCHOOL, ENT), (SCHOOL, VIE), (OTHER, ENT)] {
        let key = of_use(used(school, category, "1"));
        assert_eq!(desk.registry.follow(&key), now, "{key}");
    }
    assert_eq!(desk.registry.next_rank(uai(OTHER), ENT), Rank::parse("2"));
    desk.does(Command::Undo { entry });
    assert_eq!(records(&desk), before);
    desk.does(withdraw(of_use(used(SCHOOL, VIE, "1"))));
    assert_eq!(desk.registry.next_rank(uai(SCHOOL), VIE), Rank::parse("2"));
}

/// Each way in which what is written may be more than a solution filed elsewhere.
#[test]
fn changes_beside_it_are_refused_and_are_damage() {
    let world = world();
    let mut desk = Desk::of(world.clone());
    files(&mut desk, "olm", VIE);
    let sound = desk.journal.pop().unwrap();
    let before = Desk::of(world.clone()).registry;
    let forged = |edit: &dyn Fn(&mut Vec<Change>)| {
        let mut entry = sound.clone();
        edit(&mut entry.changes);
        let damaged = !verified(&world, &[entry.clone()]).is_empty();
        assert_eq!(keys_hold(&before, &entry.changes).is_err(), damaged);
        damaged
    };
    assert!(!forged(&|_| {}));
    let entries = |edit: &dyn Fn(&mut RegisterEntry)| {
        forged(&|changes| {
            for change in changes {
                if let Some(Record::Entry(entry)) = &mut change.after {
                    edit(entry);
                }
            }
        })
    };
    assert!(entries(&|entry| entry.entered_on = day("2026-01-01")));
    assert!(entries(&|entry| entry.category = ENT));
    assert!(entries(&|entry| entry.rank = Rank::parse("3").unwrap()));
    assert!(entries(&|entry| entry.solution = solution_code("autre")));
    let stage = forged(&|changes| {
        for change in changes {
            if let (None, Some(Record::Deployment(used))) = (&change.before, &mut change.after) {
                used.stage = Stage::EnUsage;
            }
        }
    });
    assert!(stage, "a use that comes is what it was");
    let come = of_use(used(SCHOOL, VIE, "2"));
    assert!(forged(
        &|changes| changes.retain(|change| change.id() != Some(come.clone()))
    ));
}

#[test]
fn an_order_rests_on_the_solution_that_was_seen() {
    let mut desk = Desk::of(world());
    let order = desk.seeing(file(&desk, "olm", VIE));
    files(&mut desk, "olm", VIE);
    assert!(matches!(desk.orders(order), Err(Refusal::Conflict { .. })));
    let blind = Order::blind(file(&desk, "olm", ENT));
    assert!(matches!(desk.orders(blind), Err(Refusal::Unseen(_))));
}
