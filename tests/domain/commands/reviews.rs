//! Reviews of register entries: what they keep, what voids them (W18), and how long one counts (W13).

use chrono::NaiveDate;
use preau::domain::change::Change;
use preau::domain::collectivite::{CollectiviteKind, Competence};
use preau::domain::command::{Command, Order};
use preau::domain::convention::{Annexe, AnnexeLine, Clause, ClauseState, Renewal};
use preau::domain::covered::Coverage;
use preau::domain::date::Period;
use preau::domain::decide::keys_hold;
use preau::domain::deployment::Stage;
use preau::domain::journal::Entry;
use preau::domain::provider::{Category, SheetId, SubProcessor};
use preau::domain::record::{Record, RecordId};
use preau::domain::refusal::{NoMany, Refusal};
use preau::domain::register::{Conclusion, Part, Review};
use preau::domain::rule::RuleCode::{self, W13, W18};
use preau::domain::rule::{Assessment, assess};
use preau::domain::school::SchoolState;
use proptest::prelude::*;

use super::desk::{Desk, ent};
use crate::support::seeing::conforme;
use crate::support::values::{day, number, period, siren, solution_code, uai, version};
use crate::support::world::{C26, C28, EDREDON, GRENOBLE, SCHOOL, TODAY, World, signed};

/// Another collectivité, that may come to hold the competence.
const METROPOLE: &str = "200040715";

/// Another school of the annexe.
const OTHER: &str = "0380124D";

fn world() -> World {
    World::registered("2026-10-15")
        .provider("999000201", "ÉDREDON BIS")
        .group(METROPOLE, CollectiviteKind::Metropole, "Grenoble-Alpes-Métropole")
        .school(OTHER, "Élém. Berriat", "38185")
        .sheet("olm", "2", "2026-12-01")
        .edit_convention(C26, |convention| {
            convention.annexe = Annexe::Listed(vec![line(SCHOOL), line(OTHER)]);
        })
}

fn line(school: &str) -> AnnexeLine {
    AnnexeLine::new(uai(school), Period::default())
}

/// A base whose entry was reviewed on [`TODAY`].
fn reviewed() -> Desk {
    let mut desk = Desk::of(world());
    desk.does(conforme(1));
    desk
}

/// Records a record as it is now, as an import would.
fn records(desk: &mut Desk, record: Option<Record>, id: &RecordId) {
    let before = desk.registry.get(id);
    let changes = vec![Change {
        before,
        after: record,
    }];
    let seq = desk.registry.revision() + 1;
    let entry = Entry {
        seq,
        at: chrono::DateTime::default(),
        actor: desk.actor.clone(),
        command: Command::Undo { entry: 0 },
        order: None,
        edition: Entry::FIRST_EDITION,
        changes,
    };
    desk.registry.apply(&entry);
}

fn edits(desk: &mut Desk, id: &RecordId, edit: impl FnOnce(&mut Record)) {
    let mut record = desk.registry.get(id).unwrap();
    edit(&mut record);
    records(desk, Some(record), id);
}

fn assessment(desk: &Desk, on: NaiveDate) -> Assessment {
    let school = desk.registry.schools().get(&uai(SCHOOL)).unwrap();
    assess(&desk.registry, school, on, &desk.policy).remove(0)
}

fn says(desk: &Desk, rule: RuleCode, on: &str) -> bool {
    assessment(desk, day(on)).has(rule)
}

/// The parts that W18 names.
fn void(desk: &Desk) -> Vec<Part> {
    let entry = desk.registry.entries().get(&1).unwrap();
    let coverage = Coverage::new(&desk.registry, entry, desk.today);
    let parts = coverage.changed(entry.reviewed.as_ref().unwrap());
    assert_eq!(says(desk, W18, TODAY), !parts.is_empty());
    parts
}

macro_rules! edit {
    ($kind:ident, $id:expr, $found:ident => $edit:expr) => {
        (
            $id,
            Box::new(|record: &mut Record| match record {
                Record::$kind($found) => drop($edit),
                other => panic!("{other:?}"),
            }) as Box<dyn Fn(&mut Record)>,
        )
    };
}

