//! Two records that are one: nothing is lost, nothing comes under a signature that did not cover it, and what is two stays so.

use preau::domain::collectivite::{Collectivite, CollectiviteKind, Competence};
use preau::domain::command::{Command, Territory};
use preau::domain::convention::{
    Amendment, Annexe, AnnexeLine, Clause, ClauseState, Convention, Renewal, Substitution,
};
use preau::domain::date::Period;
use preau::domain::deployment::{DeploymentId, Rank, Stage};
use preau::domain::provider::Category;
use preau::domain::record::{FormerKey, RecordId};
use preau::domain::refusal::{NoMany, Refusal};
use preau::domain::rule::RuleCode::{self, W19};
use preau::domain::school::{Nature, School, SchoolState, Sector};

use super::desk::Desk;
use super::naming::by_the_indexes_as_by_a_walk;
use super::territory::{says, undone};
use crate::support::values::{amendment, day, departement, insee, number, period, siren, solution_code, uai};
use crate::support::world::{C26, GRENOBLE, SCHOOL, World, signed};

/// What a test changes of a record.
type Edit<T> = fn(&mut T);

const NEXT: &str = "0380456P";
const CC: &str = "200000008";
const TWIN: &str = "213809999";
const OTHER26: &str = "26-001";

fn merge(record: RecordId, into: RecordId) -> Command {
    Command::Territory(Territory::Merge {
        record,
        into,
        reason: "saisie deux fois".into(),
    })
}

#[test]
fn two_collectivites_that_are_one_keep_every_reference_and_both_histories() {
    let mut twin = Collectivite::new(siren(TWIN), CollectiviteKind::Commune, "GRENOBLE");
    twin.followed_by = Some("mmartin".into());
    let world = World::registered("2026-10-01")
        .with(twin)
        .convention26("26-0009", TWIN, |_| {});
    let mut desk = Desk::of(world);
    assert!(says(&desk.registry, SCHOOL, W19, "2026-11-23"));
    let [from, into] = [TWIN, GRENOBLE].map(|text| RecordId::Collectivite(siren(text)));
    let command = || merge(from.clone(), into.clone());
    undone(&mut desk, command());
    desk.does(command());
    assert!(!says(&desk.registry, SCHOOL, W19, "2026-11-23"));
    let convention = desk.registry.conventions().get(&number("26-0009")).unwrap();
    assert_eq!(convention.party.siren(), siren(GRENOBLE));
    let kept = desk.registry.collectivites().get(&siren(GRENOBLE)).unwrap();
    assert_eq!(kept.followed_by.as_deref(), Some("mmartin"));
    assert_eq!(desk.registry.follow(&from), into, "the old key leads to it");
    assert_eq!(
        desk.registry.former_keys_of(&into)[0].0,
        from,
        "the history goes on with the other"
    );
}

#[test]
fn two_conventions_that_are_one_rest_under_one_number_in_the_register() {
    let world = World::registered("2026-10-01").convention26(OTHER26, GRENOBLE, |convention| {
        convention.dossiers = vec!["123456".into()];
    });
    let mut desk = Desk::of(world);
    let [from, into] = [C26, OTHER26].map(|text| RecordId::Convention(number(text)));
    let command = || merge(from.clone(), into.clone());
    undone(&mut desk, command());
    desk.does(command());
    let entry = desk.registry.entries().get(&1).unwrap();
    assert_eq!(entry.conventions, [number("28-0001"), number(OTHER26)]);
    assert!(
        !says(&desk.registry, SCHOOL, RuleCode::W0, "2026-11-23"),
        "signed as the other was"
    );
    let refused = desk
        .refuses(merge(into, RecordId::Convention(number("28-0001"))))
        .to_string();
    assert!(refused.contains("la même partie"), "{refused}");
}