type Edit = (RecordId, Box<dyn Fn(&mut Record)>);

fn school() -> RecordId {
    RecordId::School(uai(SCHOOL))
}

fn convention(of: &str) -> RecordId {
    RecordId::Convention(number(of))
}

fn sheet() -> RecordId {
    RecordId::Sheet(SheetId {
        solution: solution_code("olm"),
        version: version("1"),
    })
}

fn solution() -> RecordId {
    RecordId::Solution(solution_code("olm"))
}

/// Each thing that a review covers, changed.
fn covered() -> Vec<(Part, Edit)> {
    let of = |number: &str| Part::Convention(number.parse().unwrap());
    vec![
        (
            Part::School,
            edit!(School, school(), r => r.name = "Élém. Jaurès".into()),
        ),
        (
            Part::School,
            edit!(School, school(), r => r.commune = "Grenoble Sud".into()),
        ),
        (
            Part::School,
            edit!(School, school(), r => r.state = SchoolState::Closing),
        ),
        (
            Part::Solution,
            edit!(Solution, solution(), r => r.name = "OLM Plus".into()),
        ),
        (
            Part::Solution,
            edit!(Solution, solution(), r => r.provider = siren("999000201")),
        ),
        (
            Part::Solution,
            edit!(Solution, solution(), r => r.category = Category::VieScolaire),
        ),
        (
            Part::Sheet,
            edit!(Sheet, sheet(), r => r.purposes.push("statistiques".into())),
        ),
        (
            Part::Sheet,
            edit!(Sheet, sheet(), r => r.data[0].retention = "dix ans".into()),
        ),
        (Part::Sheet, edit!(Sheet, sheet(), r => r.security.clear())),
        (
            of(C28),
            edit!(Convention, convention(C28), r => r.signed_party = Some(day("2026-08-30"))),
        ),
        (
            of(C28),
            edit!(Convention, convention(C28), r => r.terminated = Some(day("2027-06-30"))),
        ),
        (
            of(C28),
            edit!(Convention, convention(C28), r => r.departements.push("73".parse().unwrap())),
        ),
        (
            of(C28),
            edit!(Convention, convention(C28), r => r.clauses.set(Clause::B, Some(ClauseState::Absent))),
        ),
        (
            of(C26),
            edit!(Convention, convention(C26), r => r.end = Some(day("2030-08-31"))),
        ),
        (
            of(C26),
            edit!(Convention, convention(C26), r => r.renewal = Renewal::Express),
        ),
        (
            of(C26),
            edit!(Convention, convention(C26), r => r.notice_days = Some(60)),
        ),
        (
            of(C26),
            edit!(Convention, convention(C26), r => r.annexe = Annexe::All),
        ),
        (
            of(C26),
            edit!(Convention, convention(C26), r => r.annexe = Annexe::Listed(vec![line(OTHER)])),
        ),
    ]
}

/// What is noted beside: it never counts.
fn beside() -> Vec<Edit> {
    vec![
        edit!(School, school(), r => r.email = "ecole@exemple.invalid".into()),
        edit!(School, school(), r => r.circonscription = "Grenoble 2".into()),
        edit!(Sheet, sheet(), r => r.aipd.done = Some(day("2026-11-20"))),
        edit!(Convention, convention(C26), r => r.deliberation = Some("DEL 12".into())),
        edit!(Convention, convention(C26), r => r.published = Some(day("2026-11-20"))),
        edit!(Convention, convention(C26), r => r.annexe = Annexe::Listed(vec![line(SCHOOL)])),
        edit!(Deployment, RecordId::Deployment(ent()), r => r.reach(Stage::EnUsage, day("2026-11-20"))),
        edit!(Provider, RecordId::Provider(siren(EDREDON)), r => r.name = "EDREDON SAS".into()),
        edit!(Collectivite, RecordId::Collectivite(siren(GRENOBLE)), r => r.name = "Grenoble (ville)".into()),
    ]
}