#[test]
fn two_schools_that_are_one_keep_uses_and_entries_but_not_two_active_ones() {
    let typed = |world: World| {
        world
            .school(NEXT, "Élém. Jean Jaurès", "38185")
            .edit_school(NEXT, |school| school.by_hand = true)
    };
    let [from, into] = [SCHOOL, NEXT].map(|text| RecordId::School(uai(text)));
    let mut desk = Desk::of(typed(World::registered("2026-10-01")));
    let command = || merge(from.clone(), into.clone());
    undone(&mut desk, command());
    desk.does(command());
    let entry = desk.registry.entries().get(&1).unwrap();
    assert!(entry.is_active() && entry.school == uai(NEXT));
    assert!(
        desk.registry
            .entry_of(desk.registry.deployments_of(uai(NEXT)).next().unwrap())
            .is_some()
    );
    assert_eq!(desk.registry.councils_of(uai(NEXT)).count(), 1);
    let both = typed(World::registered("2026-10-01"))
        .deployment(NEXT, "olm", preau::domain::deployment::Stage::Inscrite)
        .entry(2, NEXT, "olm", "2026-10-02");
    let refused = Desk::of(both).refuses(command()).to_string();
    assert!(
        refused.contains("inscription active, n°\u{a0}1 et n°\u{a0}2"),
        "{refused}"
    );
}

/// What becomes of a convention that is made one with [`C26`]: it, or what the refusal says.
fn one_of_two(kept: Edit<Convention>, gone: Edit<Convention>) -> Result<Convention, String> {
    let world = World::eligible()
        .convention26(OTHER26, GRENOBLE, gone)
        .edit_convention(C26, |convention| {
            *convention = Convention::draft(number(C26), convention.party);
            kept(convention);
        });
    let mut desk = Desk::of(world);
    let [from, into] = [OTHER26, C26].map(|text| RecordId::Convention(number(text)));
    let order = desk.seeing(merge(from, into));
    desk.orders(order)
        .map_err(|why| why.to_string().replace('\u{a0}', " "))?;
    Ok(desk.registry.conventions().get(&number(C26)).unwrap().clone())
}

#[test]
fn what_a_signature_covers_is_never_another_text() {
    let table: [(&str, Edit<Convention>); 10] = [
        ("solutions", |c| c.solutions = vec![solution_code("olm")]),
        ("départements", |c| c.departements = vec![departement("38")]),
        ("écoles", |c| {
            c.annexe = Annexe::Listed(vec![AnnexeLine::new(uai(SCHOOL), period("", ""))]);
        }),
        ("ajouts sans avenant", |c| c.open_annexe = true),
        ("avenants", |c| {
            c.amendments = vec![Amendment::draft("1".parse().unwrap())];
        }),
        ("effet", |c| c.effect = Some(day("2026-09-15"))),
        ("échéance", |c| c.end = Some(day("2027-08-31"))),
        ("durée", |c| c.duration_months = Some(36)),
        ("reconduction", |c| c.renewal = Renewal::Express),
        ("préavis", |c| c.notice_days = Some(60)),
    ];
    for (field, differs) in table {
        let of = [
            one_of_two(signed, differs),
            one_of_two(differs, signed),
            // One signature is enough.
            one_of_two(|c| c.signed_party = Some(day("2026-09-01")), differs),
        ];
        for outcome in of {
            let why = outcome.expect_err(field);
            assert!(
                why.contains("l’une porte une signature") && why.contains(&format!("{field} (« ")),
                "{field}: {why}"
            );
            assert!(why.contains("Corrigez d’abord"), "{why}");
        }
    }
}

#[test]
fn term_clauses_stops_and_signatures_are_of_one_side_whole() {
    fn stopped(convention: &mut Convention) {
        signed(convention);
        convention.terminated = Some(day("2026-11-01"));
    }
    let both = one_of_two(signed, stopped).unwrap();
    assert_eq!(
        both.terminated,
        Some(day("2026-11-01")),
        "what ends it is not lost"
    );
    let both = one_of_two(stopped, signed).unwrap();
    assert_eq!(both.terminated, Some(day("2026-11-01")));
    let both = one_of_two(
        |c| c.sent = Some(day("2026-09-02")),
        |c| {
            c.end = Some(day("2027-08-31"));
            c.notice_days = Some(60);
            c.open_annexe = true;
            c.refused = Some(day("2026-10-01"));
            c.reason = Some("incomplète".into());
        },
    )
    .unwrap();
    assert_eq!((both.end, both.notice_days), (Some(day("2027-08-31")), Some(60)));
    assert_eq!((both.refused, both.open_annexe), (Some(day("2026-10-01")), true));
    assert_eq!(both.reason.as_deref(), Some("incomplète"));
    assert_eq!((both.number, both.sent), (number(C26), Some(day("2026-09-02"))));
}