#[test]
fn what_a_review_covers_voids_it_and_put_back_it_holds_again() {
    for (part, (id, edit)) in covered() {
        let mut desk = reviewed();
        let was = desk.registry.get(&id);
        assert_eq!(void(&desk), [], "{id}");
        edits(&mut desk, &id, &edit);
        assert_eq!(void(&desk), [part], "{id}");
        records(&mut desk, was, &id);
        assert_eq!(void(&desk), [], "{id}, put back");
    }
}

#[test]
fn what_is_noted_beside_it_never_counts() {
    for (id, edit) in beside() {
        let mut desk = reviewed();
        edits(&mut desk, &id, &edit);
        assert_eq!(void(&desk), [], "{id}");
    }
    let mut desk = reviewed();
    desk.does(Command::AddNote {
        about: convention(C26),
        text: "relue".into(),
    });
    assert_eq!(void(&desk), []);
}

#[test]
fn the_digest_of_a_fiche_is_of_all_that_never_changes_and_of_that_alone() {
    let Some(Record::Sheet(was)) = reviewed().registry.get(&sheet()) else {
        panic!("no fiche")
    };
    let mut confirmed = was.clone();
    confirmed.sub_processors.push(SubProcessor {
        name: "HÉBERGEUR".into(),
        country: "France".into(),
        updated: None,
    });
    let mut later = confirmed.clone();
    later.sub_processors[0].updated = Some(day("2026-11-20"));
    later.aipd.due = true;
    for (one, other, alike) in [(&was, &confirmed, false), (&confirmed, &later, true)] {
        assert_eq!(one.describes_as(other), alike);
        let content = |sheet: &preau::domain::provider::Sheet| {
            preau::domain::covered::content(&Record::from(sheet.clone()), uai(SCHOOL))
        };
        assert_eq!(content(one) == content(other), alike);
    }
}

#[test]
fn another_holder_voids_it_from_the_day_on() {
    let mut desk = reviewed();
    let record = Competence::confirmed(
        "38185".parse().unwrap(),
        siren(METROPOLE),
        period("2027-01-01", ""),
    );
    let id = RecordId::Competence(record.id());
    records(&mut desk, Some(record.into()), &id);
    for (on, said) in [("2026-12-31", false), ("2027-01-01", true), ("2027-01-02", true)] {
        assert_eq!(says(&desk, W18, on), said, "on {on}");
    }
    records(&mut desk, None, &id);
    assert!(!says(&desk, W18, "2027-01-02"));
}

#[test]
fn it_speaks_from_the_day_of_the_review_on() {
    let mut desk = reviewed();
    edits(&mut desk, &school(), |record| match record {
        Record::School(found) => found.name = "Élém. Jaurès".into(),
        other => panic!("{other:?}"),
    });
    for (on, said) in [("2026-11-22", false), ("2026-11-23", true), ("2026-11-24", true)] {
        assert_eq!(says(&desk, W18, on), said, "on {on}");
    }
    let found = assessment(&desk, desk.today);
    let finding = found.findings.iter().find(|finding| finding.rule == W18).unwrap();
    assert_eq!(
        finding.message(&desk.registry, &found, desk.today),
        "Le contrôle de l’inscription n°\u{a0}1, fait le 23/11/2026 par jdupont, ne vaut plus\u{a0}: l’école a changé depuis."
    );
    edits(&mut desk, &convention(C26), |record| match record {
        Record::Convention(found) => found.notice_days = Some(60),
        other => panic!("{other:?}"),
    });
    let found = assessment(&desk, desk.today);
    let finding = found.findings.iter().find(|finding| finding.rule == W18).unwrap();
    assert_eq!(
        finding.message(&desk.registry, &found, desk.today),
        "Le contrôle de l’inscription n°\u{a0}1, fait le 23/11/2026 par jdupont, ne vaut plus\u{a0}: l’école et la convention \
         26-0001 ont changé depuis."
    );
    desk.does(conforme(1));
    assert_eq!(void(&desk), [], "reviewed again");
}

#[test]
fn w13_counts_a_review_that_holds_and_is_silent_where_w18_speaks() {
    // The entry is of the year before; the review, of the day said.
    let table = [
        ("2026-08-31", false, [true, false]),
        ("2026-08-31", true, [false, true]),
        ("2026-09-01", false, [false, false]),
        ("2026-09-01", true, [false, true]),
        ("2026-11-23", false, [false, false]),
        ("2026-11-23", true, [false, true]),
    ];
    for (on, renamed, said) in table {
        let world = world().edit_entry(1, |entry| entry.entered_on = day("2026-06-15"));
        let mut desk = Desk::of(world);
        desk.today = day(on);
        desk.does(conforme(1));
        if renamed {
            edits(&mut desk, &school(), |record| match record {
                Record::School(found) => found.name = "Élém. Jaurès".into(),
                other => panic!("{other:?}"),
            });
        }
        assert_eq!(
            [W13, W18].map(|rule| says(&desk, rule, TODAY)),
            said,
            "reviewed on {on}"
        );
    }
}

#[test]
fn a_review_without_digests_is_void_once_a_part_is_recorded_again() {
    let former = || {
        let review = Review::without_digests(day(TODAY), "dpd");
        Desk::of(world().edit_entry(1, |entry| entry.reviewed = Some(review)))
    };
    assert_eq!(void(&former()), []);
    let recorded = [
        (school(), Part::School),
        (solution(), Part::Solution),
        (sheet(), Part::Sheet),
        (convention(C28), Part::Convention(number(C28))),
        (convention(C26), Part::Convention(number(C26))),
    ];
    for (id, part) in recorded {
        let mut desk = former();
        // Even as it was: nothing says what the reviewer saw.
        edits(&mut desk, &id, |_| {});
        assert_eq!(void(&desk), [part], "{id}");
    }
    let mut desk = former();
    edits(&mut desk, &RecordId::Deployment(ent()), |_| {});
    desk.does(Command::AddNote {
        about: school(),
        text: "vue".into(),
    });
    assert_eq!(void(&desk), []);
}

#[test]
fn a_review_rests_on_all_that_was_seen_of_it() {
    let desk = Desk::of(world());
    let whole = desk.seeing(conforme(1));
    assert!(desk.decide(&whole).is_ok());
    for place in 0..whole.seen.len() {
        let mut less = whole.clone();
        let left_out = less.seen.remove(place).id;
        assert_eq!(desk.decide(&less).unwrap_err(), Refusal::UnseenPart(left_out));
    }
    for (id, edit) in covered().into_iter().map(|(_, edit)| edit) {
        let mut desk = Desk::of(world());
        let order = desk.seeing(conforme(1));
        edits(&mut desk, &id, &edit);
        match desk.decide(&order).unwrap_err() {
            Refusal::Conflict { id: moved, .. } => assert_eq!(moved, id),
            other => panic!("{id}: {other:?}"),
        }
    }
    // Who comes to hold the competence was not seen.
    let mut desk = Desk::of(world());
    let order = desk.seeing(conforme(1));
    let record = Competence::confirmed(SCHOOL.parse().unwrap(), siren(METROPOLE), Period::default());
    let id = RecordId::Competence(record.id());
    records(&mut desk, Some(record.into()), &id);
    assert_eq!(desk.decide(&order).unwrap_err(), Refusal::UnseenPart(id));
}