#[test]
fn two_halves_make_no_whole() {
    let table: [(&str, Edit<Convention>, Edit<Convention>); 5] = [
        (
            "signée par la partie le",
            |c| c.signed_party = Some(day("2026-09-01")),
            |c| c.signed_dasen = Some(day("2026-09-01")),
        ),
        (
            "signée par la partie le",
            |c| c.signed_party = Some(day("2026-09-01")),
            |c| c.signed_party = Some(day("2026-09-02")),
        ),
        (
            "résiliée le",
            |c| c.terminated = Some(day("2026-09-01")),
            |c| c.signed_party = Some(day("2026-09-02")),
        ),
        (
            "échéance",
            |c| c.end = Some(day("2026-09-01")),
            |c| c.duration_months = Some(12),
        ),
        (
            "clauses absentes",
            |c| c.clauses.set(Clause::A, Some(ClauseState::Absent)),
            |c| c.clauses.set(Clause::B, Some(ClauseState::Present)),
        ),
    ];
    for (field, kept, gone) in table {
        let why = one_of_two(kept, gone).expect_err(field);
        assert!(
            why.contains("chacune dit ce que l’autre ne dit pas") && why.contains(field),
            "{field}: {why}"
        );
    }
}

#[test]
fn the_scope_of_two_drafts_is_that_of_both() {
    let both = one_of_two(
        |c| c.annexe = Annexe::Listed(vec![AnnexeLine::new(uai(SCHOOL), period("", ""))]),
        |c| {
            let from = period("2026-09-01", "");
            c.annexe = Annexe::Listed(vec![AnnexeLine::new(uai(SCHOOL), from)]);
        },
    )
    .unwrap();
    assert_eq!(both.annexe.lines().len(), 2);
    let why = one_of_two(|_| (), |c| c.solutions = vec![solution_code("olm")]).unwrap_err();
    assert!(why.contains("vise toutes les solutions"), "{why}");
}

fn schools(kept: Edit<School>, gone: Edit<School>) -> Result<School, String> {
    let world = World::eligible()
        .commune("38001", "213800014", "Abrets")
        .school(NEXT, "Élém. Jean Jaurès", "38185")
        .edit_school(NEXT, gone)
        .edit_school(SCHOOL, kept);
    let mut desk = Desk::of(world);
    let [from, into] = [NEXT, SCHOOL].map(|text| RecordId::School(uai(text)));
    let order = desk.seeing(merge(from, into));
    desk.orders(order)
        .map_err(|why| why.to_string().replace('\u{a0}', " "))?;
    Ok(desk.registry.schools().get(&uai(SCHOOL)).unwrap().clone())
}

#[test]
fn two_schools_that_are_two_stay_two() {
    let table: [(&str, Edit<School>, Edit<School>); 6] = [
        ("privé", |s| s.sector = Sector::Private, |_| ()),
        ("maternelle", |_| (), |s| s.nature = Nature(101)),
        (
            "pas dans la même commune",
            |_| (),
            |s| s.insee = Some(insee("38001")),
        ),
        ("a pris la place", |s| s.successors = vec![uai(NEXT)], |_| ()),
        ("dans l’autre sens", |s| s.state = SchoolState::Vanished, |_| ()),
        ("dans l’autre sens", |s| s.state = SchoolState::Closed, |_| ()),
    ];
    for (words, kept, gone) in table {
        let why = schools(kept, gone).expect_err(words);
        assert!(why.contains(words), "{words}: {why}");
    }
    let both = schools(
        |s| s.opened = Some(day("2020-09-01")),
        |s| {
            s.opened = Some(day("2018-09-01"));
            s.nature = Nature(0);
            s.email = "ce.0380456p@exemple.invalid".into();
        },
    )
    .unwrap();
    assert_eq!(both.opened, Some(day("2018-09-01")));
    assert_eq!(both.email, "ce.0380456p@exemple.invalid");
}

fn collectivites(kept: Edit<Collectivite>, gone: Edit<Collectivite>) -> Result<Collectivite, String> {
    let mut own = Collectivite::new(siren(GRENOBLE), CollectiviteKind::Commune, "Grenoble");
    own.insee = Some(insee("38185"));
    kept(&mut own);
    let mut twin = Collectivite::new(siren(TWIN), CollectiviteKind::Commune, "GRENOBLE");
    gone(&mut twin);
    let mut desk = Desk::of(World::eligible().with(own).with(twin));
    let [from, into] = [TWIN, GRENOBLE].map(|text| RecordId::Collectivite(siren(text)));
    let order = desk.seeing(merge(from, into));
    desk.orders(order)
        .map_err(|why| why.to_string().replace('\u{a0}', " "))?;
    Ok(desk
        .registry
        .collectivites()
        .get(&siren(GRENOBLE))
        .unwrap()
        .clone())
}

#[test]
fn two_collectivites_that_are_two_stay_two_and_one_has_the_days_of_both() {
    let table: [(&str, Edit<Collectivite>, Edit<Collectivite>); 5] = [
        (
            "« métropole », l’autre « commune »",
            |_| (),
            |c| c.kind = CollectiviteKind::Metropole,
        ),
        (
            "« CIAS », l’autre « EPT »",
            |c| (c.kind, c.kind_name) = (CollectiviteKind::Other, "EPT".into()),
            |c| (c.kind, c.kind_name) = (CollectiviteKind::Other, "CIAS".into()),
        ),
        ("deux codes INSEE", |_| (), |c| c.insee = Some(insee("38001"))),
        (
            "a pris la place de l’autre",
            |_| (),
            |c| c.successors = vec![siren(GRENOBLE)],
        ),
        (
            "a pris la place de l’autre",
            |c| c.successors = vec![siren(TWIN)],
            |_| (),
        ),
    ];
    for (words, kept, gone) in table {
        let why = collectivites(kept, gone).expect_err(words);
        assert!(why.contains(words), "{words}: {why}");
    }
    let periods: [(Edit<Collectivite>, Edit<Collectivite>, Period); 3] = [
        (
            |c| c.open = period("2019-01-01", ""),
            |c| c.open = period("2015-01-01", "2026-12-31"),
            period("2015-01-01", ""),
        ),
        (|_| (), |c| c.open = period("", "2020-12-31"), period("", "")),
        (
            |c| c.open = period("2019-01-01", ""),
            |_| (),
            period("2019-01-01", ""),
        ),
    ];
    for (kept, gone, days) in periods {
        assert_eq!(collectivites(kept, gone).unwrap().open, days);
    }
}

#[test]
fn a_merge_that_would_put_a_registered_school_out_is_refused() {
    let world = World::registered("2026-10-01")
        .group(CC, CollectiviteKind::CommunauteDeCommunes, "CC Bugey Sud")
        .school(NEXT, "Élém. Jean Jaurès", "38185")
        .with(Competence::confirmed(
            NEXT.parse().unwrap(),
            siren(CC),
            period("2020-01-01", ""),
        ));
    let [from, into] = [NEXT, SCHOOL].map(|text| RecordId::School(uai(text)));
    let refused = Desk::of(world).refuses(merge(from, into)).to_string();
    assert!(
        refused.contains("l’inscription n°\u{a0}1 n’y serait plus permise\u{a0}: B7"),
        "{refused}"
    );
}

/// The school, whose use of OLM is the second, and the one that stays, which left OLM once.
fn with_uses() -> World {
    World::registered("2026-10-01")
        .school(NEXT, "Élém. Jean Jaurès", "38185")
        .edit_school(NEXT, |school| school.by_hand = true)
        .deployment(NEXT, "olm", Stage::Sortie)
        .edit_deployment(NEXT, |used| {
            used.exit = Some(day("2026-09-10"));
        })
}

fn used(school: &str, rank: u16) -> RecordId {
    RecordId::Deployment(DeploymentId {
        school: uai(school),
        category: Category::Ent,
        rank: Rank::parse(&rank.to_string()).unwrap(),
    })
}

#[test]
fn each_use_that_moves_leaves_its_key_and_its_entry_goes_with_it() {
    let mut desk = Desk::of(with_uses());
    let [from, into] = [SCHOOL, NEXT].map(|text| RecordId::School(uai(text)));
    let command = || merge(from.clone(), into.clone());
    undone(&mut desk, command());
    desk.does(command());
    let registry = &desk.registry;
    assert_eq!(registry.follow(&used(SCHOOL, 1)), used(NEXT, 2));
    assert_eq!(registry.follow(&used(NEXT, 1)), used(NEXT, 1));
    let entry = registry.entries().get(&1).unwrap();
    assert_eq!(
        RecordId::Deployment(registry.use_of(entry).unwrap().id()),
        used(NEXT, 2)
    );
    by_the_indexes_as_by_a_walk(registry);
}