#[test]
fn what_was_found_is_kept_and_digests_are_read_here() {
    let mut desk = Desk::of(world());
    let review = |conclusion| Command::Review { entry: 1, conclusion };
    let no = |desk: &Desk, conclusion| desk.refuses(review(conclusion)).to_string();
    assert_eq!(
        no(&desk, None),
        "inscription au registre n°\u{a0}1, conclusion du contrôle\u{a0}: dites si l’inscription est conforme, ou contrôlée \
         avec réserve"
    );
    assert!(no(&desk, Some(Conclusion::Reserve("  ".into()))).contains("réserve"));
    let place = desk.registry.revision();
    let seq = desk.does(review(Some(Conclusion::Reserve(
        "  la durée\u{1b}[31m n’est pas dite\n".into(),
    ))));
    let entry = desk.registry.entries().get(&1).unwrap().clone();
    let held = entry.reviewed.clone().unwrap();
    assert_eq!(held.reserve(), Some("la durée n’est pas dite"));
    assert_eq!(
        (held.on, held.by.as_str(), held.seen),
        (desk.today, "jdupont", Some(place))
    );
    assert_eq!(
        held.parts,
        Coverage::new(&desk.registry, &entry, desk.today).digests()
    );
    let parts: Vec<Part> = held.parts.into_iter().map(|held| held.part).collect();
    let conventions = [C28, C26].map(|of| Part::Convention(number(of)));
    let [c28, c26] = conventions;
    assert_eq!(
        parts,
        [
            Part::School,
            Part::Use,
            Part::Solution,
            Part::Sheet,
            c28,
            c26,
            Part::Holder
        ]
    );
    let stored = serde_json::to_string(&entry).unwrap();
    assert_eq!(
        serde_json::from_str::<preau::domain::register::RegisterEntry>(&stored).unwrap(),
        entry
    );
    desk.does(Command::Undo { entry: seq });
    assert_eq!(desk.registry.entries().get(&1).unwrap().reviewed, None);
    desk.does(Command::Undo { entry: seq + 1 });
    assert_eq!(
        *desk.registry.entries().get(&1).unwrap(),
        entry,
        "done again, it is the same"
    );
    assert_eq!(void(&desk), []);
}

#[test]
fn a_digest_is_what_it_always_was() {
    // Stored for good: another form of the same content would void every review.
    let desk = reviewed();
    let entry = desk.registry.entries().get(&1).unwrap();
    let digests = Coverage::new(&desk.registry, entry, desk.today).digests();
    let written: Vec<String> = digests
        .iter()
        .map(|held| serde_json::to_string(held).unwrap())
        .collect();
    insta::assert_snapshot!(written.join("\n"));
}

#[test]
fn a_review_is_decided_apart_from_what_it_covers() {
    let mut desk = Desk::of(world().convention26("26-0002", GRENOBLE, signed));
    let many = |commands: Vec<Command>| Command::Many { commands };
    let noted = Command::AddNote {
        about: school(),
        text: "vue".into(),
    };
    let terminated = Command::Terminate {
        convention: number("26-0002"),
        on: day("2027-01-01"),
    };
    for commands in [
        vec![terminated.clone(), conforme(1)],
        vec![conforme(1), terminated],
    ] {
        assert_eq!(
            desk.refuses(many(commands)),
            Refusal::OneOf {
                place: 2,
                why: Box::new(Refusal::Many(NoMany::Reviewed))
            }
        );
    }
    desk.does(many(vec![conforme(1), noted]));
    assert_eq!(void(&desk), []);
}