#[test]
fn accounts_that_are_open_are_not_opened_by_a_merge() {
    let world = with_uses().edit_deployment(SCHOOL, |used| {
        used.stage = Stage::EnUsage;
        used.family_notice = None;
    });
    let mut desk = Desk::of(world);
    let [from, into] = [SCHOOL, NEXT].map(|text| RecordId::School(uai(text)));
    desk.does(merge(from, into));
}

#[test]
fn what_a_former_key_said_stays() {
    let mark = |key: RecordId, became: Option<RecordId>| FormerKey {
        withdrawn: became.is_none(),
        key,
        became,
        merged: false,
        reason: "faute de frappe".into(),
        on: day("2026-10-02"),
        by: "jdupont".into(),
    };
    let old = RecordId::School(uai("0380124D"));
    let [from, into] = [SCHOOL, NEXT].map(|text| RecordId::School(uai(text)));
    let spent = mark(used(SCHOOL, 2), None);
    let corrected = mark(old.clone(), Some(from.clone()));
    let world = with_uses().with(spent.clone()).with(corrected.clone());
    let mut desk = Desk::of(world);
    desk.does(merge(from.clone(), into.clone()));
    let registry = &desk.registry;
    assert_eq!(registry.former_keys().get(&spent.key), Some(&spent));
    assert_eq!(registry.former_keys().get(&old), Some(&corrected));
    assert_eq!(registry.follow(&old), into, "from one key to the next");
    let ranks = preau::domain::registry::Registry::next_rank;
    assert_eq!(ranks(registry, uai(NEXT), Category::Ent), Rank::parse("3"));
    // A key that was another's already says what became of that one.
    let world = with_uses().with(mark(from.clone(), Some(RecordId::School(uai("0380124D")))));
    let refused = Desk::of(world).refuses(merge(from, into)).to_string();
    assert!(refused.contains("celle d’un autre enregistrement"), "{refused}");
}

#[test]
fn a_line_that_a_signed_avenant_moved_is_renamed_with_its_school_alone() {
    let world = with_uses().edit_convention(C26, |convention| {
        convention.amendments = vec![amendment("1", "2026-10-05", "2026-10-06")];
        convention.annexe = Annexe::Listed(vec![
            AnnexeLine::new(uai(SCHOOL), period("", "")),
            AnnexeLine {
                joined_by: Some("1".parse().unwrap()),
                ..AnnexeLine::new(uai(SCHOOL), period("2026-10-06", ""))
            },
        ]);
    });
    let mut desk = Desk::of(world);
    let [from, into] = [SCHOOL, NEXT].map(|text| RecordId::School(uai(text)));
    desk.does(merge(from, into));
    let convention = desk.registry.conventions().get(&number(C26)).unwrap();
    assert!(convention.annexe.lines().iter().all(|line| line.uai == uai(NEXT)));
}

#[test]
fn whoever_was_told_that_another_took_the_place_is_told_of_the_one_that_stays() {
    let world = World::registered("2026-10-01")
        .with(Collectivite::new(
            siren(CC),
            CollectiviteKind::CommunauteDeCommunes,
            "CC Bugey Sud",
        ))
        .with(Collectivite::new(
            siren(TWIN),
            CollectiviteKind::CommunauteDeCommunes,
            "CC BUGEY SUD",
        ))
        .edit_convention(C26, |convention| {
            convention.substitutions = vec![Substitution {
                to: siren(TWIN),
                on: day("2026-10-02"),
                by: "courrier".into(),
                reference: String::new(),
            }];
        });
    let mut desk = Desk::of(world);
    by_the_indexes_as_by_a_walk(&desk.registry);
    let [from, into] = [TWIN, CC].map(|text| RecordId::Collectivite(siren(text)));
    desk.does(merge(from, into));
    let convention = desk.registry.conventions().get(&number(C26)).unwrap();
    assert_eq!(convention.substitutions[0].to, siren(CC));
}

#[test]
fn a_merge_stands_alone_in_its_operation() {
    let world = World::eligible()
        .convention26(OTHER26, GRENOBLE, |_| ())
        .convention26("26-002", GRENOBLE, |_| ());
    let one = |text: &str| {
        merge(
            RecordId::Convention(number(text)),
            RecordId::Convention(number(C26)),
        )
    };
    let refused = Desk::of(world).refuses(Command::Many {
        commands: vec![one(OTHER26), one("26-002")],
    });
    let Refusal::OneOf { place: 1, why } = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(*why, Refusal::Many(NoMany::Within));
}