/// What a step of a random history does: to which of the covered things, and whether it is put back.
fn steps() -> impl Strategy<Value = Vec<(usize, bool)>> {
    prop::collection::vec((0..18_usize, any::<bool>()), 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A review never holds over a part that differs from what it saw, and holds again once all is put back.
    #[test]
    fn a_review_holds_over_what_it_saw_and_over_nothing_else(steps in steps(), former in any::<bool>()) {
        let mut desk = reviewed();
        let first = desk.registry.clone();
        let entry = |desk: &Desk| desk.registry.entries().get(&1).unwrap().clone();
        let saw = Coverage::new(&first, &entry(&desk), desk.today).digests();
        let covered = covered();
        if former {
            // The same review as an earlier program wrote it.
            edits(&mut desk, &RecordId::Entry(1), |record| match record {
                Record::Entry(entry) => entry.reviewed = Some(Review::without_digests(day(TODAY), "dpd")),
                other => panic!("{other:?}"),
            });
        }
        for (at, back) in steps {
            let (_, (id, edit)) = &covered[at];
            if back {
                records(&mut desk, first.get(id), id);
            } else {
                edits(&mut desk, id, edit);
            }
            let now = Coverage::new(&desk.registry, &entry(&desk), desk.today).digests();
            let differing: Vec<Part> = now
                .into_iter()
                .zip(&saw)
                .filter(|(now, saw)| now != *saw)
                .map(|(now, _)| now.part)
                .collect();
            let told = void(&desk);
            prop_assert!(differing.iter().all(|part| told.contains(part)), "{differing:?} {told:?}");
            prop_assert!(former || differing == told, "{differing:?} {told:?}");
        }
        for (_, (id, _)) in &covered {
            records(&mut desk, first.get(id), id);
        }
        prop_assert!(former || void(&desk).is_empty());
    }
}

#[test]
fn a_preview_shows_what_the_review_rests_on() {
    let desk = Desk::of(world());
    let blind = Order::blind(conforme(1));
    assert!(matches!(desk.decide(&blind), Err(Refusal::UnseenPart(_))));
}

#[test]
fn the_corrected_number_of_a_convention_leaves_the_review_as_it_is() {
    for former in [false, true] {
        let review = former.then(|| Review::without_digests(day(TODAY), "dpd"));
        let mut desk = Desk::of(world().edit_entry(1, |entry| entry.reviewed = review));
        if !former {
            desk.does(conforme(1));
        }
        let held = |desk: &Desk| desk.registry.entries().get(&1).unwrap().reviewed.clone().unwrap();
        let was = held(&desk);
        let seq = desk.does(Command::Correct {
            record: convention(C26),
            to: convention("26-0099"),
            reason: "mal recopié".into(),
        });
        assert_eq!(void(&desk), []);
        assert!(
            former
                || held(&desk)
                    .parts
                    .iter()
                    .any(|one| one.part == Part::Convention(number("26-0099")))
        );
        edits(&mut desk, &convention("26-0099"), |record| match record {
            Record::Convention(found) => found.notice_days = Some(60),
            other => panic!("{other:?}"),
        });
        assert_eq!(void(&desk), [Part::Convention(number("26-0099"))]);
        edits(&mut desk, &convention("26-0099"), |record| match record {
            Record::Convention(found) => found.notice_days = None,
            other => panic!("{other:?}"),
        });
        desk.does(Command::Undo { entry: seq });
        assert_eq!(held(&desk), was);
    }
}

#[test]
fn a_review_without_digests_that_is_void_stays_so_where_a_key_is_corrected() {
    let review = Review::without_digests(day(TODAY), "dpd");
    let mut desk = Desk::of(world().edit_entry(1, |entry| entry.reviewed = Some(review)));
    edits(&mut desk, &convention(C26), |record| match record {
        Record::Convention(found) => found.notice_days = Some(60),
        other => panic!("{other:?}"),
    });
    assert_eq!(void(&desk), [Part::Convention(number(C26))]);
    let place = desk.version(&RecordId::Entry(1));
    let (was, is) = (C26, "26-0099");
    let mut seq = desk.does(Command::Correct {
        record: convention(was),
        to: convention(is),
        reason: "mal recopié".into(),
    });
    let corrected = desk.journal.last().unwrap().changes.clone();
    for named in [is, was, is] {
        assert_eq!(void(&desk), [Part::Convention(number(named))]);
        let entry = desk.registry.entries().get(&1).unwrap();
        assert_eq!(entry.reviewed.as_ref().unwrap().seen, Some(place));
        seq = desk.does(Command::Undo { entry: seq });
    }
    assert!(!corrected.iter().any(Change::reviews));
    let mut forged = corrected;
    for change in &mut forged {
        if let Some(Record::Entry(entry)) = &mut change.after {
            entry.reviewed.as_mut().unwrap().seen = Some(place + 1);
        }
    }
    let mut before = Desk::of(world().edit_entry(1, |entry| {
        entry.reviewed = Some(Review::without_digests(day(TODAY), "dpd"));
    }));
    edits(&mut before, &convention(C26), |_| {});
    assert!(keys_hold(&before.registry, &forged).is_err());
}

#[test]
fn the_corrected_uai_of_a_school_is_to_be_reviewed_again() {
    let mut desk = reviewed();
    desk.does(Command::Correct {
        record: school(),
        to: RecordId::School(uai("0380127G")),
        reason: "mal recopié".into(),
    });
    let entry = desk.registry.entries().get(&1).unwrap();
    let coverage = Coverage::new(&desk.registry, entry, desk.today);
    assert_eq!(coverage.changed(entry.reviewed.as_ref().unwrap()), [Part::School]);
}
